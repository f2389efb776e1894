using System.Text.Json;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Tests.Fixing;
using EsConfigLint.Tests;
using Microsoft.CodeAnalysis.Sarif;

namespace EsConfigLint.Engine.Tests.Reporting;

/// <summary>What reports say of fixes.</summary>
public sealed class FixReportTests
{
    private const string Path = "conf dir/elasticsearch.yml";

    private static readonly ReportRoot Root = new(SampleRun.Root);

    [Fact]
    public void Json_has_title_safety_edits_in_offsets_and_instructions()
    {
        var finding = Json("\uFEFF# 😀\r\nnode.attr.a: 'bad'\r\n", new ReplaceRule("TT001", "bad", "good", FixSafety.Unsafe)).GetProperty("diagnostics")[0];
        Assert.Equal(
            """{"title":"Write 'good' instead.","safety":"unsafe","edits":[{"file":"conf dir/elasticsearch.yml","start":20,"end":23,"text":"good"}]}""",
            System.Text.Json.Nodes.JsonNode.Parse(finding.GetProperty("fix").GetRawText())!.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal));
        Assert.Equal(["run TT001", "run both"], finding.GetProperty("instructions").EnumerateArray().Select(static one => one.GetString()));
    }

    [Fact]
    public void Only_what_can_be_written_counts_as_fixable()
    {
        var json = Json("node.attr.a: bad\nnode.attr.b: same\nnode.attr.c: old\n", new ReplaceRule("TT001", "bad", "good"), new ReplaceRule("TT002", "same", "same"), new ReplaceRule("TT003", "old", "new", FixSafety.Unsafe));
        Assert.Equal(2, json.GetProperty("summary").GetProperty("fixable").GetInt32());
        Assert.Equal(
            [JsonValueKind.Object, JsonValueKind.Null, JsonValueKind.Object],
            json.GetProperty("diagnostics").EnumerateArray().Select(static one => one.GetProperty("fix").ValueKind));
    }

    [Fact]
    public void Credentials_that_a_fix_would_carry_along_are_in_no_report()
    {
        var rule = new ReplaceRule("TT001", "bad", "https://user:CANARY@host");
        Assert.DoesNotContain("CANARY", Json("node.attr.a: bad\n", rule).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", Sarif("node.attr.a: bad\n", rule), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", Stylish("node.attr.a: bad\n", rule), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.attr.a: bad\n")]
    [InlineData("\uFEFF# 😀\r\nnode.attr.a: 'bad' # 漢\r\n")]
    [InlineData("# a\rnode.attr.a: bad")]
    public void Another_reader_applies_the_fix_of_sarif_to_the_same_bytes(string text)
    {
        var source = SourceFile.FromText(Path, text);
        var run = SarifReader.Read(System.Text.Encoding.UTF8.GetBytes(Sarif(text, new ReplaceRule("TT001", "bad", "good"))), _ => source);
        var fix = Assert.Single(Assert.Single(run.Results).Fixes);
        Assert.Equal("Write 'good' instead.", fix.Description.Text);
        var change = Assert.Single(fix.ArtifactChanges);
        Assert.Equal("conf%20dir/elasticsearch.yml", change.ArtifactLocation.Uri.OriginalString);
        var replacement = Assert.Single(change.Replacements);
        var region = replacement.DeletedRegion;
        Assert.Equal("bad", source.Text.Substring(region.CharOffset, region.CharLength));
        Assert.Equal(region.CharOffset, source.OffsetOf(new(region.StartLine, region.StartColumn)));
        Assert.Equal(region.CharOffset + region.CharLength, source.OffsetOf(new(region.EndLine, region.EndColumn)));
        Assert.Equal(-1, region.ByteOffset);
        Assert.Equal("good", replacement.InsertedContent.Text);
    }

    [Fact]
    public void Sarif_says_that_a_text_is_deleted_with_an_empty_text() =>
        Assert.Contains("\"insertedContent\": {\n", Sarif("node.attr.a: bad\n", new ReplaceRule("TT001", "bad", "")), StringComparison.Ordinal);

    [Fact]
    public void Sarif_of_a_finding_without_fix_has_no_empty_list_of_fixes() =>
        Assert.DoesNotContain("fixes", Sarif("node.attr.a: bad\n", new ReplaceRule("TT001", "bad", "bad")), StringComparison.Ordinal);

    [Fact]
    public void Stylish_shows_each_fix_and_how_many_there_are()
    {
        var report = Stylish(
            "node.attr.a: bad\nnode.attr.b: bad\nnode.attr.c: old\n", new ReplaceRule("TT001", "bad", "good"), new ReplaceRule("TT002", "old", "new", FixSafety.Unsafe));
        Assert.Contains("\n       Fix: Write 'good' instead.\n", report, StringComparison.Ordinal);
        Assert.Contains("\n       Unsafe fix: Write 'new' instead.\n", report, StringComparison.Ordinal);
        Assert.Contains("\n2 fixable with --fix, 1 more with --unsafe-fixes.\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Stylish_says_when_only_unsafe_fixes_are_there()
    {
        Assert.Contains("\n1 fixable with --fix --unsafe-fixes.\n", Stylish("node.attr.c: old\n", new ReplaceRule("TT002", "old", "new", FixSafety.Unsafe)), StringComparison.Ordinal);
        Assert.DoesNotContain("fixable", Stylish("node.attr.c: good\n", new ReplaceRule("TT002", "old", "new")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_to_be_run_once_however_many_findings_ask_for_it()
    {
        var result = SampleRun.Of([(Path, "node.attr.a: bad\nnode.attr.b: old\n")], SourceNeeds.Instructions, null, new ReplaceRule("TT001", "bad", "good"), new ReplaceRule("TT002", "old", "new"));
        Assert.Equal(2, result.Findings.Count());
        Assert.Equal(["run TT001", "run both", "run TT002"], result.Instructions.Select(static instruction => instruction.Command));
    }

    private static JsonElement Json(string text, params Rule[] rules) =>
        JsonDocument.Parse(SampleRun.Write(new JsonReporter(SampleRun.Tool, Root), Run(text, SourceNeeds.Fixes | SourceNeeds.Instructions, rules))).RootElement;

    private static string Sarif(string text, params Rule[] rules) =>
        SampleRun.Write(new SarifReporter(SampleRun.Tool, Root, new NoPages()), Run(text, SourceNeeds.Context | SourceNeeds.LineHash | SourceNeeds.Fixes, rules));

    private static string Stylish(string text, params Rule[] rules) =>
        SampleRun.Write(new StylishReporter(new(false, 80)), Run(text, SourceNeeds.Line | SourceNeeds.Fixes, rules));

    private static RunResult Run(string text, SourceNeeds needs, Rule[] rules) => SampleRun.Of([(Path, text)], needs, null, rules);

    private sealed class NoPages : IRulePages
    {
        public RuleHelp? HelpOf(string id) => null;
    }
}

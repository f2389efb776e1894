using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;
using EsConfigLint.Tests;
using Microsoft.CodeAnalysis.Sarif;

namespace EsConfigLint.Engine.Tests.Reporting;

/// <summary>Every report is read back by another reader of the format.</summary>
public sealed class SarifReporterTests
{
    private const string Text = "node.attr.zone: east\n";

    private static SarifReporter Reporter => new(SampleRun.Tool, new(SampleRun.Root), new NoPages());

    [Fact]
    public void A_large_report_is_handed_on_piece_by_piece() =>
        Assert.InRange(SampleRun.LongestWrite(Reporter, SampleRun.Of(string.Concat(Enumerable.Range(0, 2000).Select(static i => $"node.attr.a{i}: east\n")), SourceNeeds.None)), 1, 100_000);

    [Theory]
    [InlineData("cluster.name: a\nnode.attr.zone: east\nnode.name: b\n", "east")]
    [InlineData("cluster.name: a\r\nnode.attr.zone: east\r\nnode.name: b\r\n", "east")]
    [InlineData("\uFEFFcluster.name: a\nnode.attr.zone: east", "east")]
    [InlineData("cluster.name: 😀\nnode.attr.zone: \"é😀 [x] {0}\"\n", "\"é😀 [x] {0}\"")]
    [InlineData("node.attr.zone: \"[click](1)\"\n", "\"[click](1)\"")]
    [InlineData("node.attr.zone: \"a\uFFFDb\"\n", "\"a\uFFFDb\"")]
    [InlineData("node.attr.zone: \"a\\\"\\u0007<b>\"\n", "\"a\\\"\\u0007<b>\"")]
    [InlineData("node.attr.zone: \"a\r\n  b\"\r\n", "\"a")]
    public void Another_reader_finds_the_region_the_text_and_the_message(string text, string value)
    {
        var result = Assert.Single(Read(text).Results);
        Assert.Equal(value, result.Locations[0].PhysicalLocation.Region.Snippet.Text);
        Assert.Equal("attribute", result.Message.Id);
        Assert.Equal(FailureLevel.Error, result.Level);
        Assert.Equal("conf%20dir/elasticsearch.yml", result.Locations[0].PhysicalLocation.ArtifactLocation.Uri.OriginalString);
        Assert.Matches("^[0-9a-f]+:[0-9]+$", result.PartialFingerprints["primaryLocationLineHash"]);
        Assert.Equal("The name.", result.RelatedLocations[0].Message.Text);
    }

    [Fact]
    public void Text_of_a_file_makes_no_link_in_a_message() =>
        Assert.Contains(@"'\[click\](1)'", Read("node.attr.zone: \"[click](1)\"\n").Results[0].Message.Text, StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_leaves_a_report_that_can_be_read()
    {
        var report = SampleRun.Write(Reporter, SampleRun.Of("node.attr.zone: \"a\uD83Db\"\n", SourceNeeds.Context | SourceNeeds.LineHash));
        using var json = System.Text.Json.JsonDocument.Parse(report);
        Assert.DoesNotContain("\\ud83d", report, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Results_stand_in_the_order_of_their_encoded_paths()
    {
        var run = Read([("a b/elasticsearch.yml", Text), ("a!b/elasticsearch.yml", Text), ("z.yml", Text), ("é.yml", Text), ("../out.yml", Text)]);
        Assert.Equal(
            ["%C3%A9.yml", "a%20b/elasticsearch.yml", "a%21b/elasticsearch.yml", "file:///out.yml", "z.yml"],
            run.Results.Select(static result => result.Locations[0].PhysicalLocation.ArtifactLocation.Uri.OriginalString));
    }

    [Fact]
    public void A_remark_about_the_version_is_part_of_a_message_that_the_rule_declares()
    {
        var run = Read([("a.yml", Text)], remark: "With 7.17 this would not hold.");
        Assert.Equal("attribute/1", run.Results[0].Message.Id);
        Assert.EndsWith("'east'. With 7.17 this would not hold.", run.Results[0].Message.Text, StringComparison.Ordinal);
        Assert.Equal(["attribute", "attribute/1", "secret"], run.Tool.Driver.Rules[0].MessageStrings.Keys);
    }

    [Fact]
    public void A_notice_says_which_file_it_is_about()
    {
        var run = Read(Text);
        var notice = Assert.Single(run.Invocations[0].ToolExecutionNotifications);
        Assert.Equal("values.yaml", notice.Locations[0].PhysicalLocation.ArtifactLocation.Uri.OriginalString);
        Assert.Equal("Values of a Helm chart, no settings file.", notice.Message.Text);
        Assert.Equal(FailureLevel.Note, notice.Level);
    }

    [Fact]
    public void A_run_that_could_not_do_all_its_work_does_not_call_itself_successful()
    {
        var result = SampleRun.Of(Text, SourceNeeds.None);
        result.HasToolErrors = true;
        Assert.Contains("\"executionSuccessful\": false", SampleRun.Write(Reporter, result), StringComparison.Ordinal);
        Assert.True(Read(Text).Invocations[0].ExecutionSuccessful);
    }

    [Fact]
    public void Of_more_results_than_code_scanning_takes_the_least_severe_are_left_out()
    {
        var text = string.Concat(Enumerable.Range(0, 25_000).Select(static i => $"node.attr.a{i}: x\n")) + "xpack.security.http.ssl.keystore.password: a\n";
        var run = Read(text);
        Assert.Equal(25_000, run.Results.Count);
        Assert.DoesNotContain(run.Results, static result => result.Level == FailureLevel.Warning);
        Assert.Contains(run.Invocations[0].ToolExecutionNotifications, static one => one.Message.Text.StartsWith("1 more results were left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_context_is_wider_than_the_region_and_part_of_the_file()
    {
        const string Around = "cluster.name: a\nnode.attr.zone: east\nnode.name: b\n";
        var location = Assert.Single(Read(Around).Results).Locations[0].PhysicalLocation;
        Assert.Equal("cluster.name: a\nnode.attr.zone: east\nnode.name: b", location.ContextRegion.Snippet.Text);
    }

    [Fact]
    public void A_secret_beside_the_finding_is_in_no_part_of_the_report()
    {
        const string Around = "node.attr.zone: east\nxpack.security.http.ssl.keystore.password: CANARY\n";
        Assert.DoesNotContain("CANARY", Write(Around), StringComparison.Ordinal);
        Assert.Equal(2, Read(Around).Results.Count);
    }

    [Fact]
    public void Every_rule_that_ran_is_described_whether_it_fired_or_not()
    {
        var run = Read("cluster.name: a\n");
        Assert.Empty(run.Results);
        var rule = Assert.Single(run.Tool.Driver.Rules);
        Assert.Equal("HttpAttributeSet", rule.Name);
        Assert.Equal("HTTP attribute set.", rule.ShortDescription.Text);
        Assert.Equal("7.5", rule.GetProperty("security-severity"));
        Assert.Contains("external/cwe/cwe-319", rule.Tags);
        Assert.True(run.Invocations[0].ExecutionSuccessful);
    }

    [Fact]
    public void Two_reports_of_one_text_are_the_same_bytes() =>
        Assert.Equal(Write("node.attr.zone: east\n"), Write("node.attr.zone: east\n"));

    [Fact]
    public void The_fingerprint_outlives_another_line_above_it_and_another_value()
    {
        var before = Read("node.attr.zone: east\n").Results[0].PartialFingerprints["esconfiglint/setting/v1"];
        var after = Read("cluster.name: a\n\nnode.attr.zone: west\n").Results[0].PartialFingerprints["esconfiglint/setting/v1"];
        Assert.Equal(before, after);
    }

    private static string Write(string text) => SampleRun.Write(Reporter, SampleRun.Of(text, SourceNeeds.Context | SourceNeeds.LineHash));

    private static Run Read(string text) => Read([("conf dir/elasticsearch.yml", text)]);

    private static Run Read((string Path, string Text)[] texts, string? remark = null)
    {
        var root = new ReportRoot(SampleRun.Root);
        var sources = texts.ToDictionary(one => root.UriOf(new(one.Path, null)).Uri, static one => SourceFile.FromText(one.Path, one.Text));
        var report = SampleRun.Write(Reporter, SampleRun.Of(texts, SourceNeeds.Context | SourceNeeds.LineHash, remark));
        return SarifReader.Read(System.Text.Encoding.UTF8.GetBytes(report), uri => sources[uri]);
    }

    private sealed class NoPages : IRulePages
    {
        public RuleHelp? HelpOf(string id) => null;
    }
}

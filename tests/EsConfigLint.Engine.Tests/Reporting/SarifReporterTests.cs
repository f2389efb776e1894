using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;
using Microsoft.CodeAnalysis.Sarif;

namespace EsConfigLint.Engine.Tests.Reporting;

/// <summary>Every report is read back by another reader of the format.</summary>
public sealed class SarifReporterTests
{
    [Theory]
    [InlineData("cluster.name: a\nnode.attr.zone: east\nnode.name: b\n")]
    [InlineData("cluster.name: a\r\nnode.attr.zone: east\r\nnode.name: b\r\n")]
    [InlineData("\uFEFFcluster.name: a\nnode.attr.zone: east")]
    [InlineData("cluster.name: 😀\nnode.attr.zone: \"é😀 [x] {0}\"\n")]
    public void Another_reader_finds_the_region_the_text_and_the_message(string text)
    {
        var result = Assert.Single(Read(text).Results);
        var file = Core.Text.SourceFile.FromText("", text);
        var region = result.Locations[0].PhysicalLocation.Region;
        Assert.Equal(file.Text.Substring(region.CharOffset, region.CharLength), region.Snippet.Text);
        Assert.Equal(file.PositionOf(region.CharOffset), new(region.StartLine, region.StartColumn));
        Assert.Equal(file.PositionOf(region.CharOffset + region.CharLength), new(region.EndLine, region.EndColumn));
        Assert.Equal(result.Message.Text, string.Format(System.Globalization.CultureInfo.InvariantCulture, "The attribute '{0}' is set to '{1}'.", [.. result.Message.Arguments]));
        Assert.Equal(FailureLevel.Error, result.Level);
        Assert.Equal("conf%20dir/elasticsearch.yml", result.Locations[0].PhysicalLocation.ArtifactLocation.Uri.OriginalString);
        Assert.Matches("^[0-9a-f]+:[0-9]+$", result.PartialFingerprints["primaryLocationLineHash"]);
        Assert.Equal("The name.", result.RelatedLocations[0].Message.Text);
    }

    [Fact]
    public void The_context_is_wider_than_the_region_and_part_of_the_file()
    {
        const string Text = "cluster.name: a\nnode.attr.zone: east\nnode.name: b\n";
        var location = Assert.Single(Read(Text).Results).Locations[0].PhysicalLocation;
        Assert.Equal("cluster.name: a\nnode.attr.zone: east\nnode.name: b", location.ContextRegion.Snippet.Text);
        Assert.Equal(Text.Substring(location.ContextRegion.CharOffset, location.ContextRegion.CharLength), location.ContextRegion.Snippet.Text);
    }

    [Fact]
    public void A_secret_beside_the_finding_is_in_no_part_of_the_report()
    {
        const string Text = "node.attr.zone: east\nxpack.security.http.ssl.keystore.password: CANARY\n";
        Assert.DoesNotContain("CANARY", Write(Text), StringComparison.Ordinal);
        Assert.Equal(2, Read(Text).Results.Count);
    }

    [Fact]
    public void Every_rule_that_ran_is_described_whether_it_fired_or_not()
    {
        var run = Read("cluster.name: a\n");
        Assert.Empty(run.Results);
        var rule = Assert.Single(run.Tool.Driver.Rules);
        Assert.Equal("AttributeSet", rule.Name);
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

    private static string Write(string text) => SampleRun.Write(
        new SarifReporter(SampleRun.Tool, new(SampleRun.Root), new NoPages()), SampleRun.Of(text, SourceNeeds.Context | SourceNeeds.LineHash));

    private static Run Read(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Write(text)));
        return Assert.Single(SarifLog.Load(stream).Runs);
    }

    private sealed class NoPages : IRulePages
    {
        public RuleHelp? HelpOf(string id) => null;
    }
}

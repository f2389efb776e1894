using System.Text.Json;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using Snapshooter.Xunit3;

namespace EsConfigLint.Engine.Tests.Reporting;

public sealed class JsonReporterTests
{
    [Fact]
    public void The_report_has_every_member_of_the_contract_in_its_order() =>
        Snapshot.Match(Write("cluster.name: a\nnode.attr.zone: east\nxpack.security.http.ssl.keystore.password: CANARY\n"));

    [Fact]
    public void A_run_without_findings_is_a_whole_report()
    {
        using var json = JsonDocument.Parse(Write("cluster.name: a\n"));
        Assert.Equal(["version", "tool", "diagnostics", "notices", "summary"], json.RootElement.EnumerateObject().Select(static one => one.Name));
        Assert.Equal(0, json.RootElement.GetProperty("diagnostics").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("files").GetInt32());
    }

    [Theory]
    [InlineData("node.attr.zone: \"a\uFFFDb\"\n", "a\uFFFDb", 22)]
    [InlineData("\uFEFFnode.attr.zone: 😀\n", "😀", 19)]
    [InlineData("a: 1\rnode.attr.zone: \"<a> \\u0007\"\r", "<a> \a", 29)]
    public void Any_text_comes_back_as_it_was_read_with_columns_in_utf16_units(string text, string value, int endColumn)
    {
        using var json = JsonDocument.Parse(Write(text));
        var finding = json.RootElement.GetProperty("diagnostics").EnumerateArray().Last();
        Assert.Equal($"The attribute 'node.attr.zone' is set to '{value}'.", finding.GetProperty("message").GetString());
        Assert.Equal((17, endColumn), (finding.GetProperty("startColumn").GetInt32(), finding.GetProperty("endColumn").GetInt32()));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        using var json = JsonDocument.Parse(Write("node.attr.zone: \"a\uD83Db\"\n"));
        Assert.Contains("'a\uFFFDb'", json.RootElement.GetProperty("diagnostics")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string Write(string text) =>
        SampleRun.Write(new JsonReporter(SampleRun.Tool, new(SampleRun.Root)), SampleRun.Of(text, SourceNeeds.None));
}

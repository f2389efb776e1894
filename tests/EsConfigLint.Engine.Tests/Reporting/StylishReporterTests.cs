using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Tests.Reporting;

public sealed class StylishReporterTests
{
    [Fact]
    public void A_finding_shows_place_rule_message_source_and_what_was_not_linted() =>
        Assert.Equal(
            """
            conf dir/elasticsearch.yml
              2:17  error  TT001 http-attribute-set
                   The attribute 'node.attr.zone' is set to 'east'.
                2 | node.attr.zone: east
                  |                 ^^^^
                 > line 2: The name.

            1 error, 0 warnings, 0 notes in 1 file. 1 file linted, 1 skipped.
            Read more: esconfiglint explain TT001
            values.yaml: Values of a Helm chart, no settings file.

            """,
            Write("cluster.name: a\nnode.attr.zone: east\n"));

    [Fact]
    public void Escape_sequences_of_a_file_are_shown_not_obeyed()
    {
        var report = Write("node.attr.zone: \"\\x1b[31mred\\u202e\"\n");
        Assert.DoesNotContain('\u001b', report);
        Assert.DoesNotContain('\u202e', report);
        Assert.Contains("\\u001b[31mred", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_written_only_when_asked_for()
    {
        Assert.DoesNotContain('\u001b', Write("node.attr.zone: east\n"));
        Assert.Contains("\u001b[31merror\u001b[0m", Write("node.attr.zone: east\n", usesColor: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_on_the_line_is_masked() =>
        Assert.DoesNotContain("CANARY", Write("{node.attr.zone: east, xpack.security.http.ssl.keystore.password: CANARY}\n"), StringComparison.Ordinal);

    [Fact]
    public void A_long_line_is_cut_around_the_span()
    {
        var report = Write($"{{cluster.name: {new string('a', 300)}, node.attr.zone: east}}\n");
        Assert.All(report.Split('\n'), static line => Assert.True(VisibleText.Columns(line) <= 80, line));
        Assert.Contains("east", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_span_is_underlined_behind_wide_characters_and_tabs()
    {
        var lines = Write("{node.name: 漢字, node.attr.zone: east}\n").Split('\n');
        var source = Assert.Single(lines, static line => line.Contains("漢字", StringComparison.Ordinal));
        var marks = lines[Array.IndexOf(lines, source) + 1];
        Assert.Equal(VisibleText.Columns(source.AsSpan(0, source.IndexOf("east", StringComparison.Ordinal))), marks.IndexOf('^', StringComparison.Ordinal));
    }

    private static string Write(string text, bool usesColor = false) =>
        SampleRun.Write(new StylishReporter(new(usesColor, 80)), SampleRun.Of(text, SourceNeeds.Line));
}

using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

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
    public void The_span_is_underlined_on_the_hundred_thousandth_line_too()
    {
        var lines = Write(new string('\n', 99_999) + "node.attr.zone: east\n").Split('\n');
        var source = Assert.Single(lines, static line => line.Contains("100000 |", StringComparison.Ordinal));
        var marks = lines[Array.IndexOf(lines, source) + 1];
        Assert.Equal(source.IndexOf("east", StringComparison.Ordinal), marks.IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void The_span_is_underlined_behind_wide_characters_and_tabs()
    {
        var lines = Write("{node.name: 漢字, node.attr.zone: east}\n").Split('\n');
        var source = Assert.Single(lines, static line => line.Contains("漢字", StringComparison.Ordinal));
        var marks = lines[Array.IndexOf(lines, source) + 1];
        Assert.Equal(VisibleText.Columns(source.AsSpan(0, source.IndexOf("east", StringComparison.Ordinal))), marks.IndexOf('^', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{cluster.name: #, node.attr.zone: east}", "漢", 300)]
    [InlineData("{node.attr.zone: #}", "漢字", 200)]
    [InlineData("{cluster.name: #, node.attr.zone: #}", "😀", 90)]
    [InlineData("{node.attr.zone: east, cluster.name: #}", "e\u0301", 300)]
    [InlineData("{cluster.name: #, node.attr.zone: east, node.name: b}", "a", 5_000)]
    public void No_line_is_wider_than_the_terminal_and_the_marks_stay_under_the_span(string template, string filler, int times)
    {
        var lines = Write(template.Replace("#", string.Concat(Enumerable.Repeat(filler, times)), StringComparison.Ordinal) + "\n", width: 60).Split('\n');
        var source = Array.FindIndex(lines, static line => line.StartsWith("    1 | ", StringComparison.Ordinal));
        Assert.InRange(VisibleText.Columns(lines[source]), 1, 60);
        Assert.InRange(lines[source + 1].Length, 1, 60);
        Assert.DoesNotContain('\uFFFD', lines[source]);
        var marked = lines[source + 1].IndexOf('^', StringComparison.Ordinal);
        var before = VisibleText.FirstColumns(lines[source], marked);
        Assert.Equal(marked, VisibleText.Columns(before));
        Assert.EndsWith("attr.zone: ", before, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_nobody_sees_are_shown() =>
        Assert.Contains("ea\\u200bst", Write("node.attr.zone: ea\u200Bst\n"), StringComparison.Ordinal);

    [Fact]
    public void Related_places_are_wrapped_like_messages()
    {
        var path = string.Concat(Enumerable.Repeat("folder ", 20)) + "elasticsearch.yml";
        var report = SampleRun.Write(new StylishReporter(new(false, 60)), SampleRun.Of("node.attr.zone: \"" + new string('a', 20) + " b c d e f g h i j k l m n o p q\"\n", SourceNeeds.None, path));
        Assert.All(report.Split('\n').Where(static line => line.StartsWith("     ", StringComparison.Ordinal)), static line => Assert.InRange(line.Length, 1, 60));
    }

    [Fact]
    public void Quiet_says_what_was_found_and_nothing_else()
    {
        var report = SampleRun.Write(new StylishReporter(new(false, 80, IsQuiet: true)), SampleRun.Of("node.attr.zone: east\n", SourceNeeds.Line));
        Assert.Contains("TT001", report, StringComparison.Ordinal);
        Assert.DoesNotContain("linted", report, StringComparison.Ordinal);
        Assert.Equal("", SampleRun.Write(new StylishReporter(new(false, 80, IsQuiet: true)), SampleRun.Of("cluster.name: a\n", SourceNeeds.Line)));
    }

    [Theory]
    [InlineData(false, "  … and 2 more (--verbose names them)")]
    [InlineData(true, "  6.yml")]
    public void Files_that_were_skipped_for_one_reason_are_told_together(bool isVerbose, string last)
    {
        var result = SampleRun.Of("cluster.name: a\n", SourceNeeds.Line);
        result.Notices = [.. Enumerable.Range(0, 7).Select(static i => new Notice(NoticeKind.Skipped, $"{i}.yml", "A play."))];
        var report = SampleRun.Write(new StylishReporter(new(false, 80, IsVerbose: isVerbose)), result);
        Assert.StartsWith("No findings. 1 file linted, 1 skipped.\n7 files: A play.\n  0.yml\n", report, StringComparison.Ordinal);
        Assert.EndsWith($"{last}\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_shown_is_counted()
    {
        var result = SampleRun.Of("cluster.name: a\n", SourceNeeds.Line);
        (result.Hidden, result.Suppressed) = (1, 2);
        Assert.Contains("1 skipped, 2 findings suppressed, 1 finding hidden by --min-severity.", SampleRun.Write(new StylishReporter(new(false, 80)), result), StringComparison.Ordinal);
    }

    private static string Write(string text, bool usesColor = false, int width = 80) =>
        SampleRun.Write(new StylishReporter(new(usesColor, width)), SampleRun.Of(text, SourceNeeds.Line));
}

using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Tests.Results;

/// <summary>In the texts <c>[|…|]</c> is the finding and <c>{|…|}</c> a value that the model knows as secret.</summary>
public sealed class FindingFactoryTests
{
    private const string Mask = "••••••";

    private static readonly RuleDescriptor Rule = new("TT001", "test") { Variants = [new("it", Level.Error, 1, "It is '{0}'.")] };

    [Theory]
    [InlineData("a: 1\nb: [|2|]\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3")]
    [InlineData("[|a|]: 1\n", "a: 1\n")]
    [InlineData("a: 1\r\nb: [|2|]\r\nc: 3", "a: 1\r\nb: 2\r\nc: 3")]
    [InlineData("p: {|x|}\nb: [|2|]\nc: 3\n", "b: 2\nc: 3")]
    [InlineData("a: 1\nb: [|2|]\np: {|x|}\n", "a: 1\nb: 2")]
    [InlineData("a: 1\n[|p|]: {|x|}\nc: 3\n", "a: 1\np: ")]
    [InlineData("a: 1\n{p: {|x|}, [|b|]: 2}\nc: 3\n", ", b: 2}\nc: 3")]
    [InlineData("[|p|]{|: x|}\n", null)]
    [InlineData("a: 1\nb: [|2\nc: 3|]\nd: 4\n", "a: 1\nb: 2\nc: 3")]
    [InlineData("# password: x\nb: [|2|]\nc: 3\n", "b: 2\nc: 3")]
    [InlineData("b: [|2|] # old token = x\nc: 3\n", "b: 2 # old token = ")]
    [InlineData("# say why: port\nb: [|2|]\n", "# say why: port\nb: 2\n")]
    [InlineData("h: http://u:p@h:1\nb: [|2|]\n", "b: 2\n")]
    [InlineData("h: [|http://u:p@h:1|]\nb: 2\n", null)]
    public void The_context_reaches_one_line_up_and_down_and_never_into_a_secret(string text, string? context)
    {
        var finding = Create(text, SourceNeeds.Context, out var file);
        Assert.Equal(context, finding.Context?.Text);
        if (finding.Context is not { } shown)
            return;
        Assert.Equal(file.Slice(shown.Region.Span), shown.Text);
        Assert.True(shown.Region.Span.Contains(finding.FirstLine.Span) && shown.Region.Span != finding.FirstLine.Span);
    }

    [Theory]
    [InlineData("a: 1\nb: [|2|] # c\n", "b: 2 # c", "2")]
    [InlineData("[|p|]: {|secret|}\n", $"p: {Mask}", "p")]
    [InlineData("{p: {|a very long secret|}, b: [|2|]}\n", $"{{p: {Mask}, b: 2}}", "2")]
    [InlineData("h: [|http://u:p@h:1|]\n", $"h: http://{Mask}@h:1", $"http://{Mask}@h:1")]
    [InlineData("h: [|[http://tok@h, \"https://u:p@w@h/\"]|]\n", $"h: [http://{Mask}@h, \"https://{Mask}@h/\"]", $"[http://{Mask}@h, \"https://{Mask}@h/\"]")]
    [InlineData("h: http://a@b[|c|]@d\n", $"h: http://{Mask}@d", Mask)]
    [InlineData("b: [|2|] # es.password: x\n", $"b: 2 # es.password: {Mask}", "2")]
    [InlineData("b: [|2|] # mail us: a@b.example\n", "b: 2 # mail us: a@b.example", "2")]
    public void A_line_for_people_has_its_secrets_masked_without_their_length(string text, string line, string marked)
    {
        var shown = Create(text, SourceNeeds.Line, out _).Line!;
        Assert.Equal(line, shown.Text);
        Assert.Equal(marked, shown.Text.Substring(shown.Marked.Start, shown.Marked.Length));
    }

    [Fact]
    public void Of_a_file_that_could_not_be_read_only_names_are_shown()
    {
        const string Text = "pw: |\n  hunter2\n [|bad|]: [x\n";
        Assert.Equal($" bad:{Mask}", Create(Text, SourceNeeds.Line, out _, isReadable: false).Line!.Text);
        Assert.Equal(" bad:", Create(Text, SourceNeeds.Context, out _, isReadable: false).Context!.Text);
    }

    [Fact]
    public void A_finding_over_several_lines_is_shown_by_its_first()
    {
        var finding = Create("a: [|[1,\n 2]|]\n", SourceNeeds.Context, out _);
        Assert.Equal(new(2, 4), finding.Region.End);
        Assert.Equal(new(1, 7), finding.FirstLine.End);
        Assert.Equal("[1,", finding.RegionText);
    }

    [Fact]
    public void A_file_that_is_one_long_line_does_not_live_on_in_its_findings()
    {
        var filler = string.Concat(Enumerable.Repeat("😀", 100_000));
        var finding = Create($"{{a: {filler}, b: [|2|], c: {filler}}}", SourceNeeds.Line | SourceNeeds.Context, out _);
        Assert.InRange(finding.Line!.Text.Length, 100, 2_000);
        Assert.True(finding.Line is { IsCutBefore: true, IsCutBehind: true });
        Assert.Equal("2", finding.Line.Text.Substring(finding.Line.Marked.Start, 1));
        Assert.False(char.IsLowSurrogate(finding.Line.Text[0]) || char.IsHighSurrogate(finding.Line.Text[^1]));
        Assert.Null(finding.Context);
    }

    [Fact]
    public void Credentials_in_a_url_do_not_reach_the_message()
    {
        var finding = Create("h: [|1|]\n", SourceNeeds.None, out _, argument: "http://u:p@h:1");
        Assert.Equal($"It is 'http://{Mask}@h:1'.", finding.Message);
        Assert.Equal([$"http://{Mask}@h:1"], finding.Arguments);
    }

    private static Finding Create(string marked, SourceNeeds needs, out SourceFile file, bool isReadable = true, string argument = "x")
    {
        var secret = Take(ref marked, "{|", "|}");
        var span = Take(ref marked, "[|", "|]")!.Value;
        if (secret is { } known && known.Start > span.Start)
            secret = known with { Start = known.Start - 4 };
        file = SourceFile.FromText("a.yml", marked);
        var diagnostic = new Diagnostic { Rule = Rule, Variant = Rule.Variants[0], Arguments = [argument], PreventsStart = false, Location = new(file, span) };
        var output = new AnalysisOutput([], [], [])
        {
            Secrets = secret is { } value ? new Dictionary<SourceFile, IReadOnlyList<TextSpan>> { [file] = [value] } : [],
            UnreadableFiles = isReadable ? new HashSet<SourceFile>() : [file],
            Targets = new HashSet<SourceFile> { file },
        };
        return new FindingFactory(needs).Create(
            new(diagnostic, Level.Error, null), Level.Error, output, new Dictionary<SourceFile, FileReference> { [file] = new("a.yml", "/r/a.yml") });
    }

    /// <summary>Cuts a pair of marks out of a text; the other pair, when it stands first, still counts.</summary>
    private static TextSpan? Take(ref string text, string open, string close)
    {
        var start = text.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var end = text.IndexOf(close, start, StringComparison.Ordinal);
        text = string.Concat(text.AsSpan(0, start), text.AsSpan(start + 2, end - start - 2), text.AsSpan(end + 2));
        return TextSpan.FromBounds(start, end - 2);
    }
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>
/// Finds what template languages (Jinja, Go, ERB, Handlebars) own in a text and blanks it by harmless text of the same
/// length, so that a YAML parser can read the rest at its own offsets.
/// </summary>
internal sealed class TemplateScan
{
    private const char Filler = 'x';

    private readonly string text;
    private readonly char[] blanked;
    private readonly List<TemplateIsland> found;
    private readonly List<TextSpan> regions = [];

    private TemplateScan(string text, List<TemplateIsland> found)
    {
        this.text = text;
        this.found = found;
        blanked = text.ToCharArray();
        FindRegions();
        Blank();
    }

    /// <summary>In text order, not overlapping.</summary>
    public List<TemplateIsland> Islands { get; } = [];

    /// <summary>What stands between a template's <c>if</c> or <c>for</c> and its end.</summary>
    public IReadOnlyList<TextSpan> ConditionalRegions => regions;

    /// <summary>The text without its islands, of the same length.</summary>
    public string Text => new(blanked);

    /// <summary>Null when the text holds no island.</summary>
    /// <param name="blankVariables">Whether <c>${NAME}</c> is an island too.</param>
    public static TemplateScan? Of(string text, bool blankVariables = false)
    {
        List<TemplateIsland>? islands = null;
        var closings = default(Closings);
        for (var at = 0; at < text.Length;)
        {
            var offset = text.AsSpan(at).IndexOfAny('{', '<');
            if (offset < 0)
                break;
            at += offset;
            if ((blankVariables && VariableAt(text, at) is { } variable ? variable : IslandAt(text, at, ref closings)) is { } island)
            {
                (islands ??= []).Add(island);
                at = island.Span.End;
            }
            else
            {
                at++;
            }
        }

        return islands is null ? null : new(text, islands);
    }

    private static TemplateIsland? IslandAt(string text, int at, ref Closings closings)
    {
        if (at + 1 >= text.Length)
            return null;
        switch (text[at], text[at + 1])
        {
            case ('{', '{'):
                var end = Close(text, at, "{{", "}}", ref closings.Braces);
                if (end < 0)
                    return null;
                if (text.AsSpan(at).StartsWith("{{{") && end < text.Length && text[end] == '}')
                    end++;
                return Island(at, end, KindOfAction(TemplateWords.Content(text, at, end)));
            case ('{', '%'):
                end = Close(text, at, "{%", "%}", ref closings.Percent);
                return end < 0 ? null : Island(at, end, TemplateIslandKind.Statement);
            case ('{', '#'):
                end = Close(text, at, "{#", "#}", ref closings.Hash);
                return end < 0 ? null : Island(at, end, TemplateIslandKind.Comment);
            case ('<', '%'):
                end = Close(text, at, "<%", "%>", ref closings.Angle);
                if (end < 0)
                    return null;
                return Island(at, end, text[at + 2] switch
                {
                    '=' => TemplateIslandKind.Expression,
                    '#' => TemplateIslandKind.Comment,
                    _ => TemplateIslandKind.Statement,
                });
            case ('{', _):
                end = WordInBraces(text, at);
                return end < 0 ? null : Island(at, end, TemplateIslandKind.Expression);
            default:
                return null;
        }
    }

    /// <summary>The variable whose brace stands at a place: all to the next closing one on the line is its name, which holds no default.</summary>
    private static TemplateIsland? VariableAt(string text, int at)
    {
        if (at == 0 || text[at - 1] != '$' || text[at] != '{')
            return null;
        var length = text.AsSpan(at + 1).IndexOfAny("}:{\r\n");
        return length > 0 && text[at + 1 + length] == '}' ? Island(at - 1, at + length + 2, TemplateIslandKind.Expression) : null;
    }

    private static TemplateIsland Island(int start, int end, TemplateIslandKind kind) =>
        new(TextSpan.FromBounds(start, end), kind, StandsAlone: false);

    /// <summary>The end of an island, or -1 where its opening mark has no closing one before the next opening one.</summary>
    private static int Close(string text, int at, string open, string close, ref int closing)
    {
        var start = at + 2;
        if (closing < start)
        {
            var length = text.AsSpan(start).IndexOf(close, StringComparison.Ordinal);
            closing = length < 0 ? int.MaxValue : start + length;
        }

        return closing == int.MaxValue || text.AsSpan(start, closing - start).Contains(open, StringComparison.Ordinal) ? -1 : closing + 2;
    }

    /// <summary>The end of <c>{word}</c> where it is a whole value, else -1.</summary>
    private static int WordInBraces(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
            end++;
        if (end == at + 1 || end >= text.Length || text[end] != '}' || !char.IsAsciiLetter(text[at + 1]))
            return -1;
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
            before--;
        if (before < 0 || text[before] is not (':' or '-' or ',' or '[') || (before == at - 1 && text[before] is ':' or '-'))
            return -1;
        var behind = end + 1;
        while (behind < text.Length && text[behind] is ' ' or '\t')
            behind++;
        return behind == text.Length || text[behind] is '\r' or '\n' or ',' or ']' || (text[behind] == '#' && behind > end + 1)
            ? end + 1
            : -1;
    }

    private static TemplateIslandKind KindOfAction(ReadOnlySpan<char> content)
    {
        if (content.StartsWith("/*") || content.StartsWith('!'))
            return TemplateIslandKind.Comment;
        return TemplateWords.OfAction(content) == TemplateWord.None && !TemplateWords.IsAssignment(content)
            ? TemplateIslandKind.Expression
            : TemplateIslandKind.Statement;
    }

    private void FindRegions()
    {
        var open = new Stack<(int Start, bool IsConditional)>();
        foreach (var island in found)
        {
            if (island.Kind != TemplateIslandKind.Statement)
                continue;
            var content = TemplateWords.Content(text, island.Span.Start, island.Span.End);
            var word = (text[island.Span.Start], text[island.Span.Start + 1]) switch
            {
                ('<', _) => TemplateWords.OfScriptlet(content),
                (_, '%') => TemplateWords.OfTag(content),
                _ => TemplateWords.OfAction(content),
            };
            if (word == TemplateWord.End)
            {
                if (open.TryPop(out var opened) && opened.IsConditional)
                    regions.Add(TextSpan.FromBounds(opened.Start, island.Span.Start));
            }
            else if (word is TemplateWord.Condition or TemplateWord.Block)
            {
                open.Push((island.Span.End, word == TemplateWord.Condition));
            }
        }

        foreach (var (start, isConditional) in open)
        {
            if (isConditional)
                regions.Add(TextSpan.FromBounds(start, text.Length));
        }
    }

    private void Blank()
    {
        for (var first = 0; first < found.Count;)
        {
            var last = first;
            var behind = SkipBlanks(found[first].Span.End);
            while (last + 1 < found.Count && found[last + 1].Span.Start == behind)
                behind = SkipBlanks(found[++last].Span.End);
            var opensLine = OpensLine(found[first].Span.Start);
            if (opensLine && EndsLine(behind))
            {
                for (; first <= last; first++)
                    BlankLines(found[first], found[first].Kind == TemplateIslandKind.Expression || IsInclusion(found[first]));
            }
            else if (opensLine && found[first].Kind != TemplateIslandKind.Expression)
            {
                first = BlankRestOfLine(first);
            }
            else
            {
                for (; first <= last; first++)
                {
                    var island = found[first];
                    Islands.Add(island);
                    blanked.AsSpan(island.Span.Start, island.Span.Length)
                        .Fill(island.Kind == TemplateIslandKind.Comment ? ' ' : Filler);
                }
            }
        }
    }

    /// <summary>
    /// A line that begins with control flow and goes on with something else: what it renders to is anybody's guess, so the
    /// whole line is one island.
    /// </summary>
    private int BlankRestOfLine(int first)
    {
        var start = found[first].Span.Start;
        var end = found[first].Span.End;
        var next = first + 1;
        while (true)
        {
            var rest = text.AsSpan(end).IndexOfAny('\r', '\n');
            end = rest < 0 ? text.Length : end + rest;
            if (next >= found.Count || found[next].Span.Start >= end)
                break;
            end = Math.Max(end, found[next++].Span.End);
        }

        if (OnlyClosesBrackets(first, next, end))
        {
            for (var index = first; index < next; index++)
                BlankLines(found[index], standsAlone: false);
        }
        else
        {
            BlankLines(new(TextSpan.FromBounds(start, end), TemplateIslandKind.Expression, StandsAlone: false), standsAlone: true);
        }

        return next;
    }

    /// <summary>A loop over the entries of a list in brackets ends with <c>{% endfor %} ]</c>.</summary>
    private bool OnlyClosesBrackets(int first, int next, int end)
    {
        for (var index = first; index < next; index++)
        {
            var from = found[index].Span.End;
            var to = index + 1 < next ? found[index + 1].Span.Start : end;
            if (text.AsSpan(from, to - from).ContainsAnyExcept(" \t,]}"))
                return false;
        }

        return true;
    }

    private void BlankLines(TemplateIsland island, bool standsAlone)
    {
        Islands.Add(island with { StandsAlone = standsAlone });
        foreach (ref var unit in blanked.AsSpan(island.Span.Start, island.Span.Length))
        {
            if (unit is not ('\r' or '\n'))
                unit = ' ';
        }
    }

    private bool IsInclusion(TemplateIsland island) =>
        text[island.Span.Start + 1] == '%'
        && TemplateWords.IsInclusion(TemplateWords.Content(text, island.Span.Start, island.Span.End));

    private int SkipBlanks(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    private bool OpensLine(int at)
    {
        while (--at >= 0 && text[at] is ' ' or '\t')
        {
        }

        return at < 0 || text[at] is '\r' or '\n';
    }

    private bool EndsLine(int at) =>
        at >= text.Length || text[at] is '\r' or '\n' || (text[at] == '#' && text[at - 1] is ' ' or '\t');

    /// <summary>For each opening mark where the closing one stands that was found last, so that nobody looks twice; far behind the text when there is no other.</summary>
    private struct Closings
    {
        public int Braces;
        public int Percent;
        public int Hash;
        public int Angle;
    }
}

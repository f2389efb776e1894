using System.Buffers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>A text without its template islands, and where they were.</summary>
/// <param name="Text">Of the same length as the original: every offset stays.</param>
internal sealed record TemplateScan(string Text, IReadOnlyList<TemplateIsland> Islands, IReadOnlyList<TextSpan> ConditionalRegions)
{
    public static TemplateScan None(string text) => new(text, [], []);

    /// <summary>Whether a span shares a unit with an island.</summary>
    public bool Touches(TextSpan span)
    {
        foreach (var island in Islands)
        {
            if (island.Span.Overlaps(span))
                return true;
            if (island.Span.Start >= span.End)
                break;
        }

        return false;
    }
}

/// <summary>Finds what Jinja, Go, Helm, ERB and the like own, and blanks it with text that YAML can read.</summary>
internal static class TemplateScanner
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("{<");

    private static readonly string[] OpeningWords = ["if", "for", "range", "with", "unless", "define", "block", "macro", "call", "filter", "foreach", "case", "while", "ifversion"];

    public static TemplateScan Scan(string text)
    {
        var islands = Find(text);
        if (islands.Count == 0)
            return TemplateScan.None(text);
        var blanked = text.ToCharArray();
        var result = new List<TemplateIsland>(islands.Count);
        foreach (var island in islands)
            result.Add(Blank(text, blanked, island));
        return new(new string(blanked), result, Regions(text, result));
    }

    private static List<TemplateIsland> Find(string text)
    {
        var found = new List<TemplateIsland>();
        for (var at = 0; at < text.Length - 1;)
        {
            var next = text.AsSpan(at).IndexOfAny(Openers);
            if (next < 0 || at + next >= text.Length - 1)
                break;
            at += next;
            var (close, kind) = (text[at], text[at + 1]) switch
            {
                ('{', '{') => ("}}", TemplateIslandKind.Expression),
                ('{', '%') => ("%}", TemplateIslandKind.Statement),
                ('{', '#') => ("#}", TemplateIslandKind.Comment),
                ('<', '%') => ("%>", at + 2 < text.Length && text[at + 2] == '=' ? TemplateIslandKind.Expression
                    : at + 2 < text.Length && text[at + 2] == '#' ? TemplateIslandKind.Comment : TemplateIslandKind.Statement),
                _ => (null, default),
            };
            if (close is null)
            {
                if (text[at] == '{' && SingleWord(text, at) is { } word)
                {
                    found.Add(new(word, TemplateIslandKind.Expression, StandsAlone: false));
                    at = word.End;
                }
                else
                {
                    at++;
                }

                continue;
            }

            var end = text.IndexOf(close, at + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                at += 2;
                continue;
            }

            var span = TextSpan.FromBounds(at, end + 2);
            if (kind == TemplateIslandKind.Expression && IsStatement(text, span))
                kind = TemplateIslandKind.Statement;
            found.Add(new(span, kind, StandsAlone: false));
            at = span.End;
        }

        return found;
    }

    /// <summary><c>key: {word}</c> with nothing behind it: some tools' own placeholder. As YAML it would be a map with a null.</summary>
    private static TextSpan? SingleWord(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
            end++;
        if (end == at + 1 || end >= text.Length || text[end] != '}')
            return null;
        var before = at - 1;
        while (before >= 0 && text[before] is ' ')
            before--;
        if (before < 0 || before == at - 1 || text[before] is not (':' or '-'))
            return null;
        var after = end + 1;
        while (after < text.Length && text[after] is ' ' or '\t')
            after++;
        return after >= text.Length || text[after] is '\r' or '\n' || (text[after] == '#' && after > end + 1) ? TextSpan.FromBounds(at, end + 1) : null;
    }

    /// <summary>Go templates write control flow in double braces too.</summary>
    private static bool IsStatement(string text, TextSpan span)
    {
        var word = FirstWord(text, span);
        return word is "if" or "else" or "end" or "range" or "with" or "define" or "block" or "template" || word.StartsWith("/*", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> FirstWord(string text, TextSpan span)
    {
        var inner = text.AsSpan(span.Start + 2, Math.Max(0, span.Length - 4)).TrimStart("-=~ \t\r\n");
        var end = inner.IndexOfAny(' ', '\t', '\n');
        return end < 0 ? inner.TrimEnd('-') : inner[..end];
    }

    private static TemplateIsland Blank(string text, char[] blanked, TemplateIsland island)
    {
        var span = island.Span;
        var lineStart = span.Start;
        while (lineStart > 0 && text[lineStart - 1] is not ('\n' or '\r'))
            lineStart--;
        var lineEnd = span.End;
        while (lineEnd < text.Length && text[lineEnd] is not ('\n' or '\r'))
            lineEnd++;
        var opensLine = blanked.AsSpan(lineStart, span.Start - lineStart).IndexOfAnyExcept(" \t-") < 0
            && blanked.AsSpan(lineStart, span.Start - lineStart).IndexOf('-') < 0;
        var closesLine = blanked.AsSpan(span.End, lineEnd - span.End).IndexOfAnyExcept(" \t") < 0;
        if (opensLine && closesLine)
        {
            // It may become anything from nothing to many settings.
            blanked.AsSpan(span.Start, span.Length).Fill(' ');
            return island with { StandsAlone = island.Kind == TemplateIslandKind.Expression || FirstWord(text, span) is "include" or "template" or "import" or "extends" };
        }

        if (opensLine && island.Kind != TemplateIslandKind.Expression)
        {
            // Control flow and settings on one line: its indentation is the template's, so the line is opaque as a whole.
            blanked.AsSpan(lineStart, lineEnd - lineStart).Fill(' ');
            return new(TextSpan.FromBounds(span.Start, lineEnd), TemplateIslandKind.Expression, StandsAlone: true);
        }

        if (island.Kind == TemplateIslandKind.Comment || (island.Kind == TemplateIslandKind.Statement && closesLine && !IsInValue(blanked, lineStart, span.Start)))
            blanked.AsSpan(span.Start, span.Length).Fill(' ');
        else
            blanked.AsSpan(span.Start, span.Length).Fill('x');
        return island;
    }

    /// <summary>Whether the text before it on the line has begun a value, or is about to.</summary>
    private static bool IsInValue(char[] blanked, int lineStart, int start)
    {
        var before = blanked.AsSpan(lineStart, start - lineStart);
        return before.Contains(": ", StringComparison.Ordinal) || before.TrimEnd().EndsWith(":") || before.TrimStart().StartsWith("- ");
    }

    private static List<TextSpan> Regions(string text, List<TemplateIsland> islands)
    {
        var regions = new List<TextSpan>();
        var open = new Stack<int>();
        foreach (var island in islands)
        {
            if (island.Kind != TemplateIslandKind.Statement)
                continue;
            var word = FirstWord(text, island.Span);
            if (word is "end" or "}" || word.StartsWith("end", StringComparison.Ordinal))
            {
                if (open.TryPop(out var start))
                    regions.Add(TextSpan.FromBounds(start, island.Span.Start));
            }
            else if (Array.Exists(OpeningWords, Matches(word)) || OpensBlock(text, island.Span))
            {
                open.Push(island.Span.End);
            }
        }

        // What is never closed lasts to the end.
        foreach (var start in open)
            regions.Add(TextSpan.FromBounds(start, text.Length));
        return regions;
    }

    private static Predicate<string> Matches(ReadOnlySpan<char> word)
    {
        var text = word.ToString();
        return candidate => candidate == text;
    }

    /// <summary>A Ruby block: <c>&lt;% hosts.each do |host| -%&gt;</c>.</summary>
    private static bool OpensBlock(string text, TextSpan span)
    {
        var inner = text.AsSpan(span.Start, span.Length);
        return inner.StartsWith("<%", StringComparison.Ordinal) && (inner.Contains(" do ", StringComparison.Ordinal) || inner.Contains(" do|", StringComparison.Ordinal) || inner.EndsWith(" do %>", StringComparison.Ordinal));
    }
}

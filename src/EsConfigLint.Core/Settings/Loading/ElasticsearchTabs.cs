using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>
/// Where Elasticsearch's reader refuses a tab that ours takes. It knows a tab inside plain text, behind it on its line, and
/// before a comment (7.17.28 to 9.3.0).
/// </summary>
internal static class ElasticsearchTabs
{
    public static int? FirstForbidden(YamlTree tree)
    {
        var text = tree.File.Text;
        if (!text.Contains('\t'))
            return null;
        var gapStart = 0;
        var followsPlain = false;
        foreach (var scalar in YamlComments.WrittenScalars(tree))
        {
            if ((InGap(text, gapStart, scalar.Span.Start, followsPlain) ?? InFoldedText(text, scalar)) is { } tab)
                return tab;
            gapStart = scalar.Span.End;
            followsPlain = scalar.Style == YamlScalarStyle.Plain;
        }

        return InGap(text, gapStart, text.Length, followsPlain);
    }

    private static int? InGap(string text, int start, int end, bool followsPlain)
    {
        for (var at = start; at < end;)
        {
            var next = text.AsSpan(at, end - at).IndexOfAny('\t', '#');
            if (next < 0)
                return null;
            at += next;
            if (text[at] == '#' && (at == 0 || text[at - 1] is ' ' or '\t' or '\n' or '\r'))
            {
                at = LineEnd(text, at);
            }
            else if (text[at] == '#')
            {
                at++;
            }
            else
            {
                var behind = BehindBlanks(text, at);
                var isHarmless = (behind < text.Length && text[behind] == '#')
                    || (followsPlain && text.AsSpan(start, at - start).IndexOfAnyExcept(' ') < 0);
                if (!isHarmless)
                    return at;
                at = behind;
            }
        }

        return null;
    }

    /// <summary>A plain text ends for that reader at a line that a tab indents.</summary>
    private static int? InFoldedText(string text, YamlScalar scalar)
    {
        if (scalar.Style != YamlScalarStyle.Plain)
            return null;
        for (var at = LineEnd(text, scalar.Span.Start); at < scalar.Span.End; at = LineEnd(text, at))
        {
            while (at < scalar.Span.End && text[at] is ' ' or '\r' or '\n')
                at++;
            if (at < scalar.Span.End && text[at] == '\t')
                return at;
        }

        return null;
    }

    private static int LineEnd(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : at + length;
    }

    private static int BehindBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Which characters a dialect refuses, and which it takes for others than the scanner does.</summary>
internal static class YamlCharacters
{
    public static SyntaxError? FirstForbidden(string text, YamlDialect dialect)
    {
        if (dialect is YamlDialect.Generic or YamlDialect.Yaml2)
            return null;
        for (var at = NextForbidden(text, 0, dialect); at >= 0;)
        {
            // js-yaml looks at what it reads, and it does not read comments.
            if (dialect == YamlDialect.Elasticsearch || text[at] == '\0' || !IsInComment(text, at))
                return new($"the character U+{(int)text[at]:X4} is not allowed", new(at, 1));
            var lineEnd = text.AsSpan(at).IndexOfAny('\r', '\n');
            at = lineEnd < 0 ? -1 : NextForbidden(text, at + lineEnd, dialect);
        }

        return null;
    }

    private static int NextForbidden(string text, int at, YamlDialect dialect)
    {
        // Nearly all of a text is printable ASCII, which is passed over at once; a set of the rest would have to be made at every start.
        for (; text.AsSpan(at).IndexOfAnyExceptInRange(' ', '~') is >= 0 and var next; at++)
        {
            at += next;
            if (IsForbidden(text[at], dialect))
                return at;
        }

        return -1;
    }

    private static bool IsForbidden(char unit, YamlDialect dialect) => unit switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or '\u007F' or '\uFFFE' or '\uFFFF' => true,
        < '\u00A0' => dialect == YamlDialect.Elasticsearch && unit >= '\u007F' && unit != '\u0085',
        _ => false,
    };

    private static bool IsInComment(string text, int at)
    {
        for (var i = at - 1; i >= 0 && text[i] is not ('\n' or '\r'); i--)
        {
            if (text[i] == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
                return true;
        }

        return false;
    }

    /// <summary>The text with what the dialect takes for ordinary characters replaced by one harmless unit each.</summary>
    public static string Neutralise(string text, YamlDialect dialect)
    {
        if (dialect == YamlDialect.JsYaml3 || dialect == YamlDialect.JsYaml4)
            text = BlankInlineStart(text);
        // js-yaml and yaml take these for ordinary characters, our scanner for line ends.
        if (dialect is YamlDialect.Generic or YamlDialect.Elasticsearch || text.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') < 0)
            return text;
        return text.Replace('\u0085', '\uE085').Replace('\u2028', '\uE028').Replace('\u2029', '\uE029');
    }

    /// <summary>js-yaml takes <c>--- key: value</c> on one line; our scanner does not.</summary>
    private static string BlankInlineStart(string text) =>
        text.StartsWith("--- ", StringComparison.Ordinal) && text.AsSpan(4).TrimStart(' ') is { Length: > 0 } rest && rest[0] is not ('\n' or '\r' or '#' or '|' or '>')
            ? string.Concat("    ", text.AsSpan(4))
            : text;

    /// <summary>Stands in a text for a line end that is part of a value; see <see cref="YamlDefect"/>.</summary>
    public const char LineFeed = '\uE00A';

    /// <summary>Stands in a text for nothing at all.</summary>
    public const char Nothing = '\uE020';

    /// <summary>Undoes <see cref="Neutralise"/> and what <see cref="YamlDefect"/> put in, in a value.</summary>
    public static string Restore(string value) => !value.AsSpan().ContainsAnyInRange('\uE000', '\uE0FF')
        ? value
        : value.Replace('\uE085', '\u0085').Replace('\uE028', '\u2028').Replace('\uE029', '\u2029').Replace(LineFeed, '\n')
            .Replace("\uE020", "", StringComparison.Ordinal);
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>
/// Words of commands as they are written in a file, inside the quotes and lists of YAML or JSON: quotes end a word that stands in
/// them, blanks and the shell's own characters one that does not, and what is an item of a list ends with the item.
/// </summary>
internal static class CommandWords
{
    /// <summary>The literal that begins at an offset, without quotes; empty when a variable or a template stands there.</summary>
    public static TextSpan LiteralAt(Location place, int start)
    {
        var text = place.File.Text;
        var word = start + LengthOfQuote(text.AsSpan(start, place.Span.End - start));
        var span = TextSpan.FromBounds(word, word > start || IsInOwnQuotes(place, word) ? EndOfQuoted(place, word) : EndOfPlain(place, word));
        var value = text.AsSpan(span.Start, span.Length);
        var isLiteral = !value.IsEmpty && value[0] is not ('$' or '%' or '<' or '{')
            && !value.Contains("${", StringComparison.Ordinal) && !value.Contains("$(", StringComparison.Ordinal)
            && !(value[^1] == '$' && span.End < place.Span.End && text[span.End] == '(');
        return isLiteral ? span : new(start, 0);
    }

    /// <summary>Of the quote that a text begins with, as it stands or as a text in quotes writes it: YAML's two ways, the shell's two.</summary>
    private static int LengthOfQuote(ReadOnlySpan<char> text) => text switch
    {
        ['\'', '"', '\'', '"', '\'', ..] => 5,
        ['\'', '\\', '\'', '\'', ..] => 4,
        ['\\', '"', ..] or ['\'', '\'', not (' ' or '\t' or '\r' or '\n'), ..] => 2,
        ['"' or '\'', ..] => 1,
        _ => 0,
    };

    /// <summary>Whether quotes hold the one word; those around all of a command hold its other words too.</summary>
    private static bool IsInOwnQuotes(Location place, int at) => StartOfWord(place, at) - 1 is var quote && quote > place.Span.Start && place.File.Text[quote] is '"' or '\'';

    private static int StartOfWord(Location place, int at)
    {
        while (at > place.Span.Start && place.File.Text[at - 1] is not (' ' or '\t' or '\r' or '\n' or '"' or '\'' or ',' or '['))
            at--;
        return at;
    }

    private static int EndOfQuoted(Location place, int start)
    {
        var text = place.File.Text;
        var opening = StartOfWord(place, start) - 1;
        var quote = text[opening];
        var isWrittenInQuotes = text[opening - 1] == (quote == '"' ? '\\' : '\'');
        for (var at = start; at < place.Span.End; at++)
        {
            if (text[at] is '\r' or '\n')
                return at;
            if (text[at] == '\\' && quote == '"' && at + 1 < place.Span.End)
            {
                if (isWrittenInQuotes && text[at + 1] == '"')
                    return at;
                at++;
            }
            else if (text[at] == quote)
            {
                // Two of these are one of the text.
                if (quote == '"' || isWrittenInQuotes || at + 1 == place.Span.End || text[at + 1] != quote)
                    return at;
                at++;
            }
        }

        return place.Span.End;
    }

    private static int EndOfPlain(Location place, int start)
    {
        var text = place.File.Text;
        var isInBrackets = IsInPlainItem(place, start);
        var isItem = IsItem(place, StartOfWord(place, start), isInBrackets);
        var at = start;
        for (; at < place.Span.End && !(isInBrackets && text[at] is ',' or ']'); at++)
        {
            if (isItem ? text[at] is '\r' or '\n' || text.AsSpan(at).StartsWith(" #", StringComparison.Ordinal) : EndsWord(text[at]))
                break;
            if (isItem || text[at] != '\\')
                continue;

            // The quote that ends the text around it, or a line end, here or as such a text writes it.
            if (at + 1 >= place.Span.End || text[at + 1] is '"' or '\r' or '\n' or 'n' or 'r' or 't')
                break;
            at++;
        }

        while (at > start && text[at - 1] is ' ' or '\t')
            at--;
        return at;
    }

    /// <summary>What the shell does not take as a part of a word (POSIX, Shell Command Language, 2.2 and 2.3).</summary>
    private static bool EndsWord(char unit) => unit is ' ' or '\t' or '\r' or '\n' or '"' or '\'' or '`' or ';' or '|' or '&' or '<' or '>' or '(' or ')';

    /// <summary>Whether an item of a list begins with the word, so that no shell takes it apart.</summary>
    private static bool IsItem(Location place, int word, bool isInBrackets)
    {
        var before = place.File.Text.AsSpan(place.Span.Start, word - place.Span.Start).TrimEnd(" \t");
        return isInBrackets
            ? before is [.., ',' or '[']
            : before is ['-', ..] and [.., '-'] && before[(before.LastIndexOf('\n') + 1)..].Trim(" \t").Length == 1;
    }

    /// <summary>Whether an offset is in an item without quotes of a list in brackets, which a comma or a bracket ends.</summary>
    private static bool IsInPlainItem(Location place, int at)
    {
        var text = place.File.Text;
        if (text[place.Span.Start] != '[')
            return false;
        var quote = '\0';
        var begins = true;
        for (var i = place.Span.Start + 1; i < at; i++)
        {
            if (quote == '\0')
            {
                quote = begins && text[i] is '"' or '\'' ? text[i] : '\0';
                begins = text[i] == ',' || (begins && char.IsWhiteSpace(text[i]));
            }
            else if ((text[i] == '\\' && quote == '"') || (text[i] == '\'' && quote == '\'' && text[i + 1] == '\''))
            {
                i++;
            }
            else if (text[i] == quote)
            {
                quote = '\0';
            }
        }

        return quote == '\0';
    }
}

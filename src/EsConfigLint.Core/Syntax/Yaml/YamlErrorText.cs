using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Where a parser gave up.</summary>
/// <param name="Text">The text as it is in the file.</param>
/// <param name="Behind">Behind the last node that was understood.</param>
/// <param name="Place">The place that the parser names.</param>
/// <param name="OpenBracket">The innermost bracket that was open, or null.</param>
internal readonly record struct ParserStop(string Text, int Behind, int Place, int? OpenBracket);

/// <summary>Says in a writer's words what is wrong with a text that a YAML parser refused, and points at it.</summary>
internal static class YamlErrorText
{
    public static SyntaxError For(string message, ParserStop stop)
    {
        var error = Explain(message, stop);
        var start = Math.Min(error.Span.Start, stop.Text.Length);
        return error with { Span = new(start, Math.Min(error.Span.Length, stop.Text.Length - start)) };
    }

    private static SyntaxError Explain(string message, ParserStop stop)
    {
        var place = Math.Min(stop.Place, stop.Text.Length);
        var at = place < stop.Text.Length ? stop.Text[place] : '\0';
        if (Says("tab"))
            return new("a tab is used as indentation; only spaces are allowed", TabNear(stop.Text, place));
        if (at == '\t')
            return new("a tab stands where only spaces are allowed", new(place, 1));
        if (Says("quoted scalar, found unexpected"))
            return new("the quote that begins here is never closed", new(place, 1));
        if (Says("quoted scalar"))
            return BadEscape(stop.Text, place);
        if (stop.OpenBracket is { } open && IsNeverClosed(stop.Text, open))
            return new($"the '{stop.Text[open]}' that begins here is never closed", RestOfLine(stop.Text, open));
        if (Says("cannot start any token"))
            return new($"'{at}' cannot begin a value; put the value in quotes", new(place, 1));
        if (Says("anchor or alias"))
            return new($"'{at}' begins an {(at == '&' ? "anchor" : "alias")}, and no name follows; put the value in quotes", new(place, 1));
        if (Says("entries are not allowed"))
            return new("a list item cannot begin here", One(place));
        if (Says("invalid mapping") || Says("values are not allowed"))
            return InvalidMapping(stop, place);
        if (stop.OpenBracket is { } bracket && Says("flow"))
            return new($"',' or '{(stop.Text[bracket] == '[' ? ']' : '}')}' is missing here", One(place));
        if (Says("block scalar"))
            return new("the header of this block text is wrong", One(place));
        if (Says("version directive") || Says("%YAML") || Says("incompatible"))
            return new("this %YAML directive is not understood", One(place));
        if (Says("directive"))
            return new("a line that begins with '%' is a directive, and this one is not understood", One(place));
        if (Says("tag"))
            return new("this tag is not understood", One(place));
        if (Says("document"))
            return new("text follows where the document has ended", NextToken(stop));
        if (Says("could not find expected ':'"))
            return new("this line is no 'key: value'", NextToken(stop));
        return Misplaced(stop, place);

        bool Says(string words) => message.Contains(words, StringComparison.Ordinal);
    }

    private static TextSpan One(int place) => new(place, 1);

    private static TextSpan TabNear(string text, int place)
    {
        var tab = text.AsSpan(place).IndexOf('\t');
        return new(tab >= 0 ? place + tab : place, 1);
    }

    private static SyntaxError BadEscape(string text, int quote)
    {
        const string Known = "0abtnvfre \"/\\N_LPxuU\r\n\t";
        for (var at = quote + 1; at + 1 < text.Length && text[at] != '"'; at++)
        {
            if (text[at] != '\\')
                continue;
            var escape = text[at + 1];
            var digits = escape switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            var hex = text.AsSpan(Math.Min(at + 2, text.Length));
            if (!Known.Contains(escape) || hex.Length < digits || !IsHex(hex[..digits]))
            {
                return new(
                    $"'\\{escape}' is no escape that double quotes know; use single quotes or double the backslash", new(at, 2));
            }

            at++;
        }

        return new("this quoted text is not understood", One(quote));
    }

    private static bool IsHex(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
        }

        return true;
    }

    private static SyntaxError InvalidMapping(ParserStop stop, int place)
    {
        var lineStart = stop.Text.AsSpan(0, place).LastIndexOfAny('\r', '\n') + 1;
        var line = stop.Text.AsSpan(lineStart, place - lineStart);
        var before = line.TrimStart();
        return before.Contains(": ", StringComparison.Ordinal) || before.EndsWith(':')
            ? new("a second ': ' stands in one value; put the value in quotes", One(place))
            : new("the indentation of this key fits no key above it", One(place));
    }

    /// <summary>Whether the brackets behind one, quotes left out, never add up to its end.</summary>
    private static bool IsNeverClosed(string text, int bracket)
    {
        var depth = 0;
        for (var at = bracket; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '[' or '{':
                    depth++;
                    break;
                case ']' or '}' when --depth == 0:
                    return false;
                case '"' or '\'' when text[at - 1] is ' ' or '[' or '{' or ',' or ':' or '\r' or '\n':
                    at = YamlDefect.EndOfQuoted(text, at);
                    break;
            }
        }

        return true;
    }

    private static SyntaxError Misplaced(ParserStop stop, int place)
    {
        var at = place < stop.Text.Length ? stop.Text[place] : '\0';
        if (at is ']' or '}')
            return new($"this '{at}' closes nothing", One(place));
        if (at == ',')
            return new("a value is missing before this comma", One(place));
        var lineStart = stop.Text.AsSpan(0, Math.Min(place, stop.Text.Length)).LastIndexOfAny('\r', '\n') + 1;
        if (stop.Behind > lineStart && stop.Behind <= place)
            return new("text follows where the value has ended; put the whole value in quotes", One(place));
        if (stop.Text.AsSpan(lineStart, Math.Max(0, place - lineStart)).Trim(' ').IsEmpty)
        {
            var line = NextToken(stop);
            var content = stop.Text.AsSpan(line.Start, line.Length);
            return content.Contains(": ", StringComparison.Ordinal) || content.EndsWith(':') || content.StartsWith("- ")
                ? new("the indentation of this line fits no line above it", line)
                : new("this line is no 'key: value'", line);
        }

        return new("a value cannot go on like this", One(place));
    }

    /// <summary>The rest of the line that holds the first thing behind what was understood.</summary>
    private static TextSpan NextToken(ParserStop stop)
    {
        var text = stop.Text;
        var at = Math.Min(stop.Behind, text.Length);
        while (at < text.Length && (text[at] <= ' ' || text[at] == '#'))
        {
            if (text[at] == '#')
            {
                var rest = text.AsSpan(at).IndexOfAny('\r', '\n');
                at = rest < 0 ? text.Length : at + rest;
            }
            else
            {
                at++;
            }
        }

        return RestOfLine(text, at);
    }

    private static TextSpan RestOfLine(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAny('\r', '\n');
        return new(at, text.AsSpan(at, length < 0 ? text.Length - at : length).TrimEnd().Length);
    }
}

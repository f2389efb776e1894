using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

internal enum YamlDefectKind
{
    /// <summary>A line inside brackets begins left of the key that holds them.</summary>
    FlowLineAtMargin,

    /// <summary>A line inside double quotes begins left of the key that holds them.</summary>
    QuotedLineAtMargin,

    /// <summary>A template island on a line of its own at the start of a block scalar, which was blanked.</summary>
    IslandInBlockScalar,

    /// <summary>A comment right behind a quote, a bracket or a comma. All products but yaml 2 take it.</summary>
    CommentWithoutBlank,
}

/// <summary>
/// Text that the products take and YamlDotNet 18.1 refuses. It is a matter of line ends that mean a blank, or of blanks that
/// stand for a template, so other characters are put in their place: every offset stays, and
/// <see cref="YamlCharacters.Restore"/> gives the value.
/// </summary>
/// <param name="Start">Where the bracket or the quote opens.</param>
/// <param name="End">Where YamlDotNet stopped.</param>
internal sealed record YamlDefect(YamlDefectKind Kind, int Start, int End)
{
    /// <summary>Writes the text otherwise; false when there is nothing to change.</summary>
    public bool TryRepair(Span<char> text) => Kind switch
    {
        YamlDefectKind.QuotedLineAtMargin => JoinQuoted(text),
        YamlDefectKind.IslandInBlockScalar => FillIsland(text[Start..End]),
        YamlDefectKind.CommentWithoutBlank => BlankComment(text[Start..End]),
        _ => JoinFlow(text),
    };

    /// <summary>What is said when the text cannot be repaired.</summary>
    public SyntaxError ToError(string text) => new("the structure breaks here", new(Math.Min(End, text.Length), 0));

    private static bool BlankComment(Span<char> comment)
    {
        comment.Fill(' ');
        return true;
    }

    private static bool FillIsland(Span<char> island)
    {
        island.Replace(' ', 'x');
        return true;
    }

    private bool JoinFlow(Span<char> text)
    {
        var joined = false;
        var depth = 0;
        for (var at = Start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '[' or '{':
                    depth++;
                    break;
                case ']' or '}' when --depth <= 0:
                    return joined;
                case '"' or '\'' when text[at - 1] is ' ' or '\n' or '\r' or '[' or '{' or ',' or ':':
                    at = EndOfQuoted(text, at);
                    break;
                case '#' when text[at - 1] is ' ' or '\t' or '\n' or '\r':
                    for (; at < text.Length && text[at] is not ('\r' or '\n'); at++)
                        text[at] = ' ';
                    at--;
                    break;
                case '\r' or '\n':
                    text[at] = ' ';
                    joined = true;
                    break;
            }
        }

        return joined;
    }

    /// <summary>Folds the lines of the text in double quotes as YAML does: one line end is a blank, each further one is itself.</summary>
    private bool JoinQuoted(Span<char> text)
    {
        var end = EndOfQuoted(text, Start);
        var joined = false;
        for (var at = Start + 1; at < end; at++)
        {
            if (text[at] == '\\' && text[at + 1] is not ('\r' or '\n'))
            {
                at++;
                continue;
            }

            if (text[at] is not ('\r' or '\n'))
                continue;
            joined = true;
            var isEscaped = text[at - 1] == '\\';
            var first = at;
            while (text[first - 1] is ' ' or '\t' && first - 1 > Start)
                first--;
            if (isEscaped)
                first = at - 1;
            var behind = at;
            var lineEnds = 0;
            for (; behind < end && text[behind] is ' ' or '\t' or '\r' or '\n'; behind++)
            {
                if (text[behind] == '\n' || (text[behind] == '\r' && text[behind + 1] != '\n'))
                    lineEnds++;
            }

            var gap = text[first..behind];
            gap.Fill(YamlCharacters.Nothing);
            if (lineEnds > 1)
                gap[..(lineEnds - 1)].Fill(YamlCharacters.LineFeed);
            else if (!isEscaped)
                gap[0] = ' ';
            at = behind - 1;
        }

        return joined;
    }

    /// <summary>Where the closing quote stands, or the end of the text.</summary>
    public static int EndOfQuoted(ReadOnlySpan<char> text, int start)
    {
        var at = start + 1;
        for (; at < text.Length && text[at] != text[start]; at++)
        {
            if (text[at] == '\\' && text[start] == '"')
                at++;
        }

        return Math.Min(at, text.Length - 1);
    }
}

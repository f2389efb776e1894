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
}

/// <summary>
/// Text that the products take and YamlDotNet 18.1 refuses. It is a matter of line ends that mean a blank, or of blanks that
/// stand for a template, so other characters are put in their place: every offset stays.
/// </summary>
/// <param name="Start">Where the bracket or the quote opens.</param>
/// <param name="End">Where YamlDotNet stopped.</param>
internal sealed record YamlDefect(YamlDefectKind Kind, int Start, int End)
{
    /// <summary>Writes the text otherwise; false when there is nothing to change.</summary>
    public bool TryRepair(Span<char> text) => Kind switch
    {
        YamlDefectKind.QuotedLineAtMargin => JoinQuoted(text, Start, join: true, out _),
        YamlDefectKind.IslandInBlockScalar => FillIsland(text[Start..End]),
        _ => JoinFlow(text),
    };

    /// <summary>What is said when the text cannot be repaired.</summary>
    public SyntaxError ToError(string text) => new("the structure breaks here", new(Math.Min(End, text.Length), 0));

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
                    JoinQuoted(text, at, join: false, out at);
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

    private static bool JoinQuoted(Span<char> text, int start, bool join, out int end)
    {
        var joined = false;
        var quote = text[start];
        for (end = start + 1; end < text.Length && text[end] != quote; end++)
        {
            if (text[end] == '\\' && quote == '"' && end + 1 < text.Length && text[end + 1] is not ('\r' or '\n'))
            {
                end++;
            }
            else if (join && text[end] is '\r' or '\n')
            {
                if (text[end - 1] == '\\')
                    text[end - 1] = ' ';
                text[end] = ' ';
                joined = true;
            }
        }

        return joined;
    }
}

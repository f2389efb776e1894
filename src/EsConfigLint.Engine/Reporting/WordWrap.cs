using System.Text;

namespace EsConfigLint.Engine.Reporting;

/// <summary>Breaks text between words, so that no line is wider than its room unless one word is.</summary>
public static class WordWrap
{
    /// <summary>Narrower terminals get lines of this many columns all the same.</summary>
    public const int FewestColumns = 40;

    /// <param name="room">The columns of a line, without its indentation.</param>
    /// <param name="indentation">What the second line and those behind it begin with.</param>
    public static void Append(StringBuilder text, ReadOnlySpan<char> message, int room, int indentation)
    {
        if (VisibleText.Columns(message) <= room)
        {
            text.Append(message);
            return;
        }

        var column = 0;
        foreach (var part in message.Split(' '))
        {
            var word = message[part];
            var columns = VisibleText.Columns(word);
            if (column > 0 && column + 1 + columns > room)
            {
                text.Append('\n').Append(' ', indentation);
                column = 0;
            }
            else if (column > 0)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += columns;
        }
    }
}

using System.Globalization;
using System.Text;

namespace EsConfigLint.Engine.Reporting;

/// <summary>Text from files on its way to a terminal: whatever a terminal would obey is made visible.</summary>
public static class VisibleText
{
    public static string Of(string text)
    {
        var at = 0;
        while (at < text.Length && !IsDangerous(text[at]))
            at++;
        if (at == text.Length)
            return text;
        var result = new StringBuilder(text.Length + 8).Append(text, 0, at);
        foreach (var c in text.AsSpan(at))
        {
            if (IsDangerous(c))
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>How many columns a terminal gives a text that <see cref="Of"/> made.</summary>
    public static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
                : IsWide(rune.Value) ? 2
                : 1;
        }

        return columns;
    }

    /// <summary>Controls, and what turns the direction of a line.</summary>
    private static bool IsDangerous(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFFFE' or '\uFFFF';

    private static bool IsWide(int rune) =>
        rune is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1F64F or >= 0x1F900 and <= 0x1F9FF
            or >= 0x20000 and <= 0x3FFFD;
}

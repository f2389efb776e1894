using System.Globalization;
using System.Text;

namespace EsConfigLint.Engine.Reporting;

/// <summary>Text from files on its way to a terminal: whatever a terminal would obey is made visible.</summary>
public static class VisibleText
{
    public static string Of(string text)
    {
        var at = LengthOfAscii(text);
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
        var columns = LengthOfAscii(text);
        foreach (var rune in text[columns..].EnumerateRunes())
            columns += Columns(rune);
        return columns;
    }

    /// <summary>As much from the start as fits.</summary>
    public static string FirstColumns(string text, int columns)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns -= Columns(rune);
            if (columns < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>As much from the end as fits.</summary>
    public static string LastColumns(string text, int columns)
    {
        var tooMany = Columns(text) - columns;
        var start = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A mark that has no column of its own stays with what it stands on.
            if (tooMany <= 0 && Columns(rune) > 0)
                break;
            tooMany -= Columns(rune);
            start += rune.Utf16SequenceLength;
        }

        return text[start..];
    }

    /// <summary>How many characters at the start are printable ASCII, which is harmless and one column wide.</summary>
    private static int LengthOfAscii(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange(' ', '~') is >= 0 and var length ? length : text.Length;

    private static int Columns(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : IsWide(rune.Value) ? 2
        : 1;

    /// <summary>Controls, what turns the direction of a line, and what nobody can see but the product compares.</summary>
    private static bool IsDangerous(char c) =>
        char.IsControl(c)
        || c is '\u00AD' or '\u061C' or '\u180E' or >= '\u200B' and <= '\u200F' or >= '\u2028' and <= '\u202E' or >= '\u2060' and <= '\u206F'
            or '\uFEFF' or >= '\uFFF9' and <= '\uFFFB' or '\uFFFE' or '\uFFFF';

    private static bool IsWide(int rune) =>
        rune is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1F64F or >= 0x1F900 and <= 0x1F9FF
            or >= 0x20000 and <= 0x3FFFD;
}

using System.Globalization;

namespace EsConfigLint.Core.Settings.Values;

/// <summary>
/// Java's own number parsers, which Elasticsearch reads its settings with. .NET's differ in blanks, suffixes and
/// hexadecimal.
/// </summary>
internal static class JavaNumbers
{
    /// <summary><c>String.trim</c>: every character up to the blank, and no other.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && text[start] <= ' ')
            start++;
        var end = text.Length;
        while (end > start && text[end - 1] <= ' ')
            end--;
        return text[start..end];
    }

    /// <summary><c>Long.parseLong</c>: an optional sign and decimal digits, nothing else.</summary>
    public static bool TryLong(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var isNegative = text is ['-', ..];
        var digits = isNegative || text is ['+', ..] ? text[1..] : text;
        if (digits.IsEmpty)
            return false;
        // Counted downwards, because the lowest long has no positive twin.
        foreach (var character in digits)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(character);
            if (digit < 0 || value < (long.MinValue + digit) / 10)
                return false;
            value = (value * 10) - digit;
        }

        if (isNegative)
            return true;
        if (value == long.MinValue)
            return false;
        value = -value;
        return true;
    }

    /// <summary>
    /// <c>Double.parseDouble</c>: surrounding blanks, NaN, Infinity, hexadecimal and a suffix <c>f</c> or <c>d</c> are
    /// taken.
    /// </summary>
    public static bool TryDouble(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        text = Trim(text);
        var isNegative = text is ['-', ..];
        if (isNegative || text is ['+', ..])
            text = text[1..];
        if (text is "NaN" or "Infinity")
        {
            value = text is "NaN" ? double.NaN : double.PositiveInfinity;
        }
        else
        {
            if (text.Length > 1 && text[^1] is 'f' or 'F' or 'd' or 'D')
                text = text[..^1];
            var isNumber = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? TryHexadecimal(text[2..], out value)
                : TryDecimal(text, out value);
            if (!isNumber)
                return false;
        }

        value = isNegative ? -value : value;
        return true;
    }

    /// <summary>Digits with an optional point and exponent, without sign and blanks.</summary>
    public static bool TryDecimal(ReadOnlySpan<char> text, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = 0;
        return text is [>= '0' and <= '9' or '.', ..] && text[^1] is >= '0' and <= '9' or '.'
            && double.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryHexadecimal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        var exponentAt = text.IndexOfAny('p', 'P');
        if (exponentAt < 0 || !TryLong(text[(exponentAt + 1)..], out var exponent))
            return false;
        var hasDigits = false;
        var isFraction = false;
        foreach (var character in text[..exponentAt])
        {
            if (character == '.' && !isFraction)
            {
                isFraction = true;
                continue;
            }

            if (!char.IsAsciiHexDigit(character))
                return false;
            hasDigits = true;
            value = (value * 16) + (character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10);
            if (isFraction)
                exponent -= 4;
        }

        value *= Math.Pow(2, exponent);
        return hasDigits;
    }
}

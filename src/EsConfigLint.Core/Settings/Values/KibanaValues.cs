using System.Globalization;

namespace EsConfigLint.Core.Settings.Values;

/// <summary>What Kibana's own schema makes of a text (7.12.1, 8.3.3 and 8.12.2, and the sources of the 9.x line).</summary>
public static class KibanaValues
{
    /// <summary>The largest whole number that JavaScript counts without gaps.</summary>
    private const long SafeInteger = (1L << 53) - 1;

    /// <summary><c>true</c> or <c>false</c> in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What JavaScript's <c>Number()</c> makes of a text; nothing but blanks is zero.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        text = text.Trim();
        if (text.IsEmpty)
            return true;
        if (text.Length > 2 && text[0] == '0' && (text[1] | 0x20) is 'x' or 'o' or 'b')
            return TryRadix(text[2..], (text[1] | 0x20) switch { 'x' => 16, 'o' => 8, _ => 2 }, out value);
        return char.IsAsciiDigit(text[^1]) || text[^1] == '.'
            ? double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            : TryInfinity(text, out value);
    }

    /// <summary>
    /// Milliseconds, or a whole number with one of <c>ms s m h d w M y Y</c> (<c>m</c> is a minute, <c>M</c> a month). Not negative and no
    /// fraction. What is longer than a <see cref="TimeSpan"/> can hold becomes <see cref="TimeSpan.MaxValue"/>.
    /// </summary>
    public static bool TryDuration(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        var digits = CountDigits(text);
        var milliseconds = text[digits..] switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            "w" => 604_800_000L,
            "M" => 2_592_000_000L,
            "y" or "Y" => 31_536_000_000L,
            _ => 0,
        };
        double count;
        if (milliseconds == 0)
        {
            // A bare number, in any spelling that JavaScript reads as a whole one.
            if (text.IsEmpty || !TryNumber(text, out count) || count < 0 || count > SafeInteger || count != Math.Floor(count))
                return false;
            milliseconds = 1;
        }
        else if (digits == 0 || !double.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count > SafeInteger)
        {
            return false;
        }

        var ticks = count * milliseconds * TimeSpan.TicksPerMillisecond;
        value = ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : new((long)ticks);
        return true;
    }

    /// <summary>Bytes, or a whole number with one of <c>b kb mb gb</c> in any case. The end of the text counts: <c>1.5mb</c> reads as 5mb (seen up to 8.12.2).</summary>
    public static bool TryBytes(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var number = text;
        var unit = 1L;
        if (text is [.., 'b' or 'B'])
        {
            number = text[..^1];
            var shift = number is [.., var letter]
                ? (char)(letter | 0x20) switch
                {
                    'k' => 10,
                    'm' => 20,
                    'g' => 30,
                    _ => 0,
                }
                : 0;
            unit = 1L << shift;
            number = shift > 0 ? number[..^1] : number;
            var start = number.Length;
            while (start > 0 && char.IsAsciiDigit(number[start - 1]))
                start--;
            number = number[start..];
        }

        if (number.IsEmpty || !TryNumber(number, out var count) || count < 0 || count != Math.Floor(count) || count * unit > SafeInteger)
            return false;
        value = (long)count * unit;
        return true;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        return digits;
    }

    private static bool TryInfinity(ReadOnlySpan<char> text, out double value)
    {
        value = text is ['-', ..] ? double.NegativeInfinity : double.PositiveInfinity;
        return text is "Infinity" or "+Infinity" or "-Infinity";
    }

    private static bool TryRadix(ReadOnlySpan<char> digits, int radix, out double value)
    {
        value = 0;
        foreach (var character in digits)
        {
            var digit = char.IsAsciiHexDigit(character) ? (character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10) : radix;
            if (digit >= radix)
                return false;
            value = (value * radix) + digit;
        }

        return true;
    }
}

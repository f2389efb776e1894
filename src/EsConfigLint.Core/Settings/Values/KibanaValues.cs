using System.Globalization;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Settings.Values;

/// <summary>
/// What Kibana's own schema makes of a text (7.12.1, 8.3.3 and 8.12.2, and the sources of the 9.x line).
/// </summary>
public static class KibanaValues
{
    /// <summary>The largest whole number that JavaScript counts without gaps.</summary>
    private const long SafeInteger = (1L << 53) - 1;

    private static readonly StackVersion JoiDecimals = new(8, 0);
    private static readonly StackVersion CoercedPasswords = new(8, 12);
    private static readonly StackVersion ChainedDurations = new(8, 13);
    private static readonly StackVersion LowerCaseYears = new(9, 2);

    /// <summary><c>true</c> or <c>false</c> in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A decimal number, blanks around it included. Up to 7.17 a text such as <c>0x10</c> is taken too, as zero.
    /// </summary>
    public static bool TryNumber(ReadOnlySpan<char> text, StackVersion version, out double value)
    {
        text = text.Trim();
        if (TryDecimal(text, out value))
            return true;
        return version < JoiDecimals && TryRadixed(text, out _);
    }

    /// <summary>
    /// Milliseconds, or a whole number with one of <c>ms s m h d w M Y</c> (<c>m</c> is a minute, <c>M</c> a month);
    /// nothing is zero. Not negative and no fraction. From 9.2 on also <c>y</c>, and several of them in a row
    /// (<c>1m30s</c>, which 8.12.2 refuses; between the two nobody looked). What is longer than a <see
    /// cref="TimeSpan"/> can hold becomes <see cref="TimeSpan.MaxValue"/>.
    /// </summary>
    public static bool TryDuration(ReadOnlySpan<char> text, StackVersion version, out TimeSpan value)
    {
        value = default;
        double milliseconds = 0;
        var rest = text;
        var parts = 0;
        while (TryDurationPart(ref rest, version, ref milliseconds))
            parts++;
        if (parts == 0 || !rest.IsEmpty)
        {
            if (!TryJavaScriptNumber(text, out milliseconds))
                return false;
        }
        else if (parts > 1 && version < ChainedDurations)
        {
            return false;
        }

        if (milliseconds is < 0 or > SafeInteger || milliseconds != Math.Floor(milliseconds))
            return false;
        var ticks = milliseconds * TimeSpan.TicksPerMillisecond;
        value = ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : new((long)ticks);
        return true;
    }

    /// <summary>
    /// Bytes, or a whole number with one of <c>b kb mb gb</c>, in any case from 8.0 on. The schema looks for these
    /// anywhere in the text: <c>1.5mb</c> is read as 5mb (seen up to 8.12.2; sources of 2026 refuse it).
    /// </summary>
    public static bool TryBytes(ReadOnlySpan<char> text, StackVersion version, out long value)
    {
        value = 0;
        for (var start = text.IndexOfAnyInRange('1', '9'); start >= 0;)
        {
            var rest = text[start..];
            var digits = CountDigits(rest);
            if (UnitOf(rest[digits..], version < JoiDecimals) is { } unit)
                return TryDecimal(rest[..digits], out var count) && TrySafe(count * unit, out value);
            var next = rest[digits..].IndexOfAnyInRange('1', '9');
            start = next < 0 ? -1 : start + digits + next;
        }

        return TryJavaScriptNumber(text, out var bytes) && TrySafe(bytes, out value);
    }

    /// <summary>Whether the schema takes the shape of this value: its type, and the form of its text.</summary>
    public static bool IsWellFormed(CatalogueEntry entry, SettingValue value, StackVersion version)
    {
        var type = entry.TypeAt(version);
        if (type is SettingType.Any)
            return true;
        foreach (var other in entry.AlternativeTypes)
        {
            if (FitsAlternative(other, value, version))
                return true;
        }

        switch (value.Kind)
        {
            case SettingValueKind.Null:
                return entry.IsNullable || (type == SettingType.Enum && entry.ValuesAt(version).Contains("null"));
            case SettingValueKind.EmptyMap:
                return type == SettingType.Object && !entry.IsListAt(version);
            case SettingValueKind.List when !entry.IsListAt(version):
                return false;
            case SettingValueKind.List:
                foreach (var item in value.Items)
                {
                    if (!IsWellFormed(entry, type, item, version))
                        return false;
                }

                return true;
            default:
                if (value.Scalar.Known is not { } text)
                    return true;
                // A list or a mapping may come as the text of a JSON value.
                if (entry.IsListAt(version))
                    return text.AsSpan().Trim() is ['[', .., ']'];
                return IsWellFormed(entry, type, value.Scalar, version);
        }
    }

    private static bool IsWellFormed(CatalogueEntry entry, SettingType type, ValueText scalar, StackVersion version)
    {
        if (scalar.Known is not { } text)
            return true;
        var isText = scalar.Type == ScalarType.Text;
        var isNumber = scalar.Type == ScalarType.Number;
        return type switch
        {
            SettingType.Boolean => (isText || scalar.Type == ScalarType.Boolean) && TryBoolean(text, out _),
            SettingType.Number => isNumber || (isText && TryNumber(text, version, out _)),
            SettingType.Duration => (isText || isNumber) && TryDuration(text, version, out _),
            SettingType.Bytes => (isText || isNumber) && TryBytes(text, version, out _),
            SettingType.Enum => entry.IsChecked ? entry.AllowsAt(text, version) : isText,
            SettingType.Object => isText && text.AsSpan().Trim() is ['{', .., '}'],
            SettingType.String or SettingType.Path or SettingType.Uri =>
                isText || (isNumber && entry.TakesNumbersAsText && version >= CoercedPasswords),
            _ => true,
        };
    }

    private static bool FitsAlternative(string type, SettingValue value, StackVersion version) => type switch
    {
        "string" => value is { Kind: SettingValueKind.Scalar, Scalar.Type: ScalarType.Text },
        "number" => value.Kind == SettingValueKind.Scalar
            && (value.Scalar.Type == ScalarType.Number
                || (value.Scalar is { Type: ScalarType.Text, Known: { } text } && TryNumber(text, version, out _))),
        "false" => value is { Kind: SettingValueKind.Scalar, Scalar: { Type: ScalarType.Boolean, Text: "false" } },
        "list" => value.Kind == SettingValueKind.List,
        "object" => value.Kind == SettingValueKind.EmptyMap,
        _ => false,
    };

    private static bool TryDurationPart(ref ReadOnlySpan<char> rest, StackVersion version, ref double milliseconds)
    {
        var digits = CountDigits(rest);
        // No leading zeros, but zero itself.
        if (digits == 0 || (rest[0] == '0' && digits > 1))
            return false;
        var unit = rest[digits..] switch
        {
            ['m', 's', ..] => 1,
            ['s', ..] => 1_000,
            ['m', ..] => 60_000,
            ['h', ..] => 3_600_000,
            ['d', ..] => 86_400_000,
            ['w', ..] => 604_800_000L,
            ['M', ..] => 2_592_000_000L,
            ['Y', ..] => 31_536_000_000L,
            ['y', ..] when version >= LowerCaseYears => 31_536_000_000L,
            _ => 0,
        };
        if (unit == 0 || !TryDecimal(rest[..digits], out var count))
            return false;
        milliseconds += count * unit;
        rest = rest[(digits + (unit == 1 ? 2 : 1))..];
        return true;
    }

    private static long? UnitOf(ReadOnlySpan<char> text, bool isCaseSensitive)
    {
        if (text.IsEmpty || (isCaseSensitive && text[..Math.Min(text.Length, 2)].ContainsAnyInRange('A', 'Z')))
            return null;
        var shift = (char)(text[0] | 0x20) switch
        {
            'b' => 0,
            'k' => 10,
            'm' => 20,
            'g' => 30,
            _ => -1,
        };
        if (shift < 0 || (shift > 0 && (text.Length < 2 || (text[1] | 0x20) != 'b')))
            return null;
        return 1L << shift;
    }

    private static bool TrySafe(double count, out long value)
    {
        var isSafe = count is >= 0 and <= SafeInteger && count == Math.Floor(count);
        value = isSafe ? (long)count : 0;
        return isSafe;
    }

    /// <summary>JavaScript's <c>Number()</c>: nothing but blanks is zero.</summary>
    private static bool TryJavaScriptNumber(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        value = 0;
        return text.IsEmpty || TryDecimal(text, out value) || TryRadixed(text, out value);
    }

    private static bool TryDecimal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return !text.IsEmpty && (char.IsAsciiDigit(text[^1]) || text[^1] == '.') && !text.ContainsAny('(', ')')
            && double.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryRadixed(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != '0' || (text[1] | 0x20) is not ('x' or 'o' or 'b'))
            return false;
        var radix = (text[1] | 0x20) switch { 'x' => 16, 'o' => 8, _ => 2 };
        foreach (var character in text[2..])
        {
            if (!char.IsAsciiHexDigit(character))
                return false;
            var digit = character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10;
            if (digit >= radix)
                return false;
            value = (value * radix) + digit;
        }

        return true;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        return digits;
    }
}

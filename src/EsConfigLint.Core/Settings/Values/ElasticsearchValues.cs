using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Settings.Values;

/// <summary>
/// What Elasticsearch's own parsers make of a text, as seen on 7.17.28, 8.19.0, 9.1.0 and 9.3.0. They refuse the form
/// of a value; ranges and what must fit other settings is not asked here.
/// </summary>
public static class ElasticsearchValues
{
    private static readonly StackVersion ExactDecimals = new(9, 0);

    /// <summary>
    /// <c>true</c> or <c>false</c>. The words <c>yes</c>, <c>on</c>, <c>True</c>, … are gone by then: the YAML reader
    /// turns the plain ones into these two.
    /// </summary>
    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text is "true";
        return value || text is "false";
    }

    /// <summary>A decimal number of 32 bits; <c>010</c> is ten and <c>+5</c> five.</summary>
    public static bool TryInteger(ReadOnlySpan<char> text, out int value)
    {
        var isNumber = JavaNumbers.TryLong(text, out var number) && number is >= int.MinValue and <= int.MaxValue;
        value = isNumber ? (int)number : 0;
        return isNumber;
    }

    public static bool TryLong(ReadOnlySpan<char> text, out long value) => JavaNumbers.TryLong(text, out value);

    public static bool TryFloat(ReadOnlySpan<char> text, out double value) => JavaNumbers.TryDouble(text, out value);

    /// <summary>
    /// A whole number with one of <c>nanos micros ms s m h d</c>, in any case but for <c>m</c>; bare only zero and
    /// minus one, which stands for <em>none</em> or <em>off</em>. What is longer than a <see cref="TimeSpan"/> can hold
    /// becomes <see cref="TimeSpan.MaxValue"/>.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        var trimmed = JavaNumbers.Trim(text);
        if (EndsWith(trimmed, "nanos"))
            return TryDuration(trimmed[..^5], TimeSpan.TicksPerMicrosecond / 1000m, out value);
        if (EndsWith(trimmed, "micros"))
            return TryDuration(trimmed[..^6], TimeSpan.TicksPerMicrosecond, out value);
        if (EndsWith(trimmed, "ms"))
            return TryDuration(trimmed[..^2], TimeSpan.TicksPerMillisecond, out value);
        if (EndsWith(trimmed, "s"))
            return TryDuration(trimmed[..^1], TimeSpan.TicksPerSecond, out value);
        // Minutes alone are looked for in the text as it stands: M would mean months, and a blank behind the unit is refused.
        if (text is [.., 'm'])
            return TryDuration(trimmed[..^1], TimeSpan.TicksPerMinute, out value);
        if (EndsWith(trimmed, "h"))
            return TryDuration(trimmed[..^1], TimeSpan.TicksPerHour, out value);
        if (EndsWith(trimmed, "d"))
            return TryDuration(trimmed[..^1], TimeSpan.TicksPerDay, out value);
        if (trimmed is ['-', .. var digits, '1'] && !digits.ContainsAnyExcept('0'))
        {
            value = TimeSpan.FromMilliseconds(-1);
            return true;
        }

        return !trimmed.IsEmpty && !trimmed.ContainsAnyExcept('0');
    }

    /// <summary>
    /// A number with one of <c>b k kb m mb g gb t tb p pb</c> in any case; bare only <c>0</c> and <c>-1</c>. From 9.0
    /// on a fraction has at most two decimals, is not negative, and bytes have none (ByteSizeValue.java).
    /// </summary>
    public static bool TryBytes(ReadOnlySpan<char> text, StackVersion version, out long value)
    {
        value = 0;
        text = JavaNumbers.Trim(text);
        if (text is "0" or "-1")
        {
            value = text is "0" ? 0 : -1;
            return true;
        }

        if (text.IsEmpty)
            return false;
        var number = text[^1] is 'b' or 'B' ? text[..^1] : text;
        var unit = 1L;
        if (!number.IsEmpty && UnitOf(number[^1]) is { } known)
        {
            number = number[..^1];
            unit = known;
        }
        else if (number.Length == text.Length)
        {
            return false;
        }

        number = JavaNumbers.Trim(number);
        if (JavaNumbers.TryLong(number, out var count))
        {
            if (count < -1 || (count == -1 && unit != 1) || count > long.MaxValue / unit)
                return false;
            value = count * unit;
            return true;
        }

        double fraction;
        if (version >= ExactDecimals)
        {
            if (unit == 1 || !TryShortDecimal(number, out fraction))
                return false;
        }
        else if (!JavaNumbers.TryDouble(number, out fraction))
        {
            return false;
        }

        var bytes = fraction * unit;
        if (bytes >= long.MaxValue && version >= ExactDecimals)
            return false;
        // A cast in Java: not a number is 0, and what is too large becomes the largest.
        value = double.IsNaN(bytes) ? 0 : bytes >= long.MaxValue ? long.MaxValue : (long)bytes;
        return value >= -1;
    }

    /// <summary>A share of the heap with <c>%</c>, 0 to 100, or a size as <see cref="TryBytes"/> takes it.</summary>
    public static bool TryMemory(ReadOnlySpan<char> text, StackVersion version, out MemorySize value)
    {
        value = default;
        if (text is [.., '%'])
        {
            var isPercent = JavaNumbers.TryDouble(text[..^1], out var percent) && percent is not (< 0 or > 100);
            value = new(null, percent);
            return isPercent;
        }

        var isSize = TryBytes(text, version, out var bytes);
        value = new(bytes, null);
        return isSize;
    }

    /// <summary>
    /// A ratio as <see cref="TryRatio"/> takes it or a size as <see cref="TryBytes"/> does: disk watermarks.
    /// </summary>
    public static bool TryRelativeBytes(ReadOnlySpan<char> text, StackVersion version, out MemorySize value)
    {
        if (TryRatio(text, out var ratio))
        {
            value = new(null, ratio * 100);
            return true;
        }

        var isSize = TryBytes(text, version, out var bytes);
        value = new(bytes, null);
        return isSize;
    }

    /// <summary>0 to 1, or 0 to 100 with <c>%</c>; the value is from 0 to 1.</summary>
    public static bool TryRatio(ReadOnlySpan<char> text, out double value)
    {
        var isPercent = text is [.., '%'];
        if (!JavaNumbers.TryDouble(isPercent ? text[..^1] : text, out value))
            return false;
        if (isPercent)
            value /= 100;
        return value is not (< 0 or > 1);
    }

    /// <summary>Whether the setting's own parser takes the form of this value at that version.</summary>
    public static bool IsWellFormed(CatalogueEntry entry, SettingValue value, StackVersion version)
    {
        var isList = entry.IsListAt(version);
        switch (value.Kind)
        {
            case SettingValueKind.Scalar when !isList:
                return value.Scalar.Known is not { } text || IsWellFormed(entry, text, version);
            case SettingValueKind.Scalar:
                if (value.Scalar.Known is not { } items)
                    return true;
                foreach (var part in items.AsSpan().Split(','))
                {
                    var item = JavaNumbers.Trim(items.AsSpan(part));
                    if (!item.IsEmpty && !IsWellFormed(entry, item, version))
                        return false;
                }

                return true;
            case SettingValueKind.List when isList:
                foreach (var item in value.Items)
                {
                    if (item.Known is { } known && !IsWellFormed(entry, known, version))
                        return false;
                }

                return true;
            case SettingValueKind.List:
                // The loader makes one text of it, "[a, b]", which no typed parser takes.
                return IsWellFormed(entry, "[]", version);
            default:
                return true;
        }
    }

    /// <summary>Whether the setting's own parser takes the form of one text at that version.</summary>
    public static bool IsWellFormed(CatalogueEntry entry, ReadOnlySpan<char> text, StackVersion version) => entry.TypeAt(version) switch
    {
        SettingType.Boolean => TryBoolean(text, out _),
        SettingType.Integer => TryInteger(text, out _),
        SettingType.Long => TryLong(text, out _),
        SettingType.Float => TryFloat(text, out _),
        SettingType.Time => TryTime(text, out _),
        SettingType.Bytes => TryBytes(text, version, out _),
        SettingType.Memory => TryMemory(text, version, out _),
        SettingType.RelativeBytes => TryRelativeBytes(text, version, out _),
        SettingType.Ratio => TryRatio(text, out _),
        SettingType.Enum => !entry.IsChecked || entry.AllowsAt(text, version),
        _ => true,
    };

    private static bool TryDuration(ReadOnlySpan<char> number, decimal ticksPerUnit, out TimeSpan value)
    {
        value = default;
        if (!JavaNumbers.TryLong(JavaNumbers.Trim(number), out var count) || count < -1)
            return false;
        value = count >= TimeSpan.MaxValue.Ticks / ticksPerUnit ? TimeSpan.MaxValue : new((long)(count * ticksPerUnit));
        return true;
    }

    private static bool EndsWith(ReadOnlySpan<char> text, ReadOnlySpan<char> unit) =>
        text.EndsWith(unit, StringComparison.OrdinalIgnoreCase);

    private static long? UnitOf(char letter) => (char)(letter | 0x20) switch
    {
        'k' => 1L << 10,
        'm' => 1L << 20,
        'g' => 1L << 30,
        't' => 1L << 40,
        'p' => 1L << 50,
        _ => null,
    };

    /// <summary>
    /// Java's <c>BigDecimal</c> with at most two digits behind the point once the exponent is applied.
    /// </summary>
    private static bool TryShortDecimal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text is ['+', ..])
            text = text[1..];
        if (!JavaNumbers.TryDecimal(text, out value))
            return false;
        var exponentAt = text.IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.');
        var scale = point < 0 ? 0L : mantissa.Length - point - 1;
        if (exponentAt >= 0 && JavaNumbers.TryLong(text[(exponentAt + 1)..], out var exponent))
            scale -= exponent;
        return scale <= 2;
    }
}

/// <summary>A size that is either absolute or a share of something: the heap, the disk.</summary>
/// <param name="Bytes">The size in bytes, or null for a share.</param>
/// <param name="Percent">The share from 0 to 100, or null for a size.</param>
public readonly record struct MemorySize(long? Bytes, double? Percent);

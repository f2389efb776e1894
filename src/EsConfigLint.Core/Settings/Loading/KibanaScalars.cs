using System.Buffers;
using System.Globalization;
using System.Numerics;
using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>What js-yaml 3, js-yaml 4 and yaml 2 make of a scalar, in JavaScript's spelling.</summary>
internal static class KibanaScalars
{
    /// <summary>The largest double has 1024 binary digits.</summary>
    private const int MostDigits = 1024;

    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.");

    public static (string Text, ScalarType Type) Read(YamlScalar scalar, YamlDialect dialect)
    {
        var tag = scalar.Tag is null or "!" ? null : scalar.Tag;
        if (tag == "!!str" || (tag is null && scalar.Style != YamlScalarStyle.Plain))
            return (scalar.Value, ScalarType.Text);
        var text = scalar.Value;
        if (IsNull(text) && (tag is null or "!!null"))
            return ("null", ScalarType.Null);
        if (IsBoolean(text) && tag is null or "!!bool")
            return (text.ToLowerInvariant(), ScalarType.Boolean);
        if (Number(text, dialect) is { } number)
            return (number, ScalarType.Number);
        if ((dialect != YamlDialect.Yaml2 || tag == "!!timestamp") && Timestamp(text) is { } time)
            return (time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), ScalarType.Other);
        return (text, ScalarType.Text);
    }

    /// <summary>A key is always text: that of the value which the library makes of it.</summary>
    public static string KeyText(YamlScalar scalar, YamlDialect dialect)
    {
        var (text, type) = Read(scalar, dialect);
        return type == ScalarType.Null && dialect == YamlDialect.Yaml2 ? "" : text;
    }

    /// <summary>Whether js-yaml refuses the tag of a scalar: it knows YAML's own tags only, and holds each against the text.</summary>
    public static bool RefusesTag(YamlScalar scalar, YamlDialect dialect)
    {
        if (dialect == YamlDialect.Yaml2 || scalar.Tag is null or "!")
            return false;
        return scalar.Tag switch
        {
            "!!str" or "!!timestamp" or "!!binary" or "!!set" or "!!omap" or "!!pairs" or "!!seq" or "!!map" or "!!merge" => false,
            "!!null" => !(IsNull(scalar.Value) && scalar.Style == YamlScalarStyle.Plain),
            "!!bool" => !IsBoolean(scalar.Value),
            "!!int" or "!!float" => Number(scalar.Value, dialect) is null,
            _ => true,
        };
    }

    private static bool IsNull(string text) =>
        text is "" or "~" or "null" or "Null" or "NULL";

    private static bool IsBoolean(string text) => text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE";

    private static string? Number(string text, YamlDialect dialect)
    {
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
            return null;
        return Integer(text, dialect) ?? Float(text, dialect);
    }

    private static string? Integer(string text, YamlDialect dialect)
    {
        var body = text.AsSpan();
        var negative = body[0] == '-';
        if (body[0] is '+' or '-')
            body = body[1..];
        if (body.IsEmpty)
            return null;
        var plain = body.ToString();
        if (dialect != YamlDialect.Yaml2)
        {
            if (plain[0] == '_' || plain[^1] == '_')
                return null;
            plain = plain.Replace("_", "", StringComparison.Ordinal);
        }

        double value;
        if (plain.Length > 2 && plain[0] == '0' && plain[1] is 'x' && AllIn(plain.AsSpan(2), 16))
            value = Parse(plain.AsSpan(2), 16);
        else if (plain.Length > 2 && plain[0] == '0' && plain[1] is 'b' && dialect != YamlDialect.Yaml2 && AllIn(plain.AsSpan(2), 2))
            value = Parse(plain.AsSpan(2), 2);
        else if (plain.Length > 2 && plain[0] == '0' && plain[1] is 'o' && dialect != YamlDialect.JsYaml3 && AllIn(plain.AsSpan(2), 8))
            value = Parse(plain.AsSpan(2), 8);
        else if (plain.Length > 1 && plain[0] == '0' && dialect == YamlDialect.JsYaml3 && AllIn(plain.AsSpan(1), 8))
            value = Parse(plain.AsSpan(1), 8);
        else if (AllIn(plain, 10) && !(plain.Length > 1 && plain[0] == '0' && dialect == YamlDialect.JsYaml3))
            value = double.Parse(plain, CultureInfo.InvariantCulture);
        else if (dialect == YamlDialect.JsYaml3 && Sexagesimal(plain) is { } base60)
            value = base60;
        else
            return null;
        return Spell(negative ? -value : value);
    }

    /// <summary>Adds from the last part on, as js-yaml 3 does: very many parts make infinity, and with a zero among them no number.</summary>
    private static double? Sexagesimal(string text)
    {
        var parts = text.Split(':');
        if (parts.Length < 2 || !AllIn(parts[0], 10) || parts[0][0] == '0')
            return null;
        var (value, factor) = (0d, 1d);
        for (var i = parts.Length - 1; i >= 0; i--, factor *= 60)
        {
            if (!AllIn(parts[i], 10) || (i > 0 && (parts[i].Length > 2 || int.Parse(parts[i], CultureInfo.InvariantCulture) > 59)))
                return null;
            value += double.Parse(parts[i], CultureInfo.InvariantCulture) * factor;
        }

        return value;
    }

    private static string? Float(string text, YamlDialect dialect)
    {
        var plain = dialect == YamlDialect.Yaml2 ? text : text.EndsWith('_') ? "" : text.Replace("_", "", StringComparison.Ordinal);
        var body = plain.AsSpan().TrimStart("+-");
        if (plain.Length - body.Length > 1 || body.IsEmpty)
            return null;
        if (body is ".inf" or ".Inf" or ".INF")
            return plain[0] == '-' ? "-Infinity" : "Infinity";
        if (plain is ".nan" or ".NaN" or ".NAN")
            return "NaN";
        if (!char.IsAsciiDigit(body[0]) && !(body[0] == '.' && body.Length > 1 && char.IsAsciiDigit(body[1])))
            return null;
        var exponent = body.IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? body : body[..exponent];
        if (mantissa.Count('.') > 1 || mantissa.IndexOfAnyExcept(Decimal) >= 0)
            return null;
        if (exponent >= 0)
        {
            var digits = body[(exponent + 1)..].TrimStart("+-");
            if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
                return null;
        }
        else if (!mantissa.Contains('.'))
        {
            return null;
        }

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Spell(value) : null;
    }

    private static DateTimeOffset? Timestamp(string text)
    {
        if (text.Length < 10 || !char.IsAsciiDigit(text[0]) || text[4] != '-' || (text.Length > 10 && text[10] is not ('T' or 't' or ' ')))
            return null;
        return DateTimeOffset.TryParse(text.Replace('t', 'T'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static bool AllIn(ReadOnlySpan<char> text, int radix)
    {
        foreach (var c in text)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix)
                return false;
        }

        return !text.IsEmpty;
    }

    /// <summary>Parses digits of two, eight or sixteen kinds; more than a double can hold are infinity.</summary>
    private static double Parse(ReadOnlySpan<char> digits, int radix)
    {
        digits = digits.TrimStart('0');
        if (digits.Length > MostDigits)
            return double.PositiveInfinity;
        BigInteger value = 0;
        foreach (var c in digits)
            value = (value * radix) + Convert.ToInt32(c.ToString(), 16);
        // Through text: the conversion of a BigInteger cuts off instead of rounding.
        return double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>JavaScript's Number.prototype.toString.</summary>
    private static string Spell(double value)
    {
        if (value == 0)
            return "0";
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value < 0 ? "-Infinity" : "Infinity";
        var magnitude = Math.Abs(value);
        var round = value.ToString("R", CultureInfo.InvariantCulture);
        if (magnitude is >= 1e21 or < 1e-6)
        {
            var text = value.ToString("E16", CultureInfo.InvariantCulture);
            if (round.Contains('E', StringComparison.Ordinal))
                text = round;
            var at = text.IndexOf('E', StringComparison.Ordinal);
            var digits = text[..at].Contains('.') ? text[..at].TrimEnd('0').TrimEnd('.') : text[..at];
            var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return $"{digits}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
        }

        return round.Contains('E', StringComparison.Ordinal) ? Expand(round) : round;
    }

    /// <summary>The shortest digits that mean the number, with zeros up to its size, without an exponent.</summary>
    private static string Expand(string text)
    {
        var at = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var negative = text[0] == '-';
        var digits = text[(negative ? 1 : 0)..at].Replace(".", "", StringComparison.Ordinal);
        var expanded = exponent >= 0
            ? digits.PadRight(exponent + 1, '0')
            : "0." + new string('0', -exponent - 1) + digits;
        return negative ? "-" + expanded : expanded;
    }
}

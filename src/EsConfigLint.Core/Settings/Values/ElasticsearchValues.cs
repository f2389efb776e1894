using System.Globalization;

namespace EsConfigLint.Core.Settings.Values;

/// <summary>Reads the text of a value; false when the product's parser refuses it.</summary>
public delegate bool ValueParser<T>(string text, out T value);

/// <summary>What Elasticsearch's own parsers make of a text (7.17.28 to 9.3.0).</summary>
public static class ElasticsearchValues
{
    public static bool TryBoolean(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }

    public static bool TryInteger(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}

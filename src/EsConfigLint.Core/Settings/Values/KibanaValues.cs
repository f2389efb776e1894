namespace EsConfigLint.Core.Settings.Values;

/// <summary>What Kibana's own schema makes of a text (7.12.1 to 8.12.2).</summary>
public static class KibanaValues
{
    public static bool TryBoolean(string text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }
}

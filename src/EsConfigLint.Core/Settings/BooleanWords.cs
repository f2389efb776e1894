namespace EsConfigLint.Core.Settings;

/// <summary>The words that Elasticsearch's YAML reader turns into booleans before any setting sees them, in every version.</summary>
public static class BooleanWords
{
    public static string Normalise(string text) => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => "true",
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => "false",
        _ => text,
    };
}

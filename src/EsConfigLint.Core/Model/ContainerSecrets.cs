using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Which variables of containers hold secrets.</summary>
public static class ContainerSecrets
{
    private static readonly string[] Known =
    [
        "ELASTIC_PASSWORD", "KIBANA_PASSWORD", "KIBANA_SYSTEM_PASSWORD", "ELASTICSEARCH_PASSWORD", "KEYSTORE_PASSWORD", "ELASTICSEARCH_SERVICEACCOUNTTOKEN",
        "ENROLLMENT_TOKEN", "LOGSTASH_SYSTEM_PASSWORD", "LOGSTASH_INTERNAL_PASSWORD", "LOGSTASH_PASSWORD", "LOGSTASH_WRITER_PASSWORD", "BEATS_SYSTEM_PASSWORD",
        "BEATS_PASSWORD", "METRICBEAT_INTERNAL_PASSWORD", "FILEBEAT_INTERNAL_PASSWORD", "HEARTBEAT_INTERNAL_PASSWORD", "MONITORING_INTERNAL_PASSWORD", "BOOTSTRAP_PASSWORD",
        "XPACK_SECURITY_ENCRYPTIONKEY", "XPACK_ENCRYPTEDSAVEDOBJECTS_ENCRYPTIONKEY", "XPACK_REPORTING_ENCRYPTIONKEY",
    ];

    private static readonly string[] TellingParts = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH"];

    /// <summary>Whether the variable is known to hold a secret of the stack.</summary>
    public static bool IsSecret(string name) =>
        !name.EndsWith("_FILE", StringComparison.Ordinal) && (Array.IndexOf(Known, name) >= 0 || SettingOf(name) is not null);

    /// <summary>Whether the variable holds a secret with that value: not the switch or number that a setting may be which is only called like one.</summary>
    public static bool IsSecret(string name, string value) =>
        IsSecret(name) && (Array.IndexOf(Known, name) >= 0
            || !SecretSettings.IsOtherThing(Product.Elasticsearch, SettingOf(name)!, value)
            || SettingNames.IsKnown(Product.Kibana, SettingOf(name)!));

    /// <summary>The secret setting that an image takes from the variable; null when there is none, or only the keystore takes it, which is another finding.</summary>
    public static string? SettingOf(string name)
    {
        foreach (var product in (ReadOnlySpan<Product>)[Product.Elasticsearch, Product.Kibana])
        {
            if (EnvironmentNames.SettingOf(product, name) is { } key && SecretSettings.IsSecret(product, key)
                && !(product == Product.Elasticsearch && SecretSettings.IsKeystoreOnly(key)))
                return key;
        }

        return null;
    }

    /// <summary>Whether the key encrypts: its quality is another finding.</summary>
    public static bool IsEncryptionKey(string name) => name.Replace("_", "", StringComparison.Ordinal).Contains("ENCRYPTIONKEY", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the value must not be shown; broader than what is reported.</summary>
    public static bool MustBeHidden(ReadOnlySpan<char> name)
    {
        foreach (var part in TellingParts)
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}

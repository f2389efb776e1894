namespace EsConfigLint.Core.Model;

/// <summary>The keystore entries that take the place of passwords in clear text (Elasticsearch 6.8 to 9.3).</summary>
public static class SecureTwins
{
    private static readonly (string Plain, string Secure)[] Endings =
    [
        (".keystore.password", ".keystore.secure_password"),
        (".keystore.key_password", ".keystore.secure_key_password"),
        (".key_passphrase", ".secure_key_passphrase"),
        (".truststore.password", ".truststore.secure_password"),
        (".bind_password", ".secure_bind_password"),
        (".auth.password", ".auth.secure_password"),
    ];

    /// <summary>The keystore name for a setting in clear text, or null when there is none.</summary>
    public static string? Of(string key)
    {
        foreach (var (plain, secure) in Endings)
        {
            if (key.EndsWith(plain, StringComparison.Ordinal))
                return string.Concat(key.AsSpan(0, key.Length - plain.Length), secure);
        }

        return null;
    }
}

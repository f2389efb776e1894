using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Model;

/// <summary>What comes of a password in clear text whose twin is in the keystore.</summary>
public enum TwinConflict
{
    /// <summary>The node does not start.</summary>
    Refused,

    /// <summary>The entry is asked first, and the text only without it (SSLConfigurationSettings, 6.8 to 7.17).</summary>
    EntryWins,

    /// <summary>The node reads neither, as far as can be seen.</summary>
    Dormant,
}

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

    /// <summary>The keystore name to use at a version; null too where that refuses a keystore with it, since the setting came later.</summary>
    public static string? Of(string key, StackVersion version) => Of(key) is { } twin
        && !(SettingsCatalogue.Of(Product.Elasticsearch).TryFind(twin, out var entry) && entry.StateAt(version) == SettingState.NotYet)
            ? twin
            : null;

    /// <summary>What comes of a password in clear text whose twin is in the keystore.</summary>
    public static TwinConflict ConflictOf(ElasticsearchNode node, string key, string twin)
    {
        // What signs for a SAML realm has no password in clear text at all (X509KeyPairSettings): its name is an unknown setting.
        if (SettingNames.IsKnown(Product.Elasticsearch, twin) && !SettingNames.IsKnown(Product.Elasticsearch, key))
            return TwinConflict.Refused;
        if (!IsRead(node, key).IsYes)
            return TwinConflict.Dormant;

        // libs/ssl-config refuses both from 8.0 on; a realm of LDAP or Active Directory does in any version (PoolingSessionFactory, 7.x to 9.x).
        return NodeTls.IsStrict(key, node.Version) || key.EndsWith(".bind_password", StringComparison.Ordinal) ? TwinConflict.Refused : TwinConflict.EntryWins;
    }

    /// <summary>That passwords below a prefix go which nothing reads now and the keystore has too: whoever makes the node read them would stop it.</summary>
    internal static IEnumerable<SettingChange> RemoveDormant(ElasticsearchNode node, string prefix) =>
        from setting in node.WrittenSettings
        where setting.Counts && setting.Key.StartsWith(prefix, StringComparison.Ordinal)
        let twin = Of(setting.Key)
        where twin is not null && node.Keystore.Find(twin) is not null && ConflictOf(node, setting.Key, twin) == TwinConflict.Dormant
        select setting.Remove();

    /// <summary>Whether a node reads a password when it starts, from wherever it comes; unknown where that cannot be seen.</summary>
    private static Truth IsRead(ElasticsearchNode node, string key)
    {
        foreach (var member in (ReadOnlySpan<string>)["keystore.password", "keystore.key_password", "key_passphrase", "truststore.password"])
        {
            if (key.EndsWith(member, StringComparison.Ordinal) && key[^(member.Length + 1)] == '.')
                return node.Tls.Reads(key, member);
        }

        // A realm that binds with the name of each user has no account of its own (LdapRealm.sessionFactory; only PoolingSessionFactory reads one).
        const string Account = "bind_password";
        if (!key.EndsWith(Account, StringComparison.Ordinal))
            return Truth.Yes;
        var realm = key[..^Account.Length];
        return node.BuildsRealm(realm) & !node.Settings.List(realm + "user_dn_templates").IsFilled();
    }
}

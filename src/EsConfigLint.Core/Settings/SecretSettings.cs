using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Settings;

/// <summary>Which settings hold a secret: for rules narrowly, for what is shown broadly.</summary>
public static class SecretSettings
{
    private static readonly string[] RuleWords = ["password", "passphrase", "secret", "token", "api_key", "client_secret", "bind_password", "key_password", "key_passphrase"];

    /// <summary>Parts of a last segment, without case and separators, that make its value worth hiding.</summary>
    private static readonly string[] TellingParts =
    [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "encryptionkey", "accesskey", "privatekey", "licensekey",
        "signingkey", "sharedkey", "routingkey", "hmackey", "credential", "authorization", "passwordhash", "jwkset", "webhookurl",
        "decryptiononlykeys", "sdkkey",
    ];

    /// <summary>
    /// Ends of last segments that look like secrets and only name an algorithm, a place, a lifetime or a switch.
    /// </summary>
    private static readonly string[] HarmlessEnds =
    [
        "enabled", "algorithm", "timeout", "interval", "ttl", "endpoint", "uri", "path", "type", "host", "size", "maxtokens", "lifetime",
        "defaultpassword", "allowcredentials", "expiration", "delay",
    ];

    /// <summary>
    /// Whether the setting is a secret for rules: what the catalogue says, and what it does not know below
    /// <c>xpack.</c> when the last segment is <c>password</c>, <c>token</c> or the like.
    /// </summary>
    public static bool IsSecret(Product product, string key)
    {
        var last = key.AsSpan(key.LastIndexOf('.') + 1);
        if (product == Product.Elasticsearch && IsNeverSecret(last))
            return false;
        if (product == Product.Kibana && IsHeader(key))
            return CarriesCredentials(last);
        if (SettingsCatalogue.Of(product).TryFind(key, out var entry) && entry.Place != SettingPlace.Index)
        {
            // An entry for all that stands below it does not know the single key.
            if (entry.IsSecret || !entry.IsOpenEnded)
                return entry.IsSecret;
        }

        if (!key.StartsWith("xpack.", StringComparison.Ordinal))
            return false;
        foreach (var word in RuleWords)
        {
            if (last.SequenceEqual(word))
                return true;
        }

        return false;
    }

    /// <summary>Whether no secret of Elasticsearch ends so: most settings that rules ask for do, and need no look into the catalogue.</summary>
    private static bool IsNeverSecret(ReadOnlySpan<char> last) =>
        last is "enabled" or "path" or "type" or "port" or "host" or "bind_host" or "publish_host" or "certificate" or "verification_mode"
            or "client_authentication" or "name" or "roles" or "certificate_authorities";

    /// <summary>Whether the setting is a header that Kibana sends, with an answer or a request: what stands in a group of them.</summary>
    private static bool IsHeader(string key) =>
        key.AsSpan(0, Math.Max(key.LastIndexOf('.'), 0)).EndsWith("headers", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the name of a header says that it is there to log in; most say how to treat what is sent.</summary>
    private static bool CarriesCredentials(ReadOnlySpan<char> header) => TellsOfSecret(header) || header.Equals("cookie", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text of one of Fleet's private keys is a file that holds it: its agents take both (SSL settings of Elastic Agent).</summary>
    private static bool NamesKeyFile(Product product, string key, string text) =>
        product == Product.Kibana && key.StartsWith("xpack.fleet.", StringComparison.Ordinal)
        && key.AsSpan(key.LastIndexOf('.') + 1) is "key" or "certificate_key" or "es_certificate_key"
        && !text.Contains("PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>Whether a literal value of the setting is a secret; what the catalogue does not know may be a switch or a number that is only called like one.</summary>
    public static bool IsSecret(Product product, string key, SettingValue value) =>
        IsSecret(product, key)
        && !(value.Kind == SettingValueKind.Scalar && (IsOtherThing(product, key, value.Scalar.Text) || NamesKeyFile(product, key, value.Scalar.Text)));

    /// <summary>Whether a text is a switch or a number of a setting that the catalogue does not know.</summary>
    internal static bool IsOtherThing(Product product, string key, string text) =>
        (text is "true" or "false" || double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)) && !SettingsCatalogue.Of(product).TryFind(key, out _);

    /// <summary>
    /// Whether a literal value of the setting is a secret in clear text that another place could hold: not what only
    /// the keystore takes.
    /// </summary>
    public static bool IsPlaintextSecret(Product product, string key, SettingValue value)
    {
        if (!IsSecret(product, key, value) || (product == Product.Elasticsearch && IsKeystoreOnly(key)))
            return false;

        // Whom a header passes Kibana off as is a question of its own.
        return !(product == Product.Kibana && key.StartsWith("elasticsearch.customHeaders", StringComparison.Ordinal));
    }

    /// <summary>Whether Elasticsearch takes the setting from the keystore alone.</summary>
    public static bool IsKeystoreOnly(string key) =>
        SettingsCatalogue.Of(Product.Elasticsearch).TryFind(key, out var entry)
        && entry is { Place: SettingPlace.Keystore, Evidence: not Evidence.Recall };

    /// <summary>
    /// Whether Elasticsearch refuses a keystore with this name: one that it takes from elsewhere (from 7.2 on: Setting.innerGetRaw, elastic/elasticsearch#42209),
    /// or that nothing is like. What a plugin of another maker takes from it, nobody knows.
    /// </summary>
    public static bool IsRefusedInKeystore(string key, StackVersion version)
    {
        var catalogue = SettingsCatalogue.Of(Product.Elasticsearch);
        if (catalogue.TryFind(key, out var entry))
            return entry.Place != SettingPlace.Keystore && version.IsAtLeast(7, 2);
        if (!catalogue.LooksLikeSetting(key.AsSpan(0, Math.Max(key.IndexOf('.', StringComparison.Ordinal), 0))))
            return false;

        // Before 7.0 realms have a name alone there, without the type that the catalogue has before it.
        if (version.IsBefore(7) && key.StartsWith(SettingNames.RealmPrefix, StringComparison.Ordinal))
            return false;

        // A name of Kibana is in the wrong keystore, a near miss is misspelt: both are said elsewhere.
        return !SettingsCatalogue.Of(Product.Kibana).TryFind(key, out _) && catalogue.Nearest(key, version, 1).IsEmpty;
    }

    /// <summary>Whether Elasticsearch takes no notice of a name in the keystore: before 7.2 that of a setting that it takes from elsewhere.</summary>
    public static bool IsIgnoredInKeystore(string key, StackVersion version) =>
        version.IsBefore(7, 2) && SettingsCatalogue.Of(Product.Elasticsearch).TryFind(key, out var entry) && entry.Place != SettingPlace.Keystore;

    /// <summary>
    /// Whether Elasticsearch refuses a keystore with this name at one version, although it is a secure setting of others (AbstractScopedSettings: unknown
    /// secure setting); no where no release of either side was asked.
    /// </summary>
    public static bool IsOfOtherVersion(string key, StackVersion version) =>
        SettingsCatalogue.Of(Product.Elasticsearch).TryFind(key, out var entry) && entry.Place == SettingPlace.Keystore
        && entry.StateAt(version) is not (SettingState.Available or SettingState.Deprecated) && entry.IsProvenAt(version);

    /// <summary>
    /// Whether the value must not be shown. Broader than <see cref="IsSecret"/>: a misspelt or foreign key whose name
    /// tells of a secret counts, and so does whatever stands below a header or <c>secrets</c> group.
    /// </summary>
    public static bool MustBeHidden(Product product, ReadOnlySpan<char> key)
    {
        if (SettingsCatalogue.Of(product).TryFind(key, out var entry))
        {
            if (entry.IsSecret)
                return true;
            if (entry.NewestType is SettingType.Boolean or SettingType.Integer or SettingType.Number or SettingType.Time
                or SettingType.Enum or SettingType.Duration or SettingType.Uri or SettingType.Path)
            {
                return false;
            }
        }

        foreach (var range in key.Split('.'))
        {
            var segment = key[range];
            var isLast = range.End.Value == key.Length;
            if (isLast ? TellsOfSecret(segment) : HoldsSecrets(segment))
                return true;
        }

        return false;
    }

    private static bool HoldsSecrets(ReadOnlySpan<char> segment) =>
        segment is "secrets" or "headers" or "customHeaders" or "proxyHeaders" or "proxy_headers" or "auth_headers";

    private static bool TellsOfSecret(ReadOnlySpan<char> segment)
    {
        if (segment.Length > 200)
            return true;
        Span<char> plain = stackalloc char[segment.Length];
        var length = 0;
        foreach (var character in segment)
        {
            if (character is not ('_' or '-'))
                plain[length++] = char.ToLowerInvariant(character);
        }

        ReadOnlySpan<char> word = plain[..length];
        return Tells(word) && !IsHarmless(word);
    }

    private static bool Tells(ReadOnlySpan<char> word)
    {
        foreach (var part in TellingParts)
        {
            if (word.Contains(part, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsHarmless(ReadOnlySpan<char> word)
    {
        foreach (var end in HarmlessEnds)
        {
            if (word.EndsWith(end, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

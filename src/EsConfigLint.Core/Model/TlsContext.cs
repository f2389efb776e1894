using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

public enum TlsContextKind
{
    Http,
    Transport,
    TransportProfile,
    RemoteClusterServer,
    RemoteClusterClient,

    /// <summary>A PKI realm: the trust for client certificates, without a key and without a switch.</summary>
    PkiRealm,

    /// <summary>Kibana as a server for browsers.</summary>
    KibanaServer,

    /// <summary>Kibana as a client of Elasticsearch.</summary>
    KibanaToElasticsearch,

    /// <summary>A realm, Watcher, e-mail, a monitoring exporter, reindex: the node is the client.</summary>
    Outbound,
}

/// <summary>One <c>….ssl.</c> group. All groups have the same members and are asked the same questions (SslConfigurationKeys).</summary>
public sealed class TlsContext
{
    private readonly SettingsView settings;
    private readonly Truth applies;
    private readonly Truth runs;
    private readonly TlsContext? fallback;
    private readonly string enabledKey;
    private Setting? firstMember;
    private bool isFirstMemberFound;

    // Nearly every rule about TLS asks for these.
    private Reading<string>? keystorePath;
    private Reading<string>? truststorePath;
    private Reading<string>? key;
    private Reading<string>? certificate;
    private Truth? hasKeyMaterial;

    /// <param name="settings">What the process runs with.</param>
    /// <param name="prefix">With its final dot.</param>
    /// <param name="kind">What the group is for.</param>
    /// <param name="applies">Whether the product reads the group.</param>
    /// <param name="runs">Whether the product uses it: no when security is switched off, although it still checks the group then.</param>
    /// <param name="fallback">The group that gives what this one leaves out.</param>
    internal TlsContext(SettingsView settings, string prefix, TlsContextKind kind, Truth applies, Truth runs, TlsContext? fallback = null)
    {
        this.settings = settings;
        this.applies = applies;
        this.runs = runs;
        this.fallback = fallback;
        Prefix = prefix;
        IsLoaded = applies;
        enabledKey = prefix + "enabled";
        Kind = kind;
    }

    /// <summary>With its final dot, for example <c>xpack.security.http.ssl.</c>.</summary>
    public string Prefix { get; }

    public TlsContextKind Kind { get; }

    /// <summary>What messages call it.</summary>
    public string Name => Kind switch
    {
        TlsContextKind.Http => "HTTP",
        TlsContextKind.Transport => "transport",
        TlsContextKind.KibanaServer => "Kibana's server",
        TlsContextKind.KibanaToElasticsearch => "Kibana's connection to Elasticsearch",
        _ => Prefix[..^1],
    };

    /// <summary>Whether the product reads the group when it starts: then what contradicts itself in it stops the product, with TLS off too.</summary>
    public Truth IsLoaded { get; internal init; }

    /// <summary>
    /// Whether a certificate without its key and a password given twice are refused. SslConfigurationLoader does so, which reads all groups from 8.0 on and
    /// that of reindex before it; SSLConfigurationSettings and CertParsingUtils of 6.x and 7.x let both pass.
    /// </summary>
    public bool IsStrict { get; internal init; }

    /// <summary>
    /// Whether the product does not start with the group on and without a key. From 8.0 on a node asks both of its layers, even with security off
    /// (SSLService.validateServerConfiguration); before it only the HTTP of security does (SecurityNetty4HttpServerTransport).
    /// </summary>
    public Truth NeedsKey { get; internal init; }

    public Reading<bool> Enabled => settings.Boolean(enabledKey);

    public Reading<string> VerificationMode => Text(IsKibana ? "verificationMode" : "verification_mode");

    public Reading<string> ClientAuthentication => Text(IsKibana ? "clientAuthentication" : "client_authentication");

    public Reading<string> KeystorePath => keystorePath ??= File("keystore.path");

    public Reading<string> Key => key ??= File("key");

    public Reading<string> Certificate => certificate ??= OldNamesCount && Text("cert") is { Setting: not null } old ? old : File("certificate");

    public Reading<string> TruststorePath => truststorePath ??= File("truststore.path");

    public Reading<ImmutableArray<ListItem>> CertificateAuthorities => List(IsKibana ? "certificateAuthorities" : "certificate_authorities");

    public Reading<ImmutableArray<ListItem>> SupportedProtocols => List(IsKibana ? "supportedProtocols" : "supported_protocols");

    public Reading<ImmutableArray<ListItem>> CipherSuites => List(IsKibana ? "cipherSuites" : "cipher_suites");

    /// <summary>Whether the group's own switch is on. Groups without a switch are never known to be.</summary>
    public Truth IsSwitchedOn => applies & (Kind is TlsContextKind.RemoteClusterServer or TlsContextKind.RemoteClusterClient
        ? Enabled.OrDefault(Truth.Yes)
        : Enabled.OrDefault(OldNamesCount ? Certificate.IsPresent & Key.IsPresent : Truth.No));

    /// <summary>Whether TLS runs: its switch is on, and security is not switched off.</summary>
    public Truth IsOn => IsSwitchedOn & runs;

    /// <summary>Whether nothing is written of it, and what is may stand where nobody can look.</summary>
    public bool IsOutOfSight => Enabled is { IsUnknown: true, Setting: null } && FirstMember is null;

    /// <summary>Whether something of the group is configured in a file, but not the switch itself.</summary>
    public Truth IsHalfConfigured => applies & (FirstMember is not null) & !Enabled.IsPresent;

    /// <summary>The first member besides the switch that a file or the environment sets; null when there is none.</summary>
    public Setting? FirstMember
    {
        get
        {
            if (!isFirstMemberFound)
                (firstMember, isFirstMemberFound) = (FindFirstMember(), true);
            return firstMember;
        }
    }

    /// <summary>Whether files and the environment set one member alone, whatever templates add.</summary>
    public bool HasOneMember =>
        settings.All.Count(setting => setting.Key.StartsWith(Prefix, StringComparison.Ordinal) && setting.Source.Origin != SettingsOrigin.Keystore && !setting.IsConditional && !setting.IsDropped) == 1;

    /// <summary>Whether there is a private key with its certificate, in a store or as PEM files.</summary>
    /// <remarks>A PKCS#11 token has no path.</remarks>
    public Truth HasKeyMaterial => hasKeyMaterial ??= KeystorePath.IsPresent | (Key.IsPresent & Certificate.IsPresent)
        | Text("keystore.type").IsOneOf("PKCS11") | (fallback?.HasKeyMaterial ?? Truth.No);

    /// <summary>Whether it names a store and PEM files for its key, which exclude each other.</summary>
    public Truth HasKeyTwice => KeystorePath.IsPresent & (Key.IsPresent | (CertificateCountsAlone & Certificate.IsPresent));

    /// <summary>The PEM file that excludes a store: the key, else its certificate where that counts alone.</summary>
    public Reading<string> Pem => Key.IsPresent.IsYes || !CertificateCountsAlone ? Key : Certificate;

    /// <summary>Whether a certificate without its key excludes a store: for Kibana too, which looks at each (ssl_config.ts and elasticsearch_config.ts).</summary>
    private bool CertificateCountsAlone => IsStrict || IsKibana;

    /// <summary>Whether it says whom to trust.</summary>
    public Truth HasExplicitTrust => CertificateAuthorities.IsFilled() | TruststorePath.IsPresent | (fallback?.HasExplicitTrust ?? Truth.No);

    /// <summary>Whether it names authorities and a trust store, which exclude each other.</summary>
    public Truth TrustsTwice => CertificateAuthorities.IsFilled() & TruststorePath.IsPresent;

    /// <summary>
    /// Whether Kibana's server still takes <c>cert</c> for <c>certificate</c>, and a certificate with its key for the switch that
    /// nobody wrote: before 7.0 (server/config/transform_deprecations.js of 6.x; Kibana's breaking changes of 7.0).
    /// </summary>
    internal bool OldNamesCount { get; init; }

    /// <summary>
    /// The store that security auto-configuration made for the group (AutoConfigureNode, 8.0 to 9.3); null where the keystore does not tell of its passwords,
    /// or nothing tells that auto-configuration put them there.
    /// </summary>
    internal string? GeneratedStore { get; init; }

    /// <summary>Whether something of a key is written, and what is left of it is not, or not for certain.</summary>
    private bool HoldsPartOfKey => HasKeyMaterial.IsNo
        ? !(Key.IsPresent | Certificate.IsPresent).IsNo || (IsWritten(Text("keystore.password")) && IsWritten(Text("keystore.secure_password")))
        : HasKeyMaterial.IsUnknown && (IsWritten(KeystorePath) || IsWritten(Text("keystore.type")) || IsWritten(Key) || IsWritten(Certificate));

    private bool IsKibana => Kind is TlsContextKind.KibanaServer or TlsContextKind.KibanaToElasticsearch;

    /// <summary>
    /// Whether the product reads a password of the group when it starts: with the store or the key that it opens, and a trust store only where it verifies
    /// (SslConfigurationLoader.buildKeyConfig and buildTrustConfig).
    /// </summary>
    public Truth Reads(string password) => IsLoaded & password switch
    {
        "truststore.password" => TruststorePath.IsPresent & !VerificationMode.IsOneOf("none"),
        "key_passphrase" => Key.IsPresent & Certificate.IsPresent,
        _ => KeystorePath.IsPresent,
    };

    /// <summary>Reads any other member of the group.</summary>
    public Reading<string> Text(string member) => settings.Text(Prefix + member);

    /// <summary>
    /// What switches the group on. Where nothing is said of its files, they get the names that Elastic's tools give them, even if
    /// more may be said out of sight: what can be seen must start. Nothing is done beside a part of a key, with which the product would not.
    /// </summary>
    public ImmutableArray<SettingChange> Enable()
    {
        if (HoldsPartOfKey)
            return [];
        var changes = ImmutableArray.CreateBuilder<SettingChange>();
        changes.Add(Enabled.Set("true"));
        switch (Kind)
        {
            case TlsContextKind.Http:
                if (LacksKey)
                    changes.Add(BesideSwitch(KeystorePath, GeneratedStore ?? "http.p12"));
                break;
            case TlsContextKind.Transport:
                Add(VerificationMode.IsPresent, VerificationMode, "certificate");
                Add(ClientAuthentication.IsPresent, ClientAuthentication, "required");
                if (LacksKey)
                    changes.Add(BesideSwitch(KeystorePath, GeneratedStore ?? "elastic-certificates.p12"));
                if (LacksTrust)
                    changes.Add(BesideSwitch(TruststorePath, GeneratedStore ?? "elastic-certificates.p12"));
                break;
            case TlsContextKind.KibanaServer:
                Add(HasKeyMaterial, Certificate, "config/kibana-server.crt");
                Add(HasKeyMaterial, Key, "config/kibana-server.key");
                break;
        }

        return changes.DrainToImmutable();

        void Add(Truth isThere, Reading<string> setting, string value)
        {
            if (!isThere.IsYes && !IsWritten(setting))
                changes.Add(BesideSwitch(setting, value));
        }
    }

    /// <summary>That a member is written: where the environment has the switch, there too, since others may read the file that has the rest.</summary>
    private SettingChange BesideSwitch(Reading<string> member, string value) =>
        member.Setting is null && Enabled.Setting is { Source: { Origin: SettingsOrigin.Environment } source } written && written.KeyLocation.File == source.File
            ? new SettingIsSet(source, member.Key, null, value)
            : member.Set(value);

    /// <summary>Whether it names no key, as far as can be seen, so that it gets one when it is switched on.</summary>
    internal bool LacksKey => !HoldsPartOfKey && !HasKeyMaterial.IsYes && !IsWritten(KeystorePath);

    /// <summary>Whether it names neither an authority nor a key, with whose certificate it would trust too (SslConfigurationLoader), so that it gets both.</summary>
    internal bool LacksTrust => LacksKey && !HasExplicitTrust.IsYes && !IsWritten(TruststorePath) && (HasExplicitTrust.IsNo || !IsWritten(CertificateAuthorities));

    /// <summary>What switches the group on whose other members are written: the switch alone where they name the files.</summary>
    public ImmutableArray<SettingChange> SwitchOn() => HasKeyMaterial.IsYes ? [Enabled.Set("true")] : Enable();

    /// <summary>What makes Kibana trust the cluster's authority, by the name that certutil gives its file; nothing where it says already whom to trust.</summary>
    public ImmutableArray<SettingChange> TrustAuthority() =>
        HasExplicitTrust.IsNo && CertificateAuthorities.IsAbsent ? [CertificateAuthorities.Set("config/elasticsearch-ca.pem")] : [];

    /// <summary>Whether it stands in sight, whatever it says and whether or not a template decides about it.</summary>
    private static bool IsWritten<T>(Reading<T> setting) => !setting.IsAbsent && setting.Setting is not null;

    private Setting? FindFirstMember()
    {
        foreach (var setting in settings.All)
        {
            if (setting.Key.StartsWith(Prefix, StringComparison.Ordinal) && setting.Source.Origin != SettingsOrigin.Keystore
                && !setting.IsConditional && !setting.IsDropped && !setting.Key.AsSpan(Prefix.Length).SequenceEqual("enabled"))
                return setting;
        }

        return null;
    }

    /// <summary>A path. Kibana asks whether there is a text, so that an empty one is none (ssl_config.ts and elasticsearch_config.ts, 7.6 to 9.3).</summary>
    private Reading<string> File(string member)
    {
        var path = Text(member);
        return IsKibana && path is { IsKnown: true, Value: "" } ? path.AsAbsent() : path;
    }

    private Reading<ImmutableArray<ListItem>> List(string member) => settings.List(Prefix + member);
}

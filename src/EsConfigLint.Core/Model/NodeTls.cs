using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Model;

/// <summary>All TLS contexts of a node.</summary>
public sealed class NodeTls
{
    private const string ProfilePrefix = "transport.profiles.";
    internal const string PkiPrefix = SettingNames.RealmPrefix + "pki.";

    private readonly ElasticsearchNode node;

    /// <summary>Up to 6.8 every group falls back to the global one; 7.0 removed it.</summary>
    private readonly TlsContext? global;

    internal NodeTls(ElasticsearchNode node)
    {
        this.node = node;
        global = node.Version.IsBefore(7) ? Group("xpack.ssl.", TlsContextKind.Outbound) : null;
        Http = Group("xpack.security.http.ssl.", TlsContextKind.Http);
        Transport = Group("xpack.security.transport.ssl.", TlsContextKind.Transport);
        var found = ImmutableArray.CreateBuilder<TlsContext>();
        if (!node.HasElasticSecurity.IsNo)
        {
            foreach (var setting in node.Settings.All)
            {
                var prefix = PrefixOf(setting.Key);
                if (!prefix.IsEmpty && !Holds(found, prefix) && GroupOf(prefix.ToString()) is { } group)
                    found.Add(group);
            }
        }

        Contexts = found.DrainToImmutable();
        TransportGroups = [Transport, .. Contexts.Where(static context => context.Kind == TlsContextKind.TransportProfile)];
    }

    public TlsContext Http { get; }

    public TlsContext Transport { get; }

    /// <summary>Every group of which something is set, in file order.</summary>
    public ImmutableArray<TlsContext> Contexts { get; }

    /// <summary>The transport group and those of its profiles, which have no switch of their own.</summary>
    public ImmutableArray<TlsContext> TransportGroups { get; }

    /// <summary>Whether a setting is all that HTTP or transport has, the switch included: without it nothing would show that TLS is meant.</summary>
    public bool IsAllOfLayer(string key)
    {
        foreach (var tls in (ReadOnlySpan<TlsContext>)[Http, Transport])
        {
            if (key.StartsWith(tls.Prefix, StringComparison.Ordinal))
                return tls.IsHalfConfigured.IsYes && tls.HasOneMember;
        }

        return false;
    }

    /// <summary>
    /// The first secret of HTTP or transport that the keystore holds although nothing else of the layer is configured; null when there is none.
    /// From 8.0 on the node does not start with it.
    /// </summary>
    public Setting? OrphanedSecretOf(TlsContext layer)
    {
        foreach (var entry in node.Keystore.Entries)
        {
            if (entry.Key.StartsWith(layer.Prefix, StringComparison.Ordinal))
                return !layer.Enabled.IsPresent & !layer.IsHalfConfigured ? entry : null;
        }

        return null;
    }

    /// <summary>Changes with which a group checks certificates, and what must go then: passwords of its trust store that the keystore has too.</summary>
    public ImmutableArray<SettingChange> Verify(TlsContext group, params ImmutableArray<SettingChange> changes) =>
        changes.IsEmpty ? [] : [.. changes, .. SecureTwins.RemoveDormant(node, group.Prefix + "truststore.")];

    /// <summary>See <see cref="TlsContext.IsStrict"/>.</summary>
    internal static bool IsStrict(string key, StackVersion version) => version.IsAtLeast(8) || key.StartsWith("reindex.ssl.", StringComparison.Ordinal);

    /// <summary>Whether the node reads a password of a group when it starts; unknown for what is of none.</summary>
    /// <param name="key">The full key.</param>
    /// <param name="member">Its end: the name within the group.</param>
    internal Truth Reads(string key, string member) => GroupOf(key[..^member.Length])?.Reads(member) ?? Truth.Unknown;

    private TlsContext? GroupOf(string prefix) => prefix == Http.Prefix ? Http : prefix == Transport.Prefix ? Transport
        : IsGroup(prefix) ? Group(prefix, KindOf(prefix)) : null;

    private TlsContext Group(string prefix, TlsContextKind kind) => new(node.Settings, prefix, kind, node.HasElasticSecurity, node.Security.IsBuilt, global)
    {
        IsStrict = IsStrict(prefix, node.Version),
        NeedsKey = kind switch
        {
            TlsContextKind.Http => node.Version.IsAtLeast(8) | node.Security.IsBuilt,
            TlsContextKind.Transport => node.Version.IsAtLeast(8),
            _ => Truth.Unknown,
        },
        GeneratedStore = GeneratedStoreOf(kind, prefix),

        // A PKI realm reads its own when it is built; the groups of other realms are read before that (SSLService.getSSLSettingsMap).
        IsLoaded = kind switch
        {
            TlsContextKind.RemoteClusterServer => node.HasRemoteClusterServer,
            TlsContextKind.PkiRealm => node.BuildsRealm(prefix),
            _ => node.HasElasticSecurity,
        },
    };

    private string? GeneratedStoreOf(TlsContextKind kind, string prefix)
    {
        if (kind is not (TlsContextKind.Http or TlsContextKind.Transport) || node.Keystore.Find("autoconfiguration.password_hash") is null
            || node.Keystore.Find(prefix + "keystore.secure_password") is null)
            return null;
        return kind == TlsContextKind.Http ? "certs/http.p12"
            : node.Keystore.Find(prefix + "truststore.secure_password") is not null ? "certs/transport.p12"
            : null;
    }

    /// <summary>
    /// Whether the settings below a prefix are a TLS group of Elasticsearch: below <c>node.attr.</c>, <c>logger.</c> and the names of other makers, anything may
    /// have an <c>ssl</c> in its name. Up to 6.8 realms had a name alone, without the type that the catalogue has before it.
    /// </summary>
    private bool IsGroup(string prefix) => prefix.StartsWith(PkiPrefix, StringComparison.Ordinal)
        || (SettingsCatalogue.Of(Product.Elasticsearch).TryFind(prefix + "verification_mode", out var mode) && !mode.IsOpenEnded)
        || (node.Version.IsBefore(7) && prefix.StartsWith(SettingNames.RealmPrefix, StringComparison.Ordinal));

    private static bool Holds(ImmutableArray<TlsContext>.Builder contexts, ReadOnlySpan<char> prefix)
    {
        for (var i = 0; i < contexts.Count; i++)
        {
            if (prefix.SequenceEqual(contexts[i].Prefix))
                return true;
        }

        return false;
    }

    /// <summary>The group that a key belongs to, with its final dot; empty for a key of none.</summary>
    private static ReadOnlySpan<char> PrefixOf(ReadOnlySpan<char> key)
    {
        var at = key.IndexOf(".ssl.");
        if (at > 0)
            return key[..(at + 5)];
        if (!key.StartsWith(PkiPrefix))
            return [];
        var name = key[PkiPrefix.Length..].IndexOf('.');
        return name < 0 ? [] : key[..(PkiPrefix.Length + name + 1)];
    }

    private static TlsContextKind KindOf(string prefix) => prefix switch
    {
        "xpack.security.remote_cluster_server.ssl." => TlsContextKind.RemoteClusterServer,
        "xpack.security.remote_cluster_client.ssl." => TlsContextKind.RemoteClusterClient,
        _ when prefix.StartsWith(ProfilePrefix, StringComparison.Ordinal) => TlsContextKind.TransportProfile,
        _ when prefix.StartsWith(PkiPrefix, StringComparison.Ordinal) => TlsContextKind.PkiRealm,
        _ => TlsContextKind.Outbound,
    };
}

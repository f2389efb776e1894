using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>All TLS contexts of a node.</summary>
public sealed class NodeTls
{
    private const string ProfilePrefix = "transport.profiles.";
    private const string PkiPrefix = "xpack.security.authc.realms.pki.";

    private readonly Keystore keystore;

    internal NodeTls(ElasticsearchNode node)
    {
        keystore = node.Keystore;
        var settings = node.Settings;
        var runs = !node.Security.IsSwitchedOff;

        // Up to 6.8 every group falls back to the global one; 7.0 removed it.
        var global = node.Version.IsBefore(7) ? Group("xpack.ssl.", TlsContextKind.Outbound, null) : null;
        Http = Group("xpack.security.http.ssl.", TlsContextKind.Http, global);
        Transport = Group("xpack.security.transport.ssl.", TlsContextKind.Transport, global);
        var found = ImmutableArray.CreateBuilder<TlsContext>();
        if (!node.HasElasticSecurity.IsNo)
        {
            foreach (var setting in settings.All)
            {
                var prefix = PrefixOf(setting.Key);
                if (!prefix.IsEmpty && !Holds(found, prefix))
                    found.Add(prefix.SequenceEqual(Http.Prefix) ? Http : prefix.SequenceEqual(Transport.Prefix) ? Transport : NewGroup(prefix.ToString()));
            }
        }

        Contexts = found.DrainToImmutable();
        TransportGroups = [Transport, .. Contexts.Where(static context => context.Kind == TlsContextKind.TransportProfile)];

        TlsContext NewGroup(string prefix) => Group(prefix, KindOf(prefix), global);

        TlsContext Group(string prefix, TlsContextKind kind, TlsContext? fallback) => new(settings, prefix, kind, node.HasElasticSecurity, runs, fallback);
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
        foreach (var entry in keystore.Entries)
        {
            if (entry.Key.StartsWith(layer.Prefix, StringComparison.Ordinal))
                return !layer.Enabled.IsPresent & !layer.IsHalfConfigured ? entry : null;
        }

        return null;
    }

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

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>All TLS contexts of a node.</summary>
public sealed class NodeTls
{
    private const string ProfilePrefix = "transport.profiles.";
    private const string PkiPrefix = "xpack.security.authc.realms.pki.";

    internal NodeTls(ElasticsearchNode node)
    {
        var settings = node.Settings;
        Truth runs = !node.Security.IsSwitchedOff.IsYes;

        // Up to 6.8 every group falls back to the global one; 7.0 removed it.
        var global = node.Version.IsBefore(7) ? Group("xpack.ssl.", TlsContextKind.Outbound, null) : null;
        Http = Group("xpack.security.http.ssl.", TlsContextKind.Http, global);
        Transport = Group("xpack.security.transport.ssl.", TlsContextKind.Transport, global);
        var found = ImmutableArray.CreateBuilder<TlsContext>();
        if (!node.HasElasticSecurity.IsNo)
        {
            foreach (var prefix in settings.All.Select(static setting => PrefixOf(setting.Key)).Distinct(StringComparer.Ordinal))
            {
                if (prefix is not null)
                    found.Add(prefix == Http.Prefix ? Http : prefix == Transport.Prefix ? Transport : Group(prefix, KindOf(prefix), global));
            }
        }

        Contexts = found.DrainToImmutable();
        TransportGroups = [Transport, .. Contexts.Where(static context => context.Kind == TlsContextKind.TransportProfile)];

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

    private static string? PrefixOf(string key)
    {
        var at = key.IndexOf(".ssl.", StringComparison.Ordinal);
        if (at > 0)
            return key[..(at + 5)];
        if (key.StartsWith("reindex.ssl.", StringComparison.Ordinal))
            return "reindex.ssl.";
        if (!key.StartsWith(PkiPrefix, StringComparison.Ordinal))
            return null;
        var name = key.IndexOf('.', PkiPrefix.Length);
        return name < 0 ? null : key[..(name + 1)];
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

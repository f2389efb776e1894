using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>All TLS contexts of a node.</summary>
public sealed class NodeTls
{
    private const string ProfilePrefix = "transport.profiles.";

    internal NodeTls(ElasticsearchNode node)
    {
        var settings = node.Settings;
        Http = new(settings, "xpack.security.http.ssl.", TlsContextKind.Http, node.HasElasticSecurity);
        Transport = new(settings, "xpack.security.transport.ssl.", TlsContextKind.Transport, node.HasElasticSecurity);
        var found = ImmutableArray.CreateBuilder<TlsContext>();
        if (!node.HasElasticSecurity.IsNo)
        {
            foreach (var prefix in settings.All.Select(static setting => PrefixOf(setting.Key)).Distinct(StringComparer.Ordinal))
            {
                if (prefix is not null)
                    found.Add(prefix == Http.Prefix ? Http : prefix == Transport.Prefix ? Transport : new(settings, prefix, KindOf(prefix), node.HasElasticSecurity));
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

    private static string? PrefixOf(string key)
    {
        var at = key.IndexOf(".ssl.", StringComparison.Ordinal);
        return at > 0 ? key[..(at + 5)] : key.StartsWith("reindex.ssl.", StringComparison.Ordinal) ? "reindex.ssl." : null;
    }

    private static TlsContextKind KindOf(string prefix) => prefix switch
    {
        "xpack.security.remote_cluster_server.ssl." => TlsContextKind.RemoteClusterServer,
        "xpack.security.remote_cluster_client.ssl." => TlsContextKind.RemoteClusterClient,
        _ when prefix.StartsWith(ProfilePrefix, StringComparison.Ordinal) => TlsContextKind.TransportProfile,
        _ => TlsContextKind.Outbound,
    };
}

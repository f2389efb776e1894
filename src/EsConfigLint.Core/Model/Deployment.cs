using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>The processes that belong together: the nodes of one cluster and the Kibana instances that use it.</summary>
public sealed class Deployment(ImmutableArray<ElasticsearchNode> nodes, ImmutableArray<KibanaInstance> kibanas)
{
    public ImmutableArray<ElasticsearchNode> Nodes { get; } = nodes;

    public ImmutableArray<KibanaInstance> Kibanas { get; } = kibanas;

    public ImmutableArray<StackProcess> Processes { get; } = [.. nodes, .. kibanas];

    /// <summary>
    /// What switches TLS on for HTTP of one node, and has each Kibana follow that reaches it over plain HTTP: with one side alone the two could not talk.
    /// Nothing where one of them cannot be changed.
    /// </summary>
    public ImmutableArray<SettingChange> EnableHttps(ElasticsearchNode node)
    {
        var enabled = node.Tls.Http.Enable();
        if (enabled.IsEmpty)
            return [];
        var changes = enabled.ToBuilder();
        foreach (var kibana in Kibanas)
        {
            if (!kibana.IsReadable)
                continue;
            var follows = false;
            foreach (var host in kibana.Elasticsearch.Hosts)
            {
                if (host is not { Scheme: "http", EffectivePort: { } port } || node.ListensForHttpOn(port).IsNo || !kibana.NodesBehind(host).Contains(node))
                    continue;
                if (kibana.Elasticsearch.WithHttps(host) is not { IsEmpty: false } rewritten)
                    return [];
                changes.AddRange(rewritten);
                follows = true;
            }

            if (follows)
                changes.AddRange(kibana.Elasticsearch.Tls.TrustAuthority());
        }

        return changes.DrainToImmutable();
    }

    /// <summary>
    /// What switches transport TLS on for one node, and for the others that run without it: those with and those without cannot talk to each other.
    /// Nothing where one of them cannot be changed.
    /// </summary>
    public ImmutableArray<SettingChange> EnableTransportTls(ElasticsearchNode node)
    {
        var changes = ImmutableArray.CreateBuilder<SettingChange>();
        foreach (var one in Nodes)
        {
            if (one != node && !(one.IsReadable && one.Security.IsOn.IsYes && one.SpeaksTransportTls.IsNo))
                continue;
            if (one.Tls.Transport.Enable() is not { IsEmpty: false } enabled)
                return [];
            changes.AddRange(enabled);
        }

        return changes.DrainToImmutable();
    }
}

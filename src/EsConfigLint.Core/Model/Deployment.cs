using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>The processes that belong together: the nodes of one cluster and the Kibana instances that use it.</summary>
public sealed class Deployment(ImmutableArray<ElasticsearchNode> nodes, ImmutableArray<KibanaInstance> kibanas)
{
    /// <summary>More nodes than this nobody changes by hand, nor reads the change of.</summary>
    private const int MostNodesOfOneFix = 5;

    // The same for each of them; a cluster may be large.
    private ImmutableArray<ElasticsearchNode>? withoutTransportTls;
    private ImmutableArray<SettingChange>? enablesTransportTls;

    public ImmutableArray<ElasticsearchNode> Nodes { get; } = nodes;

    public ImmutableArray<KibanaInstance> Kibanas { get; } = kibanas;

    public ImmutableArray<StackProcess> Processes { get; } = [.. nodes, .. kibanas];

    /// <summary>Whether security is on on every node; unknown when none is in sight.</summary>
    public Truth SecurityIsOn => Nodes.Every(static node => node.Security.IsOn);

    /// <summary>Whether somebody wrote for every node that security is off; unknown when none is in sight.</summary>
    public Truth SecurityIsSwitchedOff => Nodes.Every(static node => node.Security.IsSwitchedOff);

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
    /// Nothing where one of them cannot be changed, or where they are many.
    /// </summary>
    public ImmutableArray<SettingChange> EnableTransportTls(ElasticsearchNode node)
    {
        withoutTransportTls ??= [.. Nodes.Where(static one => one.IsReadable && one.Security.IsOn.IsYes && one.SpeaksTransportTls.IsNo)];
        return withoutTransportTls.Value.Contains(node)
            ? enablesTransportTls ??= EnableTransportTls(withoutTransportTls.Value)
            : EnableTransportTls([.. withoutTransportTls.Value, node]);
    }

    private static ImmutableArray<SettingChange> EnableTransportTls(ImmutableArray<ElasticsearchNode> nodes) =>
        nodes.Length > MostNodesOfOneFix ? [] : nodes.Enable(static node => node.Tls.Transport);
}

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>The processes that belong together: the nodes of one cluster and the Kibana instances that use it.</summary>
public sealed class Deployment(ImmutableArray<ElasticsearchNode> nodes, ImmutableArray<KibanaInstance> kibanas)
{
    /// <summary>More nodes than this nobody changes by hand, nor reads the change of.</summary>
    private const int MostNodesOfOneFix = 5;

    // The same for each node; a cluster may be large.
    private ImmutableArray<ElasticsearchNode>? withoutSecurity;
    private ImmutableArray<ElasticsearchNode>? withoutTransportTls;
    private ImmutableArray<SettingChange>? enablesSecurity;
    private ImmutableArray<SettingChange>? enablesTransportTls;
    private bool? needsTransportTls;

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
    /// What switches security on for one node, and for the others that run without it, with the transport TLS that a cluster needs as a whole: those with
    /// and those without cannot talk to each other. Nothing where one of them cannot be changed, or where they are many.
    /// </summary>
    public ImmutableArray<SettingChange> EnableSecurity(ElasticsearchNode node)
    {
        if (Nodes.Length == 1)
            return node.EnableSecurity();
        withoutSecurity ??= [.. Nodes.Where(static one => one.IsReadable && one.Security.IsOn.IsNo)];
        return withoutSecurity.Value.Contains(node) ? enablesSecurity ??= EnableSecurity(withoutSecurity.Value) : [];
    }

    private ImmutableArray<SettingChange> EnableSecurity(ImmutableArray<ElasticsearchNode> nodes)
    {
        var secured = Each(nodes, one => one.HasElasticSecurity.IsYes ? WithTransportTls(one, one.EnableSecurity()) : []);
        if (secured.IsEmpty || !NeedsTransportTls || WithoutTransportTls.IsEmpty)
            return secured;
        return EnableTransportTls(WithoutTransportTls) is { IsEmpty: false } encrypted && nodes.Length + WithoutTransportTls.Length <= MostNodesOfOneFix
            ? [.. secured, .. encrypted]
            : [];
    }

    /// <summary>Half a configuration stays what it is when security comes to it, and is completed with the rest of the cluster.</summary>
    private ImmutableArray<SettingChange> WithTransportTls(ElasticsearchNode node, ImmutableArray<SettingChange> secured) =>
        secured.IsEmpty || !NeedsTransportTls || !node.Tls.Transport.IsHalfConfigured.IsYes ? secured
        : node.Tls.Transport.SwitchOn() is { IsEmpty: false } encrypted ? [.. secured, .. encrypted]
        : [];

    /// <summary>Whether transport must have TLS on every node once security is on: one has it already, or would not start without.</summary>
    internal bool NeedsTransportTls => needsTransportTls ??= Nodes.Any(static one => one.IsReadable && (!one.IsInProductionMode.IsNo || one.SpeaksTransportTls.IsYes));

    /// <summary>
    /// What switches transport TLS on for one node, and for the others that run without it: those with and those without cannot talk to each other.
    /// Nothing where one of them cannot be changed, or where they are many.
    /// </summary>
    public ImmutableArray<SettingChange> EnableTransportTls(ElasticsearchNode node) => WithoutTransportTls.Contains(node)
        ? enablesTransportTls ??= EnableTransportTls(WithoutTransportTls)
        : EnableTransportTls([.. WithoutTransportTls, node]);

    /// <summary>What switches on the layer of a node whose other settings are written, and has those follow that then could not talk to it.</summary>
    public ImmutableArray<SettingChange> SwitchOn(ElasticsearchNode node, TlsContext layer) =>
        !node.Security.IsOn.IsYes ? layer.SwitchOn()
        : layer.Kind == TlsContextKind.Http ? EnableHttps(node)
        : EnableTransportTls(node);

    /// <summary>The nodes that run with security and without transport TLS, half a configuration included, which is none before 8.0.</summary>
    private ImmutableArray<ElasticsearchNode> WithoutTransportTls => withoutTransportTls ??=
        [.. Nodes.Where(static one => one.IsReadable && one.Security.IsOn.IsYes && (one.SpeaksTransportTls.IsNo || one.Tls.Transport.IsHalfConfigured.IsYes))];

    private static ImmutableArray<SettingChange> EnableTransportTls(ImmutableArray<ElasticsearchNode> nodes) =>
        Each(nodes, static one => one.Tls.Transport.IsHalfConfigured.IsYes ? one.Tls.Transport.SwitchOn() : one.Tls.Transport.Enable());

    /// <summary>The changes of all, or none, as where they are many.</summary>
    private static ImmutableArray<SettingChange> Each(ImmutableArray<ElasticsearchNode> nodes, Func<ElasticsearchNode, ImmutableArray<SettingChange>> change) =>
        nodes.Length > MostNodesOfOneFix ? [] : nodes.Change(change);
}

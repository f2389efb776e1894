using System.Collections.Immutable;

namespace EsConfigLint.Core.Model;

/// <summary>The processes that belong together: the nodes of one cluster and the Kibana instances that use it.</summary>
public sealed class Deployment(ImmutableArray<ElasticsearchNode> nodes, ImmutableArray<KibanaInstance> kibanas)
{
    public ImmutableArray<ElasticsearchNode> Nodes { get; } = nodes;

    public ImmutableArray<KibanaInstance> Kibanas { get; } = kibanas;

    /// <summary>The nodes that a host of Kibana means: those it names, else all of them, since a deployment holds one cluster.</summary>
    public ImmutableArray<ElasticsearchNode> NodesBehind(HostUrl host)
    {
        if (host.Host is not { } name)
            return Nodes;
        var called = Nodes.Where(node => node.IsCalled(name)).ToImmutableArray();
        return called.IsEmpty ? Nodes : called;
    }

    public ImmutableArray<StackProcess> Processes { get; } = [.. nodes, .. kibanas];
}

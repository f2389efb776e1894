using System.Collections.Immutable;

namespace EsConfigLint.Core.Model;

/// <summary>The processes that belong together: the nodes of one cluster and the Kibana instances that use it.</summary>
public sealed class Deployment(ImmutableArray<ElasticsearchNode> nodes, ImmutableArray<KibanaInstance> kibanas)
{
    public ImmutableArray<ElasticsearchNode> Nodes { get; } = nodes;

    public ImmutableArray<KibanaInstance> Kibanas { get; } = kibanas;

    public ImmutableArray<StackProcess> Processes { get; } = [.. nodes, .. kibanas];
}

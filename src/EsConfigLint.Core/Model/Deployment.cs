using System.Collections.Immutable;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>The processes that belong together.</summary>
public sealed class Deployment
{
    private Deployment(ImmutableArray<StackProcess> processes) => Processes = processes;

    public ImmutableArray<StackProcess> Processes { get; }

    public IEnumerable<ElasticsearchNode> Nodes => Processes.OfType<ElasticsearchNode>();

    /// <summary>Loads every carrier as the given version does, and makes processes of them.</summary>
    /// <param name="version">The version of every process that does not know its own.</param>
    /// <param name="versionIsKnown">Whether <paramref name="version"/> was given, or is an assumption.</param>
    public static Deployment Of(IEnumerable<Carrier> carriers, StackVersion version, bool versionIsKnown) =>
        new([.. carriers.Select(carrier => new ElasticsearchNode([carrier.Load(version)], version, versionIsKnown))]);
}

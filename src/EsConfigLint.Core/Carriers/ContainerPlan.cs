using System.Collections.Frozen;
using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>A process that a container runs: what carries its settings, and what else is known of it.</summary>
/// <param name="Carriers">Lowest precedence first.</param>
/// <param name="IsOpen">Whether settings may come from out of sight.</param>
/// <param name="Version">The version that the image names, or null.</param>
/// <param name="Project">Processes of one project belong together.</param>
public sealed record ContainerPlan(
    Product Product, Container Container, ImmutableArray<Carrier> Carriers, bool IsOpen, StackVersion? Version, Distribution Distribution, string Project)
{
    /// <summary>The names by which the containers of its project, whatever they run, reach each other, in any case.</summary>
    public IReadOnlySet<string> HostNames { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What says that the image is built, when nobody sees by which instructions; else null.</summary>
    public Location? HiddenBuild { get; init; }

    /// <summary>Where the text of its settings file stands amid what describes the container, so that it is not read as one; else null.</summary>
    public Location? UnreadSettings { get; init; }
}

using System.Collections.Immutable;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Pages.Replays;

/// <summary>Puts a case into other clothes that mean the same.</summary>
public abstract class PageReplay
{
    /// <summary>All replays.</summary>
    public static ImmutableArray<PageReplay> All { get; } =
    [
        new CarriageReturnReplay(), new ByteOrderMarkReplay(), new NestedReplay(), new DottedReplay(), new FlowReplay(),
        new EnvironmentMapReplay(), new EnvironmentListReplay(),
    ];

    /// <summary>The word after <c>no-replay=</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The case in other clothes, or null when it cannot wear them.</summary>
    public virtual PageCase? Apply(PageCase one)
    {
        if (one.NoReplay.Contains(Name))
            return null;
        var files = ImmutableArray.CreateBuilder<PageFile>(one.Files.Length);
        var changed = false;
        foreach (var file in one.Files)
        {
            var other = Apply(file);
            changed |= other is not null;
            files.Add(other is null ? file : file with { Text = other });
        }

        return changed ? one with { Files = files.MoveToImmutable() } : null;
    }

    /// <summary>What the case in other clothes is held against; only asked of a case that can wear them.</summary>
    public virtual PageCase Baseline(PageCase one) => one;

    protected abstract string? Apply(PageFile file);

    protected static bool IsSettingsFile(PageFile file) =>
        NameGuess.Of(Path.GetFileName(file.Path)).Kind is FileKind.Elasticsearch or FileKind.Kibana;
}

/// <summary>Line ends of Windows.</summary>
public sealed class CarriageReturnReplay : PageReplay
{
    public override string Name => "crlf";

    protected override string? Apply(PageFile file) => file.Text.Replace("\n", "\r\n", StringComparison.Ordinal);
}

/// <summary>A byte order mark at the start.</summary>
public sealed class ByteOrderMarkReplay : PageReplay
{
    public override string Name => "bom";

    protected override string? Apply(PageFile file) => "\uFEFF" + file.Text;
}

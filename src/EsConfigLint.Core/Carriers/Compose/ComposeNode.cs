using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>What a tag says about merging with the file below (Compose Specification, <c>13-merge.md</c>).</summary>
internal enum MergeTag
{
    None,

    /// <summary><c>!reset</c>: as if it had never been written, in this file and those below.</summary>
    Reset,

    /// <summary><c>!override</c>: takes the place of what the files below say.</summary>
    Override,
}

/// <summary>Where a node comes from, and so what its paths are relative to and what its variables mean.</summary>
/// <param name="Tree">The text.</param>
/// <param name="Directory">What relative paths start from.</param>
/// <param name="Variables">What <c>${X}</c> stands for.</param>
internal sealed record ComposeSource(YamlTree Tree, string Directory, ComposeVariables Variables)
{
    public SourceFile File => Tree.File;

    /// <summary>Whether a template decides if something is there.</summary>
    public bool IsConditional(TextSpan span)
    {
        foreach (var region in Tree.ConditionalRegions)
        {
            if (region.Contains(span))
                return true;
        }

        return false;
    }
}

/// <summary>The variables of a project, from its <c>.env</c>; those of the including project come first.</summary>
/// <param name="outer">Those of the including project, or null.</param>
/// <param name="directory">The folder of the project.</param>
internal sealed class ComposeVariables(ComposeVariables? outer, string directory)
{
    /// <summary>The folder that compose is started in: by custom that of the outermost project.</summary>
    public string WorkingDirectory { get; } = outer?.WorkingDirectory ?? directory;

    private readonly Dictionary<string, VariableValue> values = new(StringComparer.Ordinal);

    public VariableValue? Find(string name)
    {
        if (outer?.Find(name) is { } first)
            return first;
        return values.TryGetValue(name, out var value) ? value : null;
    }

    public void Set(string name, VariableValue value) => values[name] = value;
}

/// <summary>A node of a compose file after aliases and merge keys. Nodes are shared, never changed.</summary>
internal abstract class ComposeNode(ComposeSource source, TextSpan span, MergeTag tag)
{
    public ComposeSource Source { get; } = source;

    public TextSpan Span { get; } = span;

    public MergeTag Tag { get; } = tag;

    public Location Location => new(Source.File, Span);

    /// <summary>What several files say of it, the later ones on top; itself when one does.</summary>
    public IReadOnlyList<ComposeNode> Layers => this is ComposeList { IsStack: true } stack ? stack.Items : [this];

    /// <summary>Whether a template fills lines of it, or beside it with nothing between, so that it may expand to
    /// entries.</summary>
    public bool HoldsLooseIsland()
    {
        var islands = Source.Tree.Islands;
        if (islands.Count == 0)
            return false;
        var text = Source.File.Text;
        var first = Source.Tree.FirstIslandBehind(Span.Start);
        for (int index = first - 1, start = Span.Start; index >= 0; index--)
        {
            var island = islands[index];
            if (!text.AsSpan(island.Span.End, start - island.Span.End).IsWhiteSpace())
                break;
            if (IsLoose(island))
                return true;
            start = island.Span.Start;
        }

        var end = Span.End;
        for (var index = first; index < islands.Count; index++)
        {
            var island = islands[index];
            if (island.Span.Start >= end && !text.AsSpan(end, island.Span.Start - end).IsWhiteSpace())
                break;
            if (IsLoose(island))
                return true;
            end = Math.Max(end, island.Span.End);
        }

        return false;

        static bool IsLoose(TemplateIsland island) => island is { StandsAlone: true, Kind: TemplateIslandKind.Expression };
    }
}

internal sealed class ComposeScalar(ComposeSource source, YamlScalar yaml, MergeTag tag) : ComposeNode(source, yaml.Span, tag)
{
    public YamlScalar Yaml { get; } = yaml;

    public bool IsNull => Yaml.IsMissing
        || (Yaml is { Style: YamlScalarStyle.Plain, IsTemplated: false } && Yaml.Value is "" or "~" or "null" or "Null" or "NULL");
}

internal sealed class ComposeList(ComposeSource source, TextSpan span, MergeTag tag, IReadOnlyList<ComposeNode> items)
    : ComposeNode(source, span, tag)
{
    public IReadOnlyList<ComposeNode> Items { get; } = items;

    /// <summary>Whether the items are what several files say of one key, each a whole value, the later ones on
    /// top.</summary>
    public bool IsStack { get; init; }
}

/// <param name="HasTemplatedKey">Whether a template island is part of the key, so that nobody knows it; the entry is
/// then filed under the text as written.</param>
internal sealed record ComposeEntry(ComposeSource Source, TextSpan KeySpan, ComposeNode Value, bool HasTemplatedKey = false);

internal sealed class ComposeMap(ComposeSource source, TextSpan span, MergeTag tag, OrderedDictionary<string, ComposeEntry> entries)
    : ComposeNode(source, span, tag)
{
    public OrderedDictionary<string, ComposeEntry> Entries { get; } = entries;

    /// <summary>Whether something that belongs to it is out of sight: a base service, an anchor that is not
    /// there.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>The value of a key, or null when it is missing, null or reset.</summary>
    public ComposeNode? Find(string key) =>
        Entries.TryGetValue(key, out var entry)
        && entry.Value is { Tag: not MergeTag.Reset } value
        && value is not ComposeScalar { IsNull: true }
            ? value
            : null;

    public ComposeMap? FindMap(string key) => Find(key) as ComposeMap;
}

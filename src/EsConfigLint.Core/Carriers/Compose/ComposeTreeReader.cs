using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Resolves aliases and merge keys of one document, top down, sharing what aliases name: the result is no
/// larger than the text.</summary>
internal sealed class ComposeTreeReader(ComposeSource source, ComposeBudget budget, Action<ComposeProblem> report)
{
    /// <summary>More than a compose file can use; the reading of nodes is recursive.</summary>
    private const int MaxDepth = 256;

    private readonly Dictionary<string, ComposeNode?> anchors = new(StringComparer.Ordinal);
    private bool isIncomplete;

    public ComposeNode? Read(YamlNode root) => Read(root, 0);

    private ComposeNode? Read(YamlNode node, int depth)
    {
        if (depth > MaxDepth)
        {
            Report(ComposeProblemKind.TooMuch, node.Span, "the file is nested deeper than compose files are");
            return null;
        }

        if (node is YamlAlias alias)
            return Resolve(alias);
        if (node.Anchor is not null)
            anchors[node.Anchor] = null;
        var tag = node.Tag switch
        {
            "!reset" => MergeTag.Reset,
            "!override" => MergeTag.Override,
            _ => MergeTag.None,
        };
        ComposeNode result = node switch
        {
            YamlMapping mapping => ReadMapping(mapping, tag, depth),
            YamlSequence sequence => ReadSequence(sequence, tag, depth),
            _ => new ComposeScalar(source, (YamlScalar)node, tag),
        };
        if (node.Anchor is not null)
            anchors[node.Anchor] = result;
        return result;
    }

    private ComposeNode? Resolve(YamlAlias alias)
    {
        if (!anchors.TryGetValue(alias.Name, out var target))
            Report(ComposeProblemKind.Alias, alias.Span, $"there is no anchor '{alias.Name}' above");
        else if (target is null)
            Report(ComposeProblemKind.Alias, alias.Span, $"the anchor '{alias.Name}' contains itself");
        isIncomplete |= target is null;
        return target;
    }

    private ComposeList ReadSequence(YamlSequence sequence, MergeTag tag, int depth)
    {
        var items = new List<ComposeNode>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            if (Read(item, depth + 1) is { Tag: not MergeTag.Reset } read)
                items.Add(read);
        }

        return new(source, sequence.Span, tag, items);
    }

    private ComposeMap ReadMapping(YamlMapping mapping, MergeTag tag, int depth)
    {
        var outerIsIncomplete = isIncomplete;
        isIncomplete = false;
        var entries = new OrderedDictionary<string, ComposeEntry>(mapping.Entries.Count, StringComparer.Ordinal);
        List<ComposeNode>? merged = null;
        foreach (var entry in mapping.Entries)
        {
            var isMerge = entry.Key is YamlScalar { Value: "<<", Style: YamlScalarStyle.Plain };
            var value = Read(entry.Value, depth + 1);
            if (entry.KeyText is not { } key)
            {
                Report(ComposeProblemKind.WrongType, entry.Key.Span, "a key is no text");
                continue;
            }

            if (value is null)
                continue;
            if (isMerge)
            {
                (merged ??= []).Add(value);
                continue;
            }

            var isTemplated = entry.Key is YamlScalar { IsTemplated: true };
            if (isTemplated)
                key = source.File.Slice(entry.Key.Span);
            else if (entries.ContainsKey(key))
                Report(ComposeProblemKind.DuplicateKey, entry.Key.Span, $"the key '{key}' stands twice in one mapping");
            entries[key] = new(source, entry.Key.Span, value, isTemplated);
        }

        foreach (var node in merged ?? [])
            Merge(entries, node);
        var result = new ComposeMap(source, mapping.Span, tag, entries) { IsIncomplete = isIncomplete };

        // Only the mapping that an alias is merged into lacks something; one that holds it lacks a value.
        isIncomplete = outerIsIncomplete;
        return result;
    }

    private void Merge(OrderedDictionary<string, ComposeEntry> entries, ComposeNode node)
    {
        if (node is ComposeList { IsStack: false } list)
        {
            foreach (var item in list.Items)
            {
                if (item is ComposeMap map)
                    Merge(entries, map);
                else
                    Report(ComposeProblemKind.WrongType, item.Span, "a merge key takes mappings");
            }
        }
        else if (node is ComposeMap map)
        {
            isIncomplete |= map.IsIncomplete;
            foreach (var (key, entry) in map.Entries)
            {
                if (!budget.Take())
                {
                    Report(ComposeProblemKind.TooMuch, node.Span, "merge keys expand to more than any configuration needs");
                    return;
                }

                entries.TryAdd(key, entry);
            }
        }
        else
        {
            Report(ComposeProblemKind.WrongType, node.Span, "a merge key takes mappings");
        }
    }

    private void Report(ComposeProblemKind kind, TextSpan span, string reason) =>
        report(new(kind, new(source.File, span), reason));
}

/// <summary>How many values a project may come to, however its aliases, merge keys and files are nested.</summary>
internal sealed class ComposeBudget
{
    private int left = 200_000;

    public bool IsSpent => left <= 0;

    public bool Take(int count = 1)
    {
        left = count > left ? 0 : left - count;
        return left > 0;
    }
}

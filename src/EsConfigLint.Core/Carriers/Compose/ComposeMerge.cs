using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Puts one file, service or value on top of another, as the Compose Specification (<c>13-merge.md</c>) and
/// compose-go v2 (<c>override</c>) do.</summary>
internal sealed class ComposeMerge(ComposeBudget budget)
{
    /// <summary>Whole files: <c>services</c>, <c>configs</c>, <c>secrets</c>, <c>volumes</c> entry by entry.</summary>
    public ComposeMap Files(ComposeMap below, ComposeMap above) => Maps(below, above, Section);

    public ComposeMap Services(ComposeMap below, ComposeMap above) => Maps(below, above, ServiceValue);

    private ComposeNode Section(string key, ComposeNode below, ComposeNode above) =>
        key == "services" && below is ComposeMap first && above is ComposeMap second
            ? Maps(first, second, Service)
            : Value(key, below, above);

    private ComposeNode Service(string name, ComposeNode below, ComposeNode above) =>
        below is ComposeMap first && above is ComposeMap second ? Services(first, second) : Value(name, below, above);

    private ComposeNode ServiceValue(string key, ComposeNode below, ComposeNode above) => key switch
    {
        "command" or "entrypoint" or "networks" or "depends_on" => above,
        "environment" or "env_file" or "tmpfs" => Stack(below, above),
        "build" => Value(key, BuildMap(below), BuildMap(above), BuildValue),
        "healthcheck" => Value(key, below, above, HealthcheckValue),
        _ => Value(key, below, above),
    };

    private ComposeNode BuildValue(string key, ComposeNode below, ComposeNode above) =>
        key == "args" ? Stack(below, above) : Value(key, below, above);

    private ComposeNode HealthcheckValue(string key, ComposeNode below, ComposeNode above) =>
        key == "test" ? above : Value(key, below, above);

    private ComposeNode Value(string key, ComposeNode below, ComposeNode above) => Value(key, below, above, Value);

    private ComposeNode Value(
        string key, ComposeNode below, ComposeNode above, Func<string, ComposeNode, ComposeNode, ComposeNode> entry)
    {
        switch (below, above)
        {
            case (_, ComposeScalar { IsNull: true }):
                return below;
            case (ComposeMap first, ComposeMap second):
                return Maps(first, second, entry);
            case (ComposeList { IsStack: false } first, ComposeList { IsStack: false } second):
                var items = new List<ComposeNode>(first.Items.Count + second.Items.Count);
                foreach (var item in first.Items)
                    Add(items, item);
                foreach (var item in second.Items)
                    Add(items, item);
                return new ComposeList(second.Source, second.Span, MergeTag.None, items);
            default:
                return above;
        }
    }

    private void Add(List<ComposeNode> items, ComposeNode item)
    {
        if (budget.Take())
            items.Add(item);
    }

    private ComposeMap Maps(ComposeMap below, ComposeMap above, Func<string, ComposeNode, ComposeNode, ComposeNode> entry)
    {
        var entries = new OrderedDictionary<string, ComposeEntry>(below.Entries.Count + above.Entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in below.Entries)
        {
            if (!budget.Take())
                break;
            entries[key] = value;
        }

        foreach (var (key, value) in above.Entries)
        {
            if (!budget.Take())
                break;
            if (value.Value.Tag == MergeTag.Reset)
                entries.Remove(key);
            else if (value.Value.Tag == MergeTag.Override
                     || !entries.TryGetValue(key, out var present)
                     || present.Value.Tag == MergeTag.Reset)
                entries[key] = value;
            else
                entries[key] = Keep(present, value, entry(key, present.Value, value.Value));
        }

        return new(above.Source, above.Span, MergeTag.None, entries) { IsIncomplete = below.IsIncomplete || above.IsIncomplete };
    }

    /// <summary>The key that a merged value is found at: the lower one's when its value stayed, else the upper
    /// one's.</summary>
    private static ComposeEntry Keep(ComposeEntry below, ComposeEntry above, ComposeNode merged) =>
        ReferenceEquals(merged, below.Value) ? below : above with { Value = merged };

    private ComposeList Stack(ComposeNode below, ComposeNode above)
    {
        var layers = new List<ComposeNode>();
        Push(below);
        Push(above);
        return new(above.Source, above.Span, MergeTag.None, layers) { IsStack = true };

        void Push(ComposeNode node)
        {
            if (node is not ComposeList { IsStack: true } stack)
            {
                Add(layers, node);
                return;
            }

            foreach (var layer in stack.Items)
                Add(layers, layer);
        }
    }

    /// <summary><c>build: dir</c> is <c>build: {context: dir}</c>.</summary>
    private static ComposeNode BuildMap(ComposeNode node) => node is ComposeScalar { IsNull: false } scalar
        ? new ComposeMap(scalar.Source, scalar.Span, MergeTag.None, new(StringComparer.Ordinal)
        {
            ["context"] = new(scalar.Source, new TextSpan(scalar.Span.Start, 0), scalar),
        })
        : node;
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>One step on the way to a place in a tree: an entry of a mapping or an item of a sequence.</summary>
/// <remarks>A class, because a start-up that is not native compiles every collection of values of our own.</remarks>
/// <param name="Parent">The mapping or sequence.</param>
internal sealed record YamlStep(YamlNode Parent, int Index)
{
    /// <summary>The entry, or null when the parent is a sequence.</summary>
    public YamlEntry? Entry => (Parent as YamlMapping)?.Entries[Index];

    /// <summary>The value of the entry, or the item.</summary>
    public YamlNode Value => Parent switch
    {
        YamlMapping mapping => mapping.Entries[Index].Value,
        _ => ((YamlSequence)Parent).Items[Index],
    };

    /// <summary>From the first unit of the key or item to behind the last one of the value.</summary>
    public TextSpan Span => Entry is { } entry
        ? TextSpan.FromBounds(entry.Key.Span.Start, Math.Max(entry.Key.Span.End, entry.Value.Span.End))
        : Value.Span;
}

/// <summary>The way from the root of a document to a place.</summary>
internal static class YamlPath
{
    /// <summary>The steps to the entry whose key, or the scalar item, holds an offset; empty when there is none.</summary>
    public static IReadOnlyList<YamlStep> To(YamlTree tree, int offset)
    {
        var steps = new List<YamlStep>();
        var node = tree.Documents.Count > 0 ? tree.Documents[0].Root : null;
        while (node is not null && Next(node, offset) is { } step)
        {
            steps.Add(step);
            if (step.Entry is { } entry && Holds(entry.Key, offset))
                return steps;
            node = step.Value;
        }

        return node is YamlScalar && steps.Count > 0 && Holds(node, offset) ? steps : [];
    }

    private static YamlStep? Next(YamlNode node, int offset)
    {
        switch (node)
        {
            case YamlMapping mapping:
                var place = Ordered.FirstWhere(mapping.Entries, entry => entry.Key.Span.End > offset || entry.Value.Span.End > offset);
                return place < mapping.Entries.Count && (Holds(mapping.Entries[place].Key, offset) || Holds(mapping.Entries[place].Value, offset))
                    ? new(mapping, place)
                    : null;
            case YamlSequence sequence:
                place = Ordered.FirstWhere(sequence.Items, item => item.Span.End > offset);
                return place < sequence.Items.Count && Holds(sequence.Items[place], offset) ? new(sequence, place) : null;
            default:
                return null;
        }
    }

    private static bool Holds(YamlNode node, int offset) => node.Span.Start <= offset && offset < node.Span.End;
}

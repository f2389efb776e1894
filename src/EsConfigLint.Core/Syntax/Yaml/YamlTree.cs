using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>One document of a YAML text.</summary>
/// <param name="Root">The root node, or null for an empty document.</param>
/// <param name="Span">From the document's first to behind its last unit, markers included.</param>
/// <param name="HasStartMarker">Whether it begins with <c>---</c>.</param>
public sealed record YamlDocument(YamlNode? Root, TextSpan Span, bool HasStartMarker);

public enum TemplateIslandKind
{
    /// <summary><c>{{ … }}</c>, <c>&lt;%= … %&gt;</c> or <c>{word}</c>: some text.</summary>
    Expression,

    /// <summary><c>{% … %}</c>, <c>&lt;% … %&gt;</c> or a Go template action: control flow.</summary>
    Statement,

    /// <summary><c>{# … #}</c> and the like: nothing.</summary>
    Comment,
}

/// <summary>A stretch that some template language owns. It was blanked before the text was parsed.</summary>
/// <param name="StandsAlone">Whether it fills its lines, so that it may expand to whole settings.</param>
public sealed record TemplateIsland(TextSpan Span, TemplateIslandKind Kind, bool StandsAlone)
{
    /// <summary>Whether it stands where a value or an entry of a list is written, so that it cannot bring other settings.</summary>
    public bool IsValue { get; init; }
}

/// <summary>A YAML text with everything that is in it: documents, comments, template islands, and the error that ended the reading.</summary>
public sealed class YamlTree : ICommentedText
{
    private IReadOnlyList<Comment>? comments;
    private ILookup<int, (Comment Comment, int End)>? nextNodeSuppressions;
    private (int[] Starts, int[] Ends)? regionBounds;

    public required SourceFile File { get; init; }

    /// <summary>The documents before the error, if there is one.</summary>
    public required IReadOnlyList<YamlDocument> Documents { get; init; }

    public IReadOnlyList<Comment> Comments => comments ??= YamlComments.Find(this);

    public required IReadOnlyList<TemplateIsland> Islands { get; init; }

    /// <summary>Stretches between a template's <c>if</c>/<c>for</c> and its end: what stands there may or may not be in the rendered file.</summary>
    public required IReadOnlyList<TextSpan> ConditionalRegions { get; init; }

    public SyntaxError? Error { get; init; }

    /// <summary>The first anchor whose name holds something else than letters, digits, <c>-</c> and <c>_</c>, which SnakeYAML refuses.</summary>
    public TextSpan? OddAnchor { get; init; }

    /// <summary>How many collections stand in each other at the deepest place.</summary>
    public int Depth { get; init; }

    /// <summary>Where the deepest collection begins.</summary>
    public TextSpan DeepestPlace { get; init; }

    /// <summary>Whether a template may bring settings that we do not see.</summary>
    public bool MayHoldMore
    {
        get
        {
            foreach (var island in Islands)
            {
                if (island is { StandsAlone: true, IsValue: false })
                    return true;
            }

            return false;
        }
    }

    /// <summary>The comments that accept what is found about a node, and nothing else.</summary>
    internal IEnumerable<Comment> SuppressionsOf(TextSpan node)
    {
        nextNodeSuppressions ??= FindNextNodeSuppressions().ToLookup(static one => one.Start, static one => (one.Comment, one.End));
        return nextNodeSuppressions[node.Start].Where(one => one.End <= node.End).Select(static one => one.Comment);
    }

    private IEnumerable<(int Start, int End, Comment Comment)> FindNextNodeSuppressions()
    {
        // Most texts have none, and to find their comments takes a walk through all of the tree.
        if (!File.Text.Contains(SuppressionWords.Marker, StringComparison.Ordinal))
            yield break;
        foreach (var comment in Comments)
        {
            if (SuppressionWords.ScopeOf(File.Slice(comment.Span)) == SuppressionScope.NextNode && ThingBehind(comment.Span.End) is { } covered)
                yield return (covered.Start, covered.End, comment);
        }
    }

    /// <summary>Whether a template decides what a document is: it writes the root or whether that is there, or may write more beside it.</summary>
    public bool IsDecidedByTemplate(YamlDocument document) =>
        MayHoldMore || (document.Root is { } root && (root is YamlScalar { IsTemplated: true } || ConditionsAround(root.Span.Start) > 0));

    /// <summary>The first entry or item behind an offset, the outermost where several begin together.</summary>
    public TextSpan? ThingBehind(int offset)
    {
        foreach (var document in Documents)
        {
            if (document.Root is { } root && NextIn(root, offset) is { } span)
                return span;
        }

        return null;
    }

    private static TextSpan? NextIn(YamlNode root, int offset)
    {
        var node = root;
        while (true)
        {
            switch (node)
            {
                case YamlMapping mapping:
                    var place = Ordered.FirstWhere(mapping.Entries, one => one.Key.Span.Start >= offset || one.Value.Span.End > offset);
                    if (place == mapping.Entries.Count)
                        return null;
                    var entry = mapping.Entries[place];
                    if (entry.Key.Span.Start >= offset)
                        return TextSpan.FromBounds(entry.Key.Span.Start, Math.Max(entry.Key.Span.End, entry.Value.Span.End));
                    node = entry.Value;
                    break;
                case YamlSequence sequence:
                    place = Ordered.FirstWhere(sequence.Items, one => one.Span.Start >= offset || one.Span.End > offset);
                    if (place == sequence.Items.Count)
                        return null;
                    node = sequence.Items[place];
                    if (node.Span.Start >= offset)
                        return node.Span;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether a template writes a part of a stretch, or decides whether that is there.</summary>
    public bool IsTemplated(TextSpan span)
    {
        var first = FirstIslandBehind(span.Start);
        if (first < Islands.Count && Islands[first].Span.Start < span.End)
            return true;
        return ConditionalRegions.Count > 0 && !span.IsEmpty
            && (ConditionsAround(span.Start) > 0 || CountUpTo(Bounds.Starts, span.End - 1) > CountUpTo(Bounds.Starts, span.Start));
    }

    private (int[] Starts, int[] Ends) Bounds =>
        regionBounds ??= (Sorted(ConditionalRegions, static region => region.Start), Sorted(ConditionalRegions, static region => region.End));

    /// <summary>In how many conditional regions an offset stands; 0 is outside of all.</summary>
    public int ConditionsAround(int offset)
    {
        if (ConditionalRegions.Count == 0)
            return 0;
        var (starts, ends) = Bounds;
        return CountUpTo(starts, offset) - CountUpTo(ends, offset);
    }

    /// <summary>The number of the first island that ends behind an offset; islands stand in order and do not overlap.</summary>
    public int FirstIslandBehind(int offset)
    {
        int low = 0, high = Islands.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Islands[middle].Span.End > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static int[] Sorted(IReadOnlyList<TextSpan> regions, Func<TextSpan, int> bound)
    {
        var bounds = new int[regions.Count];
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = bound(regions[i]);
        Array.Sort(bounds);
        return bounds;
    }

    private static int CountUpTo(int[] bounds, int offset)
    {
        int low = 0, high = bounds.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bounds[middle] > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}

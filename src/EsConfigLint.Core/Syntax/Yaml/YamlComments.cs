using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Finds comments: what begins with <c>#</c> at the start of a line or behind a blank, a quote, a bracket or a comma, outside every scalar.</summary>
internal static class YamlComments
{
    public static IReadOnlyList<Comment> Find(YamlTree tree) => tree.File.Text.Contains('#')
        ? CommentScan.Find(tree.File.Text, ScalarSpans(tree), static before => before is ' ' or '\t' or '"' or '\'' or ']' or '}' or ',')
        : [];

    /// <summary>All scalars that are written, in their order.</summary>
    public static IEnumerable<YamlScalar> WrittenScalars(YamlTree tree)
    {
        var pending = new Stack<YamlNode>();
        foreach (var document in tree.Documents)
        {
            if (document.Root is not null)
                pending.Push(document.Root);
            while (pending.TryPop(out var node))
            {
                switch (node)
                {
                    case YamlScalar { IsMissing: false } scalar:
                        yield return scalar;
                        break;
                    case YamlMapping mapping:
                        for (var i = mapping.Entries.Count - 1; i >= 0; i--)
                        {
                            pending.Push(mapping.Entries[i].Value);
                            pending.Push(mapping.Entries[i].Key);
                        }

                        break;
                    case YamlSequence sequence:
                        for (var i = sequence.Items.Count - 1; i >= 0; i--)
                            pending.Push(sequence.Items[i]);
                        break;
                }
            }
        }
    }

    /// <summary>The spans of all written scalars; a block scalar's begins behind its header line, where a comment may stand.</summary>
    private static List<TextSpan> ScalarSpans(YamlTree tree)
    {
        var spans = new List<TextSpan>();
        foreach (var scalar in WrittenScalars(tree))
            spans.Add(scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded ? Body(tree.File.Text, scalar.Span) : scalar.Span);
        return spans;
    }

    private static TextSpan Body(string text, TextSpan scalar)
    {
        var line = text.AsSpan(scalar.Start, scalar.Length).IndexOfAny('\r', '\n');
        return line < 0 ? new(scalar.End, 0) : TextSpan.FromBounds(scalar.Start + line + 1, scalar.End);
    }
}

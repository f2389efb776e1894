using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Finds comments: what begins with <c>#</c> at the start of a line or behind a blank, a quote, a bracket or a comma, outside every scalar.</summary>
internal static class YamlComments
{
    public static IReadOnlyList<YamlComment> Find(YamlTree tree)
    {
        var text = tree.File.Text;
        if (!text.Contains('#'))
            return [];
        var scalars = ScalarSpans(tree);
        var found = new List<YamlComment>();
        var next = 0;
        for (var at = text.IndexOf('#'); at >= 0; at = at + 1 < text.Length ? text.IndexOf('#', at + 1) : -1)
        {
            while (next < scalars.Count && scalars[next].End <= at)
                next++;
            if (next < scalars.Count && scalars[next].Contains(at))
            {
                at = scalars[next].End - 1;
                continue;
            }

            if (at > 0 && text[at - 1] is not (' ' or '\t' or '\n' or '\r' or '"' or '\'' or ']' or '}' or ','))
                continue;
            var end = text.AsSpan(at).IndexOfAny('\n', '\r');
            end = end < 0 ? text.Length : at + end;
            found.Add(new(TextSpan.FromBounds(at, end), IsOwnLine(text, at)));
            at = end - 1;
        }

        return found;
    }

    private static bool IsOwnLine(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
            before--;
        return before < 0 || text[before] is '\n' or '\r';
    }

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

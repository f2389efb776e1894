using System.Text;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>
/// Changes entries and items of a YAML text and nothing else. What would lose a comment, touch a template or change an
/// anchored value behind somebody's back, it does not do.
/// </summary>
/// <remarks>A line is added behind the end of the line above and removed from there, so that no edit touches indentation: some SARIF viewers move such edits.</remarks>
internal sealed class YamlEditor(YamlTree tree)
{
    private readonly List<TextEdit> edits = [];
    private readonly HashSet<YamlStep> removed = [];
    private readonly List<Addition> added = [];

    public YamlTree Tree => tree;

    /// <summary>
    /// Whether what several editors remove from one collection must never be all of it, because an empty one is refused: what the first entry
    /// takes with it then reaches up to the second one, so that both are not removed at once.
    /// </summary>
    public bool GuardsCollections { get; init; }

    public SourceFile File => tree.File;

    /// <summary>The line end of the file: that of its first line.</summary>
    public string LineEnd => field ??= LineEndOf(Text);

    private string Text => tree.File.Text;

    /// <summary>Gives an entry another scalar as its value. Quotes stay as they are.</summary>
    /// <param name="mustQuote">Whether a value that is not written yet, or is plain, needs quotes.</param>
    public bool Set(YamlStep step, string value, bool mustQuote = false)
    {
        var node = step.Value;
        if (!MayChange(step.Span) || IsShared(node) || node.Tag is not null)
            return false;

        // Between the brackets of flow style braces are more brackets.
        var quotes = mustQuote || (IsFlow(step.Parent) && value.AsSpan().ContainsAny('{', '}'));
        switch (node)
        {
            case YamlScalar { IsMissing: true }:
                edits.Add(new(File, node.Span, " " + Format(value, quotes)));
                return true;
            case YamlScalar { Style: YamlScalarStyle.SingleQuoted }:
                edits.Add(new(File, node.Span, $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"));
                return true;
            case YamlScalar { Style: YamlScalarStyle.DoubleQuoted }:
                edits.Add(new(File, node.Span, DoubleQuoted(value)));
                return true;
            case YamlScalar { Style: YamlScalarStyle.Plain } or YamlAlias or YamlSequence { IsFlow: true } when !HoldsComment(node.Span):
                edits.Add(new(File, node.Span, Format(value, quotes)));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts a text in place of a part of an entry's key or scalar, or of an item. Quotes come only where the brackets around need them.</summary>
    /// <param name="part">Within the key or scalar, inside of its quotes.</param>
    /// <param name="text">What stands for itself in block style with or without quotes.</param>
    public bool Replace(YamlStep step, TextSpan part, string text)
    {
        if (step.Entry?.Key.Span.Contains(part) == true)
            return ReplaceIn(step.Entry.Key);
        if (step.Value is not YamlScalar { IsMissing: false } scalar || !scalar.Span.Contains(part))
            return false;
        if (scalar.Style != YamlScalarStyle.Plain || !IsFlow(step.Parent) || !text.AsSpan().ContainsAny('{', '}'))
            return ReplaceIn(scalar);
        var start = part.Start - scalar.Span.Start;
        return File.Slice(scalar.Span) == scalar.Value && Set(step, string.Concat(scalar.Value.AsSpan(0, start), text, scalar.Value.AsSpan(start + part.Length)));

        bool ReplaceIn(YamlNode node)
        {
            if (!MayChange(node.Span) || IsRepeatedByAlias(node) || node.Tag is not null)
                return false;
            edits.Add(new(File, part, text));
            return true;
        }
    }

    /// <summary>Takes items out of a list.</summary>
    public bool Keep(YamlSequence sequence, Func<YamlNode, bool> isKept)
    {
        if (IsShared(sequence))
            return false;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (!isKept(sequence.Items[i]) && !Remove([new(sequence, i)]))
                return false;
        }

        return true;
    }

    /// <summary>Takes an entry or item away, and the collections that would be left empty by that.</summary>
    public bool Remove(IReadOnlyList<YamlStep> path)
    {
        var step = path[^1];
        if (!MayChange(step.Span) || HoldsComment(step.Span) || IsShared(step.Value))
            return false;
        removed.Add(step);
        return true;
    }

    /// <summary>Adds text behind an entry or item: a line of its own in block style, behind a comma in flow style.</summary>
    public bool AddBehind(YamlStep step, string text)
    {
        var end = step.Span.End;
        if (!MayChange(new(end, 0)) || (step.Value is YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded } block && KeepsBlankLines(block)))
            return false;
        added.Add(new(step, text));
        return true;
    }

    /// <summary>Adds lines to a document that holds nothing but comments.</summary>
    public bool AddToEmpty(string lines)
    {
        var end = Text.AsSpan().TrimEnd(" \t\r\n").Length;
        if (tree.Documents.Count > 1 || (end >= 3 && Text.AsSpan(0, end).EndsWith("...", StringComparison.Ordinal)))
            return false;
        if (end == 0)
            edits.Add(new(File, new(0, 0), Text.Length == 0 ? lines + LineEnd : lines));
        else
            edits.Add(new(File, new(end, 0), LineEnd + lines));
        return true;
    }

    /// <summary>All edits, or null when they come too near to each other.</summary>
    public List<TextEdit>? Finish()
    {
        if (!RemoveEmptied() || !removed.All(MayGo))
            return null;
        WriteAdditions();
        WriteRemovals();
        if (GuardsCollections)
            ReachSecondEntries();
        edits.Sort(static (left, right) => left.Span.CompareTo(right.Span));
        for (var i = edits.Count - 1; i > 0; i--)
        {
            // A line that comes where one goes is one edit.
            if (edits[i - 1].Span.IsEmpty && edits[i - 1].Span.Start == edits[i].Span.Start)
            {
                edits[i - 1] = edits[i] with { NewText = edits[i - 1].NewText + edits[i].NewText };
                edits.RemoveAt(i);
            }
            else if (edits[i - 1].ConflictsWith(edits[i]))
            {
                return null;
            }
        }

        return edits;
    }

    /// <summary>Whether an alias somewhere repeats this node, so that what is changed in it changes there too.</summary>
    public bool IsRepeatedByAlias(YamlNode node) => node.Anchor is { } anchor && Text.Contains("*" + anchor, StringComparison.Ordinal);

    public static bool IsFlow(YamlNode node) => node is YamlMapping { IsFlow: true } or YamlSequence { IsFlow: true };

    /// <summary>How far the entries of a block collection are indented; for items the dash counts.</summary>
    public int IndentOf(YamlNode collection)
    {
        var first = collection is YamlMapping mapping ? mapping.Entries[0].Key.Span.Start : ((YamlSequence)collection).Items[0].Span.Start;
        var line = LineOf(first);
        if (collection is YamlMapping)
            return first - line.Start;
        var dash = Text.AsSpan(line.Start, first - line.Start).LastIndexOf('-');
        return Math.Max(0, dash);
    }

    /// <summary>A value as YAML: plain where that is the same text for every reader.</summary>
    public static string Format(string value, bool mustQuote = false) =>
        !mustQuote && IsPlain(value) ? value : DoubleQuoted(value);

    private static bool IsPlain(string value)
    {
        foreach (var c in value)
        {
            if (!BeginsPlain(c) && c is not ('-' or ':' or '@' or '+' or '{' or '}' or '=' or '?' or '&' or '%' or '~'))
                return false;
        }

        return value.Length > 0 && BeginsPlain(value[0]) && value[^1] != ':';
    }

    private static bool BeginsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '$';

    private static string DoubleQuoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>How the first line of a text ends; a line feed when it is the only one.</summary>
    public static string LineEndOf(string text)
    {
        var at = text.AsSpan().IndexOfAny('\r', '\n');
        return at < 0 || text[at] == '\n' ? "\n" : at + 1 < text.Length && text[at + 1] == '\n' ? "\r\n" : "\r";
    }

    private bool RemoveEmptied()
    {
        for (var changed = removed.Count > 0; changed;)
        {
            changed = false;
            foreach (var group in removed.GroupBy(static step => step.Parent).ToList())
            {
                var way = WayTo(group.First());
                if (group.Count() < CountOf(group.Key) || added.Exists(one => ReferenceEquals(one.After.Parent, group.Key)))
                    continue;

                // A document that is announced and then empty is null, which is no settings file.
                if (way.Count < 2 && tree.Documents[0].HasStartMarker && !IsFlow(group.Key))
                    return false;
                if (way.Count < 2)
                    continue;
                var holder = way[^2];
                if (HoldsComment(holder.Span) || IsShared(holder.Value))
                    return false;
                removed.ExceptWith(group);
                changed |= removed.Add(holder);
            }
        }

        return true;
    }

    /// <summary>
    /// Whether nothing of an entry or item would be left: the mark of a key that is written as one (<c>? key</c>), or a comment that accepts findings of
    /// it alone, to cover what follows.
    /// </summary>
    private bool MayGo(YamlStep step)
    {
        var start = step.Span.Start;
        if (step.Entry is not null && Text.AsSpan()[LineOf(start).Start..start].TrimEnd(" \t").EndsWith("?"))
            return false;
        foreach (var comment in tree.SuppressionsOf(step.Span))
        {
            if (!comment.OwnLine || IsFlow(step.Parent))
                return false;
        }

        return true;
    }

    /// <summary>The way to an entry or item, and no deeper: the value of an item may begin with an entry of its own.</summary>
    private List<YamlStep> WayTo(YamlStep step)
    {
        var way = new List<YamlStep>();
        foreach (var one in YamlPath.To(tree, step.Span.Start))
        {
            way.Add(one);
            if (ReferenceEquals(one.Parent, step.Parent))
                break;
        }

        return way;
    }

    private void WriteAdditions()
    {
        if (added.Count == 0)
            return;
        foreach (var one in added.Where(static one => IsFlow(one.After.Parent)).GroupBy(static one => one.After))
            edits.Add(new(File, new(one.Key.Span.End, 0), (LosesAll(one.Key.Parent) ? "" : ", ") + string.Join(", ", one.Select(static other => other.Text))));

        var waiting = added.FindAll(static one => !IsFlow(one.After.Parent));
        while (waiting.Count > 0)
        {
            var end = LineOf(waiting[0].After.Span.End).End;
            var together = new List<Addition>(waiting.Count);
            foreach (var one in waiting)
            {
                // Of several entries that end at one line the inner one comes first: it starts later.
                if (LineOf(one.After.Span.End).End == end)
                    together.Insert(together.FindLastIndex(other => other.After.Span.Start >= one.After.Span.Start) + 1, one);
            }

            waiting.RemoveAll(one => LineOf(one.After.Span.End).End == end);
            edits.Add(new(File, new(end, 0), string.Concat(together.ConvertAll(one => LineEnd + one.Text))));
        }
    }

    private void WriteRemovals()
    {
        if (removed.Count == 0)
            return;
        var lines = new List<(int First, int Last)>();
        foreach (var step in removed.OrderBy(static step => step.Span))
        {
            var span = step.Span;
            if (IsFlow(step.Parent))
            {
                RemoveFromFlow(step);
                continue;
            }

            foreach (var comment in tree.SuppressionsOf(step.Span))
            {
                var line = File.PositionOf(comment.Span.Start).Line;
                lines.Add((line, line));
            }

            if (step.Entry is null)
                span = TextSpan.FromBounds(LineOf(span.Start).Start + IndentOf(step.Parent), span.End);
            var (start, end) = (File.PositionOf(span.Start), File.PositionOf(span.End));
            var tail = Text.AsSpan(span.End, File.LineAt(end.Line).End - span.End).TrimStart(" \t");
            if (SuppressionWords.ScopeOf(tail) == SuppressionScope.Line)
                tail = default;
            if (!tail.IsEmpty || !Text.AsSpan(File.LineAt(start.Line).Start, start.Column - 1).IsWhiteSpace())
                edits.Add(new(File, TextSpan.FromBounds(span.Start, File.LineAt(end.Line).End - tail.Length), ""));
            else
                lines.Add((start.Line, end.Line));
        }

        foreach (var (first, last) in Joined(lines))
        {
            var end = File.LineAt(last).End;
            if (first > 1)
                edits.Add(new(File, TextSpan.FromBounds(File.LineAt(first - 1).End, end), ""));
            else if (edits.FindIndex(edit => edit.Span == new TextSpan(end, 0)) is var inserted and >= 0)
                edits[inserted] = new(File, TextSpan.FromBounds(0, end), edits[inserted].NewText[LineEnd.Length..]);
            else
                edits.Add(new(File, TextSpan.FromBounds(0, last < File.LineCount ? File.LineAt(last + 1).Start : Text.Length), ""));
        }
    }

    private void ReachSecondEntries()
    {
        foreach (var step in removed)
        {
            var second = step with { Index = 1 };
            if (step.Index != 0 || IsFlow(step.Parent) || CountOf(step.Parent) < 2 || removed.Contains(second))
                continue;
            var at = edits.FindIndex(edit => edit.NewText.Length == 0 && edit.Span.Contains(step.Span.Start));
            var start = LineOf(second.Span.Start).Start + IndentOf(step.Parent);
            if (at >= 0 && start >= edits[at].Span.End)
                edits[at] = new(File, TextSpan.FromBounds(edits[at].Span.Start, start), Text[edits[at].Span.End..start]);
        }
    }

    private bool LosesAll(YamlNode collection) => removed.Count(step => ReferenceEquals(step.Parent, collection)) == CountOf(collection);

    /// <summary>Removes the items that go together with the first of them: up to the next one that stays, or, at the end, from the last one that stays.</summary>
    private void RemoveFromFlow(YamlStep step)
    {
        if (step.Index > 0 && removed.Contains(step with { Index = step.Index - 1 }))
            return;
        var last = step;
        var next = step with { Index = step.Index + 1 };
        for (; next.Index < CountOf(step.Parent) && removed.Contains(next); next = next with { Index = next.Index + 1 })
            last = next;
        if (next.Index < CountOf(step.Parent))
        {
            edits.Add(new(File, TextSpan.FromBounds(step.Span.Start, next.Span.Start), ""));
            return;
        }

        var isEmptied = step.Index == 0 && !added.Exists(one => ReferenceEquals(one.After.Parent, step.Parent));
        var start = step.Index > 0 ? (step with { Index = step.Index - 1 }).Span.End : step.Span.Start;
        edits.Add(new(File, TextSpan.FromBounds(start, isEmptied ? BehindComma(last.Span.End) : last.Span.End), ""));
    }

    /// <summary>Behind a last comma: between braces that hold nothing else it may not stand.</summary>
    private int BehindComma(int offset)
    {
        var blanks = Text.AsSpan(offset).IndexOfAnyExcept(" \t\r\n");
        return blanks >= 0 && Text[offset + blanks] == ',' ? offset + blanks + 1 : offset;
    }

    private static IEnumerable<(int First, int Last)> Joined(List<(int First, int Last)> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var (first, last) = lines[i];
            while (i + 1 < lines.Count && lines[i + 1].First == last + 1)
                last = lines[++i].Last;
            yield return (first, last);
        }
    }

    private TextSpan LineOf(int offset) => File.LineAt(File.PositionOf(offset).Line);

    private static int CountOf(YamlNode collection) => collection is YamlMapping mapping ? mapping.Entries.Count : ((YamlSequence)collection).Items.Count;

    private bool HoldsComment(TextSpan span)
    {
        // Nearly all hold none, and then the comments of the file need not be looked for.
        if (!Text.AsSpan(span.Start, span.Length).Contains('#'))
            return false;
        var next = Ordered.FirstWhere(tree.Comments, comment => comment.Span.End > span.Start);
        return next < tree.Comments.Count && tree.Comments[next].Span.Overlaps(span);
    }

    /// <summary>Whether no template writes here or decides whether it is there.</summary>
    private bool MayChange(TextSpan span)
    {
        if (tree.ConditionsAround(span.Start) > 0)
            return false;
        var next = tree.FirstIslandBehind(span.Start);
        return next == tree.Islands.Count || !(tree.Islands[next].Span.Overlaps(span) || (span.IsEmpty && tree.Islands[next].Span.Contains(span.Start)));
    }

    /// <summary>Whether an alias somewhere repeats this node or a part of it.</summary>
    private bool IsShared(YamlNode node) => IsRepeatedByAlias(node) || node switch
    {
        YamlMapping mapping => mapping.Entries.Any(entry => IsShared(entry.Key) || IsShared(entry.Value)),
        YamlSequence sequence => sequence.Items.Any(IsShared),
        _ => false,
    };

    private bool KeepsBlankLines(YamlScalar block)
    {
        var header = LineOf(block.Span.Start);
        return Text.AsSpan(block.Span.Start, header.End - block.Span.Start).Contains('+');
    }

    /// <summary>Text that comes behind an entry or item.</summary>
    private sealed record Addition(YamlStep After, string Text);
}

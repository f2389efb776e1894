using System.Collections.Immutable;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results.Suppressions;

/// <summary>One suppression with what it covers.</summary>
/// <param name="Covered">Empty when it cannot work where it stands.</param>
public sealed record Suppression(SuppressionComment Comment, TextSpan Covered)
{
    /// <summary>Whether there is something that it could cover.</summary>
    public bool CanWork => Comment.IsUnderstood && !Covered.IsEmpty;

    /// <summary>Whether it still holds on a day.</summary>
    public bool HoldsOn(Lazy<DateOnly> today) => Comment.Until is not { } until || today.Value <= until;
}

/// <summary>The suppressions that the comments of one YAML file hold.</summary>
public static class FileSuppressions
{
    public static ImmutableArray<Suppression> Read(YamlTree tree)
    {
        var text = tree.File.Text;
        if (!text.Contains("esconfiglint-", StringComparison.Ordinal))
            return [];
        var found = ImmutableArray.CreateBuilder<Suppression>();
        var comments = tree.Comments.Select(comment => (comment.OwnLine, Comment: SuppressionComment.Parse(text, comment.Span)))
            .Where(static pair => pair.Comment is not null).ToList();
        for (var i = 0; i < comments.Count; i++)
        {
            var (ownLine, comment) = comments[i];
            if (comment!.Scope != SuppressionScope.Enable)
                found.Add(new(comment, Covered(tree, comment, ownLine, comments.Skip(i + 1).Select(static pair => pair.Comment!))));
        }

        return found.DrainToImmutable();
    }

    private static TextSpan Covered(YamlTree tree, SuppressionComment comment, bool ownLine, IEnumerable<SuppressionComment> later)
    {
        var file = tree.File;
        switch (comment.Scope)
        {
            case SuppressionScope.File:
                return new(0, file.Text.Length);
            case SuppressionScope.Line:
                return ownLine ? default : file.LineAt(file.PositionOf(comment.Span.Start).Line);
            case SuppressionScope.NextNode:
                return NextNode(tree, comment.Span.End) is { } node ? WithFullLines(file, node) : default;
            default:
                var end = later.FirstOrDefault(other => other.Scope == SuppressionScope.Enable && Ends(other, comment))?.Span.Start ?? file.Text.Length;
                return TextSpan.FromBounds(comment.Span.Start, end);
        }
    }

    /// <summary>An <c>enable</c> without names ends everything, one with names what names the same.</summary>
    private static bool Ends(SuppressionComment enable, SuppressionComment disable) =>
        enable.Rules.IsEmpty || disable.Rules.All(rule => enable.Rules.Any(other => other.Word.Equals(rule.Word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The first entry or item behind an offset, the outermost where several begin together.</summary>
    private static TextSpan? NextNode(YamlTree tree, int offset)
    {
        foreach (var document in tree.Documents)
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
            YamlNode? inner = null;
            switch (node)
            {
                case YamlMapping mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        if (entry.Key.Span.Start >= offset)
                            return TextSpan.FromBounds(entry.Key.Span.Start, Math.Max(entry.Key.Span.End, entry.Value.Span.End));
                        if (entry.Value.Span.End > offset)
                        {
                            inner = entry.Value;
                            break;
                        }
                    }

                    break;
                case YamlSequence sequence:
                    foreach (var item in sequence.Items)
                    {
                        if (item.Span.Start >= offset)
                            return item.Span;
                        if (item.Span.End > offset)
                        {
                            inner = item;
                            break;
                        }
                    }

                    break;
            }

            if (inner is null)
                return null;
            node = inner;
        }
    }

    private static TextSpan WithFullLines(SourceFile file, TextSpan span)
    {
        var first = file.LineAt(file.PositionOf(span.Start).Line);
        var last = file.LineAt(file.PositionOf(Math.Max(span.Start, span.End - 1)).Line);
        return TextSpan.FromBounds(first.Start, Math.Max(last.End, span.End));
    }
}

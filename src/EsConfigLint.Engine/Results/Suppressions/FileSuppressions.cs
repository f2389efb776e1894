using System.Collections.Immutable;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results.Suppressions;

/// <summary>One suppression with what it covers; one that ends others covers nothing.</summary>
/// <param name="Covered">Empty when it cannot work where it stands.</param>
public sealed record Suppression(SuppressionComment Comment, TextSpan Covered)
{
    /// <summary>Behind it, those that end it for some of its rules only.</summary>
    public ImmutableArray<SuppressionComment> Enables { get; init; } = [];

    /// <summary>Whether there is something that it could cover.</summary>
    public bool CanWork => Comment.IsUnderstood && !Covered.IsEmpty;

    /// <summary>Whether it still holds on a day.</summary>
    public bool HoldsOn(Lazy<DateOnly> today) => Comment.Until is not { } until || today.Value <= until;
}

/// <summary>The suppressions that the comments of one file hold.</summary>
public static class FileSuppressions
{
    /// <summary>Whether a text is worth a look for them.</summary>
    public static bool MayBeIn(string text) => text.Contains(SuppressionWords.Marker, StringComparison.Ordinal);

    public static ImmutableArray<Suppression> Read(ICommentedText commented)
    {
        var text = commented.File.Text;
        if (!MayBeIn(text))
            return [];
        var found = ImmutableArray.CreateBuilder<Suppression>();
        var comments = commented.Comments.Select(comment => (comment.OwnLine, Comment: SuppressionComment.Parse(text, comment.Span)))
            .Where(static pair => pair.Comment is not null).ToList();
        for (var i = 0; i < comments.Count; i++)
        {
            var (ownLine, comment) = comments[i];
            var later = comments.Skip(i + 1).Select(static pair => pair.Comment!);
            found.Add(new(comment!, Covered(commented, comment!, ownLine, later))
            {
                Enables = comment!.Scope == SuppressionScope.Disable ? [.. later.Where(static other => other.Scope == SuppressionScope.Enable)] : [],
            });
        }

        return found.DrainToImmutable();
    }

    private static TextSpan Covered(ICommentedText commented, SuppressionComment comment, bool ownLine, IEnumerable<SuppressionComment> later)
    {
        var file = commented.File;
        switch (comment.Scope)
        {
            case SuppressionScope.Enable:
                return default;
            case SuppressionScope.File:
                return new(0, file.Text.Length);
            case SuppressionScope.Line:
                return ownLine ? default : file.LineAt(file.PositionOf(comment.Span.Start).Line);
            case SuppressionScope.NextNode:
                return commented.ThingBehind(comment.Span.End) is { } node ? WithFullLines(file, node) : default;
            default:
                var end = later.FirstOrDefault(other => other.Scope == SuppressionScope.Enable && Ends(other, comment))?.Span.Start ?? file.Text.Length;
                return TextSpan.FromBounds(comment.Span.Start, end);
        }
    }

    /// <summary>An <c>enable</c> without names ends everything, one with names what names the same.</summary>
    private static bool Ends(SuppressionComment enable, SuppressionComment disable) =>
        enable.Rules.IsEmpty || disable.Rules.All(rule => enable.Rules.Any(other => other.Word.Equals(rule.Word, StringComparison.OrdinalIgnoreCase)));

    private static TextSpan WithFullLines(SourceFile file, TextSpan span)
    {
        var first = file.LineAt(file.PositionOf(span.Start).Line);
        var last = file.LineAt(file.PositionOf(Math.Max(span.Start, span.End - 1)).Line);
        return TextSpan.FromBounds(first.Start, Math.Max(last.End, span.End));
    }
}

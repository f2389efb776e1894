using System.Collections.Immutable;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results.Suppressions;

/// <summary>One suppression with what it covers; one that ends others covers nothing.</summary>
/// <param name="Covered">Empty when it cannot work where it stands.</param>
public sealed record Suppression(SuppressionComment Comment, TextSpan Covered)
{
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

    /// <summary>In text order.</summary>
    public static ImmutableArray<Suppression> Read(ICommentedText commented)
    {
        var text = commented.File.Text;
        if (!MayBeIn(text))
            return [];
        var found = ImmutableArray.CreateBuilder<Suppression>();
        var ends = new Ends(text.Length);
        foreach (var comment in commented.Comments.Reverse())
        {
            if (SuppressionComment.Parse(text, comment.Span) is not { } read)
                continue;
            found.Add(new(read, Covered(commented, read, comment.OwnLine, ends)));
            if (read.Scope == SuppressionScope.Enable)
                ends.Add(read);
        }

        found.Reverse();
        return found.DrainToImmutable();
    }

    private static TextSpan Covered(ICommentedText commented, SuppressionComment comment, bool ownLine, Ends ends)
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
                return TextSpan.FromBounds(comment.Span.Start, ends.Of(comment));
        }
    }

    private static TextSpan WithFullLines(SourceFile file, TextSpan span)
    {
        var first = file.LineAt(file.PositionOf(span.Start).Line);
        var last = file.LineAt(file.PositionOf(Math.Max(span.Start, span.End - 1)).Line);
        return TextSpan.FromBounds(first.Start, Math.Max(last.End, span.End));
    }

    /// <summary>What ends the suppressions above it, seen from the end of a text upwards.</summary>
    private sealed class Ends(int textLength)
    {
        private readonly Dictionary<string, int> byWord = new(StringComparer.OrdinalIgnoreCase);
        private int ofAll = textLength;

        public void Add(SuppressionComment enable)
        {
            if (enable.Rules.IsEmpty)
            {
                ofAll = enable.Span.Start;
                byWord.Clear();
            }

            foreach (var rule in enable.Rules)
                byWord[rule.Word] = enable.Span.Start;
        }

        /// <summary>An <c>enable</c> without names ends everything, those with names what names the same: all of it where each word was named.</summary>
        public int Of(SuppressionComment disable)
        {
            var end = 0;
            foreach (var rule in disable.Rules)
                end = Math.Max(end, byWord.GetValueOrDefault(rule.Word, ofAll));
            return end == 0 ? ofAll : end;
        }
    }
}

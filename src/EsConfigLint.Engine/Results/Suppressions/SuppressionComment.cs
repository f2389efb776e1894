using System.Collections.Immutable;
using System.Globalization;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results.Suppressions;

/// <summary>A rule that a suppression names: an id, the beginning of ids, or a name.</summary>
public readonly record struct SuppressedRule(string Word, TextSpan Span);

/// <summary>A comment that accepts findings.</summary>
/// <param name="Span">The comment from its <c>#</c>.</param>
/// <param name="Rules">Empty for an <c>enable</c> of everything, and for a comment that forgets to name one.</param>
/// <param name="Reason">What stands behind <c>--</c>, without <c>until=</c>; null when there is none.</param>
/// <param name="Until">The last day on which it holds.</param>
/// <param name="IsUnderstood">Whether every word of it has a meaning.</param>
public sealed record SuppressionComment(
    SuppressionScope Scope, TextSpan Span, ImmutableArray<SuppressedRule> Rules, string? Reason, DateOnly? Until, bool IsUnderstood)
{
    /// <summary>Reads a comment; null when it is an ordinary one.</summary>
    public static SuppressionComment? Parse(string text, TextSpan comment)
    {
        var end = SuppressionWords.Read(text.AsSpan(comment.Start, comment.Length), out var scope);
        return end < 0 ? null
            : scope is { } known ? Parse(text, comment, known, comment.Start + end)
            : new(SuppressionScope.Line, comment, [], null, null, IsUnderstood: false);
    }

    private static SuppressionComment Parse(string text, TextSpan comment, SuppressionScope scope, int start)
    {
        var rest = text.AsSpan(start, comment.End - start);
        var dashes = rest.IndexOf("--", StringComparison.Ordinal);
        var names = dashes < 0 ? rest : rest[..dashes];
        var rules = ImmutableArray.CreateBuilder<SuppressedRule>();
        foreach (var part in names.Split(','))
        {
            var word = names[part].Trim();
            if (!word.IsEmpty)
                rules.Add(new(word.ToString(), new(start + part.Start.Value + names[part].IndexOf(word, StringComparison.Ordinal), word.Length)));
        }

        DateOnly? until = null;
        var understood = rules.Count > 0 || scope == SuppressionScope.Enable;
        var reason = new List<string>();
        if (dashes >= 0)
        {
            foreach (var word in rest[(dashes + 2)..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!word.StartsWith("until=", StringComparison.Ordinal))
                    reason.Add(word);
                else if (DateOnly.TryParseExact(word.AsSpan(6), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    until = day;
                else
                    understood = false;
            }
        }

        return new(scope, comment, rules.DrainToImmutable(), reason.Count == 0 ? null : string.Join(' ', reason), until, understood);
    }
}

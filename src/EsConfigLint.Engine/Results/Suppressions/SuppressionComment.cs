using System.Collections.Immutable;
using System.Globalization;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results.Suppressions;

public enum SuppressionScope
{
    /// <summary>The line that the comment ends.</summary>
    Line,

    /// <summary>The next node with its children.</summary>
    NextNode,

    /// <summary>From here to <c>esconfiglint-enable</c> or the end of the file.</summary>
    Disable,

    /// <summary>Ends a <see cref="Disable"/>.</summary>
    Enable,

    /// <summary>The whole file.</summary>
    File,
}

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
    internal const string Marker = "esconfiglint-";

    private static readonly (string Word, SuppressionScope Scope)[] Scopes =
    [
        // The longer words first: "disable" begins the others.
        ("disable-next-line", SuppressionScope.NextNode),
        ("disable-line", SuppressionScope.Line),
        ("disable-file", SuppressionScope.File),
        ("disable", SuppressionScope.Disable),
        ("enable", SuppressionScope.Enable),
    ];

    /// <summary>Reads a comment; null when it is an ordinary one.</summary>
    public static SuppressionComment? Parse(string text, TextSpan comment)
    {
        var body = text.AsSpan(comment.Start, comment.Length);
        var at = 0;
        while (at < body.Length && (body[at] == '#' || body[at] == ' ' || body[at] == '\t'))
            at++;
        if (!body[at..].StartsWith(Marker, StringComparison.Ordinal))
            return null;
        at += Marker.Length;
        foreach (var (word, scope) in Scopes)
        {
            if (body[at..].StartsWith(word, StringComparison.Ordinal) && (at + word.Length == body.Length || char.IsWhiteSpace(body[at + word.Length])))
                return Parse(text, comment, scope, comment.Start + at + word.Length);
        }

        return new(SuppressionScope.Line, comment, [], null, null, IsUnderstood: false);
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

namespace EsConfigLint.Core.Syntax;

/// <summary>What a comment that accepts findings covers.</summary>
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

/// <summary>The words with which a comment accepts findings.</summary>
public static class SuppressionWords
{
    public const string Marker = "esconfiglint-";

    private static readonly (string Word, SuppressionScope Scope)[] Scopes =
    [
        // The longer words first: "disable" begins the others.
        ("disable-next-line", SuppressionScope.NextNode),
        ("disable-line", SuppressionScope.Line),
        ("disable-file", SuppressionScope.File),
        ("disable", SuppressionScope.Disable),
        ("enable", SuppressionScope.Enable),
    ];

    /// <summary>Where the first word of a comment ends, when it begins as such a comment does; else -1.</summary>
    /// <param name="comment">From its <c>#</c>.</param>
    /// <param name="scope">Null when the word means nothing.</param>
    public static int Read(ReadOnlySpan<char> comment, out SuppressionScope? scope)
    {
        scope = null;
        var at = comment.IndexOfAnyExcept('#', ' ', '\t');
        if (at < 1 || !comment[at..].StartsWith(Marker, StringComparison.Ordinal))
            return -1;
        at += Marker.Length;
        foreach (var (word, meaning) in Scopes)
        {
            if (!comment[at..].StartsWith(word, StringComparison.Ordinal)
                || (at + word.Length < comment.Length && !char.IsWhiteSpace(comment[at + word.Length])))
                continue;
            scope = meaning;
            return at + word.Length;
        }

        return at;
    }

    /// <summary>What a comment covers; null for one that accepts nothing.</summary>
    public static SuppressionScope? ScopeOf(ReadOnlySpan<char> comment)
    {
        Read(comment, out var scope);
        return scope;
    }
}


namespace EsConfigLint.Core.Settings.Catalogue;

/// <summary>How far a key is from a name of the catalogue, or a word from another, in letters.</summary>
public static class NameDistance
{
    /// <summary>
    /// The distance, or null when it is more than the budget. Free segments match what is written there.
    /// </summary>
    public static int? Between(ReadOnlySpan<char> key, ReadOnlySpan<byte> pattern, int budget)
    {
        var segments = key.Count('.');
        if (segments == pattern.Count((byte)'.'))
        {
            var total = 0;
            while (true)
            {
                var keyDot = key.IndexOf('.');
                var patternDot = pattern.IndexOf((byte)'.');
                var expected = patternDot < 0 ? pattern : pattern[..patternDot];
                if (expected is not [(byte)'*', ..])
                {
                    total += Letters(keyDot < 0 ? key : key[..keyDot], expected, budget - total);
                    if (total > budget)
                        return null;
                }

                if (keyDot < 0)
                    return total;
                key = key[(keyDot + 1)..];
                pattern = pattern[(patternDot + 1)..];
            }
        }

        // A dot too many or too few is a letter like any other, but then a free segment cannot be told from a slip.
        if (pattern.Contains((byte)'*'))
            return null;
        var whole = Letters(key, pattern, budget);
        return whole <= budget ? whole : null;
    }

    /// <summary>A name of the catalogue with the user's own words in its free segments.</summary>
    public static string Fill(string pattern, string key)
    {
        if (!pattern.Contains('*'))
            return pattern;
        var names = pattern.Split('.');
        var written = key.Split('.');
        for (var i = 0; i < names.Length && i < written.Length; i++)
        {
            if (names[i] is "*" or "**")
                names[i] = written[i];
        }

        return string.Join('.', names);
    }

    /// <summary>
    /// Damerau and Levenshtein's distance in its restricted form, in any case: insertions, deletions, replacements and swaps
    /// of neighbours. More than the budget is told as budget + 1.
    /// </summary>
    public static int Letters(ReadOnlySpan<char> written, ReadOnlySpan<byte> expected, int budget)
    {
        if (Math.Abs(written.Length - expected.Length) > budget || expected.Length > 200 || written.Length > 200)
            return budget + 1;
        Span<int> beforeLast = stackalloc int[expected.Length + 1];
        Span<int> last = stackalloc int[expected.Length + 1];
        Span<int> current = stackalloc int[expected.Length + 1];
        for (var j = 0; j <= expected.Length; j++)
            last[j] = j;
        for (var i = 1; i <= written.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= expected.Length; j++)
            {
                var cost = Same(written[i - 1], expected[j - 1]) ? 0 : 1;
                var distance = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(written[i - 1], expected[j - 2]) && Same(written[i - 2], expected[j - 1]))
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                current[j] = distance;
                best = Math.Min(best, distance);
            }

            if (best > budget)
                return budget + 1;
            var spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }

        return last[expected.Length];
    }

    private static bool Same(char written, byte expected) =>
        char.ToLowerInvariant(written) == char.ToLowerInvariant((char)expected);
}

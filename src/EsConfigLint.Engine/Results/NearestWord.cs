namespace EsConfigLint.Engine.Results;

/// <summary>Finds what somebody meant who misspelt a word.</summary>
public static class NearestWord
{
    /// <summary>The word with the fewest changes from <paramref name="word"/>, in any case; null when all are too far away to be meant.</summary>
    public static string? Of(string word, IEnumerable<string> words)
    {
        string? best = null;
        var bestDistance = Math.Max(2, word.Length / 3) + 1;
        foreach (var candidate in words)
        {
            // Who stops in the middle of a word means that word, unless another one is nearer.
            var distance = word.Length > 2 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                ? 2
                : Distance(word, candidate, bestDistance);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other; not more than <paramref name="limit"/>.</summary>
    internal static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit)
            return limit;
        var twoAbove = new int[right.Length + 1];
        var above = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            above[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }

            (twoAbove, above, row) = (above, row, twoAbove);
        }

        return Math.Min(limit, above[right.Length]);
    }
}

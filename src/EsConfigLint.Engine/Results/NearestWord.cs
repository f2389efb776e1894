using System.Text;
using EsConfigLint.Core.Settings.Catalogue;

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
            var distance = word.Length > 2 && candidate.Length > word.Length && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                ? 2
                : Distance(word, candidate, bestDistance);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    private static int Distance(string word, string candidate, int limit) =>
        Math.Min(limit, NameDistance.Letters(word, Encoding.UTF8.GetBytes(candidate), limit - 1));
}

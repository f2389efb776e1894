using System.Globalization;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>GitHub's <c>primaryLocationLineHash</c> of every line: a polynomial over 100 units from the line's start, blanks left out.</summary>
/// <remarks>As the action that uploads SARIF computes it; a byte order mark counts.</remarks>
public static class LineHashes
{
    private const int Window = 100;
    private const ulong Base = 37;

    /// <summary>One value a line, from line 1.</summary>
    public static string[] Of(SourceFile file)
    {
        var units = new List<char>(file.Text.Length + Window + 2);
        var starts = new List<int>(file.LineCount);
        var startsLine = true;
        var behindReturn = false;
        if (file.HasByteOrderMark)
            Push('\uFEFF');
        foreach (var c in file.Text)
        {
            if (c is ' ' or '\t')
            {
                behindReturn = false;
                continue;
            }

            if (c == '\n' && behindReturn)
            {
                behindReturn = false;
                continue;
            }

            behindReturn = c == '\r';
            Push(c == '\r' ? '\n' : c);
        }

        Push('\uFFFF');
        return Hash(units, starts);

        void Push(char unit)
        {
            if (startsLine)
                starts.Add(units.Count);
            startsLine = unit == '\n';
            units.Add(unit);
        }
    }

    private static string[] Hash(List<char> units, List<int> starts)
    {
        // prefix[i] is the hash of the first i units, so that each window is one subtraction.
        var prefix = new ulong[units.Count + Window + 1];
        for (var i = 0; i < units.Count + Window; i++)
            prefix[i + 1] = unchecked((prefix[i] * Base) + (i < units.Count ? units[i] : 0UL));
        var top = 1UL;
        for (var i = 0; i < Window; i++)
            top = unchecked(top * Base);

        var seen = new Dictionary<ulong, int>();
        var hashes = new string[starts.Count];
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = unchecked(prefix[starts[i] + Window] - (prefix[starts[i]] * top));
            var count = seen[hash] = seen.GetValueOrDefault(hash) + 1;
            hashes[i] = string.Create(CultureInfo.InvariantCulture, $"{hash:x}:{count}");
        }

        return hashes;
    }
}

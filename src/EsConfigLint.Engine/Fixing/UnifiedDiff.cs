using System.Globalization;
using System.Text;

namespace EsConfigLint.Engine.Fixing;

/// <summary>Changes of files as <c>git apply</c> and <c>patch -p1</c> take them: lines end at LF alone, all else is their content.</summary>
public static class UnifiedDiff
{
    private const int ContextLines = 3;

    /// <param name="path">Relative to the folder in which the diff is applied, with <c>/</c>.</param>
    public static void Write(Stream output, string path, string before, string after)
    {
        var (oldLines, newLines) = (Lines(before), Lines(after));
        var changes = LineDifference.Of(oldLines, newLines);
        if (changes.Count == 0)
            return;
        var text = new StringBuilder();
        text.Append("--- ").Append(Name("a/" + path)).Append('\n').Append("+++ ").Append(Name("b/" + path)).Append('\n');
        for (var first = 0; first < changes.Count;)
        {
            var last = first;
            while (last + 1 < changes.Count && changes[last + 1].OldStart - changes[last].OldEnd <= 2 * ContextLines)
                last++;
            AppendHunk(text, oldLines, newLines, changes, first, last);
            first = last + 1;
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void AppendHunk(
        StringBuilder text, List<string> oldLines, List<string> newLines, IReadOnlyList<LineChange> changes, int first, int last)
    {
        var oldStart = Math.Max(0, changes[first].OldStart - ContextLines);
        var newStart = changes[first].NewStart - (changes[first].OldStart - oldStart);
        var oldEnd = Math.Min(oldLines.Count, changes[last].OldEnd + ContextLines);
        var newEnd = changes[last].NewEnd + (oldEnd - changes[last].OldEnd);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(oldStart, oldEnd)} +{Range(newStart, newEnd)} @@\n");
        var at = oldStart;
        for (var i = first; i <= last; i++)
        {
            AppendLines(text, ' ', oldLines, at, changes[i].OldStart);
            AppendLines(text, '-', oldLines, changes[i].OldStart, changes[i].OldEnd);
            AppendLines(text, '+', newLines, changes[i].NewStart, changes[i].NewEnd);
            at = changes[i].OldEnd;
        }

        AppendLines(text, ' ', oldLines, at, oldEnd);
    }

    /// <summary>First line and number of lines; of none, the line before.</summary>
    private static string Range(int start, int end) => end == start ? $"{start},0" : end == start + 1 ? $"{start + 1}" : $"{start + 1},{end - start}";

    private static void AppendLines(StringBuilder text, char sign, List<string> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            text.Append(sign).Append(lines[i]);
            if (!lines[i].EndsWith('\n'))
                text.Append("\n\\ No newline at end of file\n");
        }
    }

    /// <summary>The lines with their ends.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>A name as git writes it: in quotes where it holds what would end it, with a tab behind it where it holds a blank.</summary>
    private static string Name(string path)
    {
        if (!path.AsSpan().ContainsAny('"', '\\') && !path.Any(char.IsControl))
            return path.Contains(' ') ? path + "\t" : path;
        var quoted = new StringBuilder("\"");
        foreach (var unit in Encoding.UTF8.GetBytes(path))
        {
            if (unit is (byte)'"' or (byte)'\\')
                quoted.Append('\\').Append((char)unit);
            else if (unit is < 0x20 or >= 0x7F)
                quoted.Append('\\').Append(Convert.ToString(unit, 8).PadLeft(3, '0'));
            else
                quoted.Append((char)unit);
        }

        return quoted.Append('"').ToString();
    }
}

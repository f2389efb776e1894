namespace EsConfigLint.Engine.Fixing;

/// <summary>A stretch of lines in which two texts differ; the bounds are numbers of lines from 0.</summary>
internal readonly record struct LineChange(int OldStart, int OldEnd, int NewStart, int NewEnd);

/// <summary>Finds the lines in which two texts differ: the shortest way from one to the other, as Myers describes it.</summary>
internal static class LineDifference
{
    /// <summary>Texts that differ in more lines are told as one change: the shortest way would cost the square of it.</summary>
    private const int MostSteps = 2_000;

    public static IReadOnlyList<LineChange> Of(IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines)
    {
        var start = 0;
        while (start < oldLines.Count && start < newLines.Count && oldLines[start] == newLines[start])
            start++;
        var (oldEnd, newEnd) = (oldLines.Count, newLines.Count);
        while (oldEnd > start && newEnd > start && oldLines[oldEnd - 1] == newLines[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        if (start == oldEnd && start == newEnd)
            return [];
        return Shortest(oldLines, newLines, new(start, oldEnd, start, newEnd)) ?? [new(start, oldEnd, start, newEnd)];
    }

    private static List<LineChange>? Shortest(IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines, LineChange range)
    {
        var (n, m) = (range.OldEnd - range.OldStart, range.NewEnd - range.NewStart);
        var most = Math.Min(n + m, MostSteps);

        // furthest[k + most]: how many old lines the best way with the present number of steps uses on diagonal k.
        var furthest = new int[(2 * most) + 2];
        var history = new List<int[]>();
        for (var steps = 0; steps <= most; steps++)
        {
            history.Add(furthest.AsSpan(most - steps, (2 * steps) + 2).ToArray());
            for (var k = -steps; k <= steps; k += 2)
            {
                var x = IsDown(furthest, most, steps, k) ? furthest[k + 1 + most] : furthest[k - 1 + most] + 1;
                while (x < n && x - k < m && oldLines[range.OldStart + x] == newLines[range.NewStart + x - k])
                    x++;
                furthest[k + most] = x;
                if (x >= n && x - k >= m)
                    return Trace(history, range, n, m);
            }
        }

        return null;
    }

    /// <summary>Whether the last step on a diagonal inserts a line, rather than deleting one.</summary>
    private static bool IsDown(int[] furthest, int middle, int steps, int k) =>
        k == -steps || (k != steps && furthest[k - 1 + middle] < furthest[k + 1 + middle]);

    private static List<LineChange> Trace(List<int[]> history, LineChange range, int x, int y)
    {
        var changes = new List<LineChange>();
        for (var steps = history.Count - 1; steps > 0; steps--)
        {
            var (furthest, k) = (history[steps], x - y);
            var isDown = IsDown(furthest, steps, steps, k);
            var previous = isDown ? k + 1 : k - 1;
            var fromX = furthest[previous + steps];
            var fromY = fromX - previous;
            var change = new LineChange(
                range.OldStart + fromX, range.OldStart + fromX + (isDown ? 0 : 1), range.NewStart + fromY, range.NewStart + fromY + (isDown ? 1 : 0));
            if (changes.Count > 0 && changes[^1].OldStart == change.OldEnd && changes[^1].NewStart == change.NewEnd)
                changes[^1] = changes[^1] with { OldStart = change.OldStart, NewStart = change.NewStart };
            else
                changes.Add(change);
            (x, y) = (fromX, fromY);
        }

        changes.Reverse();
        return changes;
    }
}

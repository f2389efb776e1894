namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>
/// A text in which each run of comment lines at the margin is no more than its first number sign. Settings files consist of comments
/// for the most part, and YamlDotNet takes longer for a character of theirs than for one of a value.
/// </summary>
/// <remarks>Between two tokens a comment means the same, however long. Within a scalar such lines are its text: <see cref="HidesPartOf"/> tells.</remarks>
internal sealed class CommentFold
{
    /// <summary>Fewer characters than this are not worth another text.</summary>
    private const int LeastHidden = 64;

    /// <summary>What ends a line for one reader or another.</summary>
    private const string LineBreaks = "\n\r\u0085\u2028\u2029";

    /// <summary>Behind which index of <see cref="Text"/> each stretch is missing.</summary>
    private readonly List<int> places = [];

    /// <summary>How much is missing up to there, that stretch included.</summary>
    private readonly List<int> hidden = [];

    /// <summary>The place that was asked for last: the parser goes forward.</summary>
    private int current = -1;

    /// <param name="first">Where the first comment at the margin begins.</param>
    private CommentFold(string text, int first)
    {
        var folded = new char[text.Length];
        var length = 0;
        var rest = 0;
        for (var at = first; at >= 0; at = NextComment(text, at))
        {
            var end = EndOfRun(text, at);
            if (end - at > 1)
            {
                text.CopyTo(rest, folded, length, at + 1 - rest);
                length += at + 1 - rest;
                rest = end;
                places.Add(length);
                hidden.Add(end - length);
            }

            at = end;
        }

        text.CopyTo(rest, folded, length, text.Length - rest);
        Text = new(folded, 0, length + text.Length - rest);
    }

    public string Text { get; }

    /// <returns>Null when there is too little to be folded.</returns>
    public static CommentFold? Of(string text)
    {
        var first = text.StartsWith('#') ? 0 : NextComment(text, 0);
        if (first < 0)
            return null;
        var fold = new CommentFold(text, first);
        return text.Length - fold.Text.Length < LeastHidden ? null : fold;
    }

    /// <summary>Where in the whole text a place of <see cref="Text"/> is.</summary>
    public int OffsetOf(int index)
    {
        if (!IsBehind(current, index))
            current = IsBehind(current + 1, index) ? current + 1 : LastBefore(index);
        return current < 0 ? index : index + hidden[current];
    }

    /// <summary>Whether something is missing between two places of <see cref="Text"/>.</summary>
    public bool HidesPartOf(int start, int end)
    {
        var next = LastBefore(start) + 1;
        return next < places.Count && places[next] <= end;
    }

    /// <summary>Whether the stretch with this number is the last one before a place.</summary>
    private bool IsBehind(int number, int index) =>
        number < places.Count && (number < 0 || places[number] <= index) && (number + 1 == places.Count || places[number + 1] > index);

    private int LastBefore(int index)
    {
        var found = places.BinarySearch(index);
        return found < 0 ? ~found - 1 : found;
    }

    /// <summary>The next number sign that begins a line behind <paramref name="at"/>.</summary>
    private static int NextComment(string text, int at)
    {
        while (true)
        {
            var end = text.AsSpan(at).IndexOfAny('\n', '\r');
            if (end < 0 || (at += end + 1) == text.Length)
                return -1;
            if (text[at] == '#')
                return at;
        }
    }

    /// <summary>The end of the last line of the run that begins at <paramref name="at"/>, without its line break.</summary>
    private static int EndOfRun(string text, int at)
    {
        while (true)
        {
            var length = text.AsSpan(at).IndexOfAny(LineBreaks);
            if (length < 0)
                return text.Length;
            var end = at + length;
            var next = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            if (next >= text.Length || text[next] != '#')
                return end;
            at = next;
        }
    }
}

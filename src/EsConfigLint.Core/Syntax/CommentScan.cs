using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>Finds comments that begin with <c>#</c> and end with their line.</summary>
internal static class CommentScan
{
    /// <param name="opaque">Stretches in which a <c>#</c> is text, in their order.</param>
    /// <param name="mayFollow">Whether a comment may begin behind this character; a line's first one always may.</param>
    public static IReadOnlyList<Comment> Find(string text, IReadOnlyList<TextSpan> opaque, Func<char, bool> mayFollow)
    {
        var found = new List<Comment>();
        var next = 0;
        for (var at = text.IndexOf('#'); at >= 0; at = at + 1 < text.Length ? text.IndexOf('#', at + 1) : -1)
        {
            while (next < opaque.Count && opaque[next].End <= at)
                next++;
            if (next < opaque.Count && opaque[next].Contains(at))
            {
                at = opaque[next].End - 1;
                continue;
            }

            var ownLine = IsOwnLine(text, at);
            if (!ownLine && !mayFollow(text[at - 1]))
                continue;
            var end = text.AsSpan(at).IndexOfAny('\n', '\r');
            end = end < 0 ? text.Length : at + end;
            found.Add(new(TextSpan.FromBounds(at, end), ownLine));
            at = end - 1;
        }

        return found;
    }

    private static bool IsOwnLine(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
            before--;
        return before < 0 || text[before] is '\n' or '\r';
    }
}

using System.Collections.Immutable;

namespace EsConfigLint.Engine.Workspace;

/// <summary>
/// One line of an ignore file, matched as git does: <c>*</c>, <c>?</c>, <c>[…]</c>, <c>**</c>, <c>!</c>, a slash that anchors, a slash that
/// means folders.
/// </summary>
/// <remarks>Both levels of the match keep only their last star, so that a hostile pattern costs no more than length times length.</remarks>
public sealed class GlobPattern
{
    private readonly string[] segments;
    private readonly bool isAnchored;
    private readonly bool isFolderOnly;

    private GlobPattern(string[] segments, bool isAnchored, bool isFolderOnly, bool isNegated)
    {
        this.segments = segments;
        this.isAnchored = isAnchored;
        this.isFolderOnly = isFolderOnly;
        IsNegated = isNegated;
    }

    /// <summary>Whether a match takes something back in (<c>!pattern</c>).</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line; null when it holds no pattern (blank, comment).</summary>
    public static GlobPattern? Parse(ReadOnlySpan<char> line)
    {
        line = TrimEnd(line);
        if (line.IsEmpty || line[0] == '#')
            return null;
        var isNegated = line[0] == '!';
        if (isNegated)
            line = line[1..];
        var wantsFolder = line.EndsWith('/');
        if (wantsFolder)
            line = line[..^1];
        var hasSlash = line.Contains('/');
        if (line.StartsWith('/'))
            line = line[1..];
        return line.IsEmpty ? null : new(line.ToString().Split('/'), hasSlash, wantsFolder, isNegated);
    }

    /// <summary>Whether the last pattern that matches a path takes it; none takes it where none matches.</summary>
    /// <param name="path">See <see cref="Matches"/>.</param>
    /// <param name="orFolderAbove">Whether a pattern that takes a folder above the path takes the path too.</param>
    public static bool LastTakes(ImmutableArray<GlobPattern> patterns, ReadOnlySpan<char> path, bool isFolder, bool orFolderAbove = false)
    {
        for (var i = patterns.Length - 1; i >= 0; i--)
        {
            if (patterns[i].Matches(path, isFolder) || (orFolderAbove && patterns[i].MatchesFolderAbove(path)))
                return !patterns[i].IsNegated;
        }

        return false;
    }

    /// <param name="path">Relative to the folder of the pattern, with <c>/</c>.</param>
    /// <param name="isFolder">Whether the path is a folder.</param>
    public bool Matches(ReadOnlySpan<char> path, bool isFolder)
    {
        if (isFolderOnly && !isFolder)
            return false;
        return isAnchored ? MatchesPath(path) : MatchesSegment(segments[0], path[(path.LastIndexOf('/') + 1)..]);
    }

    private bool MatchesFolderAbove(ReadOnlySpan<char> path)
    {
        for (var end = path.IndexOf('/'); end >= 0;)
        {
            if (Matches(path[..end], isFolder: true))
                return true;
            var next = path[(end + 1)..].IndexOf('/');
            end = next < 0 ? -1 : end + 1 + next;
        }

        return false;
    }

    private bool MatchesPath(ReadOnlySpan<char> path)
    {
        var pattern = 0;
        var retryPattern = -1;
        ReadOnlySpan<char> retryPath = default;
        while (true)
        {
            if (pattern < segments.Length && segments[pattern] == "**")
            {
                // The last one wants something to be there: "a/**" is what lies in a, not a itself.
                if (pattern == segments.Length - 1)
                    return !path.IsEmpty;
                retryPattern = ++pattern;
                retryPath = path;
                continue;
            }

            if (path.IsEmpty && pattern == segments.Length)
                return true;
            var slash = path.IndexOf('/');
            var head = slash < 0 ? path : path[..slash];
            if (pattern < segments.Length && !path.IsEmpty && MatchesSegment(segments[pattern], head))
            {
                pattern++;
                path = slash < 0 ? default : path[(slash + 1)..];
                continue;
            }

            if (retryPattern < 0)
                return false;
            var skip = retryPath.IndexOf('/');
            if (skip < 0)
                return false;
            retryPath = retryPath[(skip + 1)..];
            pattern = retryPattern;
            path = retryPath;
        }
    }

    private static bool MatchesSegment(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var at = 0;
        var place = 0;
        var retryAt = -1;
        var retryPlace = 0;
        while (true)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (retryAt, retryPlace) = (++at, place);
                continue;
            }

            if (at == pattern.Length && place == text.Length)
                return true;
            var next = at;
            if (at < pattern.Length && place < text.Length && MatchesUnit(pattern, ref next, text[place]))
            {
                at = next;
                place++;
                continue;
            }

            if (retryAt < 0 || retryPlace >= text.Length)
                return false;
            (at, place) = (retryAt, ++retryPlace);
        }
    }

    private static bool MatchesUnit(ReadOnlySpan<char> pattern, ref int at, char unit)
    {
        switch (pattern[at])
        {
            case '?':
                at++;
                return true;
            case '[':
                return MatchesSet(pattern, ref at, unit);
            case '\\' when at + 1 < pattern.Length:
                at += 2;
                return pattern[at - 1] == unit;
            case '\\':
                return false;
            default:
                return pattern[at++] == unit;
        }
    }

    private static bool MatchesSet(ReadOnlySpan<char> pattern, ref int at, char unit)
    {
        var i = at + 1;
        var isNegated = i < pattern.Length && pattern[i] is '!' or '^';
        if (isNegated)
            i++;
        var isMember = false;
        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                at = i + 1;
                return isMember != isNegated;
            }

            if (pattern[i..].StartsWith("[:"))
            {
                var end = pattern[i..].IndexOf(":]");
                if (end < 0)
                    return false;
                isMember |= IsInClass(pattern[(i + 2)..(i + end)], unit);
                i += end + 1;
                continue;
            }

            if (pattern[i] == '\\' && ++i == pattern.Length)
                return false;
            var low = pattern[i];
            var high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                if (pattern[i] == '\\' && ++i == pattern.Length)
                    return false;
                high = pattern[i];
            }

            isMember |= unit >= low && unit <= high;
        }

        return false;
    }

    private static bool IsInClass(ReadOnlySpan<char> name, char unit) => name switch
    {
        "alpha" => char.IsAsciiLetter(unit),
        "digit" => char.IsAsciiDigit(unit),
        "alnum" => char.IsAsciiLetterOrDigit(unit),
        "upper" => char.IsAsciiLetterUpper(unit),
        "lower" => char.IsAsciiLetterLower(unit),
        "xdigit" => char.IsAsciiHexDigit(unit),
        "space" => unit is ' ' or (>= '\t' and <= '\r'),
        "blank" => unit is ' ' or '\t',
        "punct" => unit is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(unit),
        "graph" => unit is > ' ' and < '\x7f',
        "print" => unit is >= ' ' and < '\x7f',
        "cntrl" => unit is < ' ' or '\x7f',
        _ => false,
    };

    /// <summary>Cuts the line end and trailing blanks, but not a blank behind a backslash.</summary>
    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd("\r\n");
        var end = line.Length;
        while (end > 0 && line[end - 1] == ' ')
            end--;
        var backslashes = 0;
        while (end - backslashes > 0 && line[end - backslashes - 1] == '\\')
            backslashes++;
        return backslashes % 2 == 1 && end < line.Length ? line[..(end + 1)] : line[..end];
    }
}

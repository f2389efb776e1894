namespace EsConfigLint.Engine.Workspace;

/// <summary>The ignore files that hold for one folder, from the top of the repository down. Immutable: a sub-folder adds its own.</summary>
public sealed class IgnoreRules
{
    private static readonly string[] FileNames = [".gitignore", ".esconfiglintignore"];

    private readonly IgnoreRules? outer;
    private readonly string folder;
    private readonly GlobPattern[] patterns;

    private IgnoreRules(IgnoreRules? outer, string folder, GlobPattern[] patterns)
    {
        this.outer = outer;
        this.folder = folder;
        this.patterns = patterns;
    }

    /// <summary>
    /// The rules for what lies in <paramref name="folder"/> (absolute): its own and those of the folders above it up to the top of its
    /// repository.
    /// </summary>
    /// <param name="workingDirectory">Where a folder outside of any repository has its top, when it lies below.</param>
    public static IgnoreRules? For(string folder, string workingDirectory)
    {
        var top = Top(folder, workingDirectory);
        var rules = Add(null, top, Path.Combine(top, LandmarkNames.Repository, "info", "exclude"));
        for (var end = top.Length; end >= 0;)
        {
            rules = Enter(rules, folder[..end]);
            if (end == folder.Length)
                break;
            var next = folder.AsSpan(end + 1).IndexOf(Path.DirectorySeparatorChar);
            end = next < 0 ? folder.Length : end + 1 + next;
        }

        return rules;
    }

    /// <summary>Whether a file of this name holds rules.</summary>
    public static bool IsIgnoreFile(string name) => name is ".gitignore" or ".esconfiglintignore";

    /// <summary>Adds the ignore files that stand in <paramref name="folder"/>.</summary>
    public static IgnoreRules? Enter(IgnoreRules? outer, string folder)
    {
        foreach (var name in FileNames)
            outer = Add(outer, folder, Path.Combine(folder, name));
        return outer;
    }

    /// <summary>
    /// Whether a path in the folder, or in one below it, is ignored. The last pattern that matches decides; an inner folder's patterns
    /// stand behind an outer one's.
    /// </summary>
    public static bool IsIgnored(IgnoreRules? rules, string path, bool isFolder)
    {
        for (; rules is not null; rules = rules.outer)
        {
            var relative = path.AsSpan(Math.Min(path.Length, rules.folder.EndsWith(Path.DirectorySeparatorChar) ? rules.folder.Length : rules.folder.Length + 1));
            if (Path.DirectorySeparatorChar != '/')
                relative = relative.ToString().Replace(Path.DirectorySeparatorChar, '/');
            for (var i = rules.patterns.Length - 1; i >= 0; i--)
            {
                if (rules.patterns[i].Matches(relative, isFolder))
                    return !rules.patterns[i].IsNegated;
            }
        }

        return false;
    }

    /// <summary>Whether a named path, or a folder above it within its repository, is ignored.</summary>
    public static bool IsIgnoredFromTop(string path, string workingDirectory)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return false;
        var top = Top(parent, workingDirectory);
        for (var end = top.Length; end < path.Length;)
        {
            var next = path.AsSpan(end + 1).IndexOf(Path.DirectorySeparatorChar);
            var part = next < 0 ? path : path[..(end + 1 + next)];
            if (IsIgnored(For(Path.GetDirectoryName(part)!, workingDirectory), part, isFolder: next >= 0 || Directory.Exists(path)))
                return true;
            end = part.Length;
        }

        return false;
    }

    private static IgnoreRules? Add(IgnoreRules? outer, string folder, string file)
    {
        if (!File.Exists(file) || SpecialFile.Is(file))
            return outer;
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return outer;
        }

        var read = new List<GlobPattern>();
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            if (GlobPattern.Parse(line) is { } pattern)
                read.Add(pattern);
        }

        return read.Count == 0 ? outer : new(outer, folder, [.. read]);
    }

    /// <summary>The top of the repository; without one the working directory, or the folder itself when it lies elsewhere.</summary>
    private static string Top(string folder, string workingDirectory)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var git = Path.Combine(at, LandmarkNames.Repository);
            if (Directory.Exists(git) || File.Exists(git))
                return at;
        }

        return folder.StartsWith(workingDirectory, StringComparison.Ordinal)
            && (folder.Length == workingDirectory.Length || folder[workingDirectory.Length] == Path.DirectorySeparatorChar)
            ? workingDirectory
            : folder;
    }
}

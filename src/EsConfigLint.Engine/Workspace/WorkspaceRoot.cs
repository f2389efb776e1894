namespace EsConfigLint.Engine.Workspace;

/// <summary>What the paths of a run are relative to: those by which files refer to each other, and those that are shown.</summary>
/// <remarks>
/// A file that is found on two ways has to have one path. Relative to the working directory it has not:
/// <c>../conf/es.yml</c>, as a compose file above says it, and <c>es.yml</c> are one file for whoever stands in <c>conf</c>.
/// </remarks>
public sealed class WorkspaceRoot
{
    private readonly string prefix;

    /// <summary>The working directory within the root, with a slash at its end; null when it is the root, or lies outside.</summary>
    private readonly string? workingPrefix;

    private readonly bool isWorkingDirectory;

    /// <param name="folder">Absolute, links resolved; nothing above it is looked at.</param>
    /// <param name="workingDirectory">Absolute, links resolved.</param>
    public WorkspaceRoot(string folder, string workingDirectory)
    {
        Folder = folder;
        WorkingDirectory = workingDirectory;
        prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        isWorkingDirectory = PathOf(workingDirectory).Length == 0;
        workingPrefix = !isWorkingDirectory && IsInside(PathOf(workingDirectory)) ? PathOf(workingDirectory) + "/" : null;
    }

    public string Folder { get; }

    public string WorkingDirectory { get; }

    /// <summary>The path within the root, with <c>/</c>; empty for the root itself. What lies outside stays absolute.</summary>
    public string PathOf(string fullPath) =>
        fullPath.StartsWith(prefix, StringComparison.Ordinal) ? WithSlashes(fullPath[prefix.Length..])
        : fullPath.Length == prefix.Length - 1 && prefix.StartsWith(fullPath, StringComparison.Ordinal) ? ""
        : WithSlashes(fullPath);

    /// <summary>Whether something lies in the root, by its absolute path.</summary>
    public bool Contains(string fullPath) => fullPath.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The absolute path of one within the root, or of one that leads out of it.</summary>
    public string FullPathOf(string path) => path.Length == 0 ? Folder : Path.GetFullPath(path, Folder);

    /// <summary>Whether a path, normalised, lies within the root.</summary>
    public static bool IsInside(string path) =>
        !path.StartsWith("../", StringComparison.Ordinal) && path != ".." && !Path.IsPathRooted(path);

    /// <summary>How a path is shown: relative to the working directory, which is itself empty. No new text where that is the root.</summary>
    public string DisplayPathOf(string path)
    {
        if (isWorkingDirectory && IsInside(path))
            return path;
        if (workingPrefix is not null && path.StartsWith(workingPrefix, StringComparison.Ordinal))
            return path[workingPrefix.Length..];
        var shown = Shown(WorkingDirectory, FullPathOf(path));
        return shown == "." ? "" : shown;
    }

    /// <summary>How an absolute path is shown, the working directory itself as <c>.</c>.</summary>
    public string Shown(string fullPath) => Shown(WorkingDirectory, fullPath);

    /// <summary>As <see cref="Shown(string)"/>, from a folder that need not be a run's.</summary>
    public static string Shown(string workingDirectory, string fullPath) => WithSlashes(Path.GetRelativePath(workingDirectory, fullPath));

    /// <summary>A backslash parts folders on Windows only; elsewhere it is a character of a name.</summary>
    private static string WithSlashes(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');
}

using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Reporting;

/// <summary>The folder to which paths in SARIF and fingerprints are relative: the git top level of what was linted, else the working directory.</summary>
/// <param name="folder">Absolute, links resolved.</param>
/// <param name="workingDirectory">What shown paths are relative to, absolute with links resolved; the folder itself when not given.</param>
public sealed class ReportRoot(string folder, string? workingDirectory = null)
{
    private readonly string workingDirectory = workingDirectory ?? folder;

    public string Folder { get; } = folder;

    /// <summary>
    /// The folder above which nothing is looked at: <see cref="Folder"/>, or where something that is linted lies outside of it, the
    /// deepest folder that holds all that is linted. Absolute.
    /// </summary>
    public string ContextFolder { get; private init; } = folder;

    /// <summary>Finds the root that all linted paths share.</summary>
    /// <param name="paths">Absolute paths of files and folders; none for standard input, which stands in the working directory.</param>
    public static ReportRoot Find(IEnumerable<string> paths, string workingDirectory)
    {
        // Files are reported under their real paths, so the root has to be a real one too.
        workingDirectory = Real(workingDirectory);
        var linted = paths.Select(Real).ToList();
        var tops = linted.Select(TopLevelOf).Distinct(StringComparer.Ordinal).ToList();
        var folder = tops switch
        {
            [] => TopLevelOf(workingDirectory) ?? workingDirectory,
            [{ } only] => only,
            _ => workingDirectory,
        };
        return new(folder, workingDirectory) { ContextFolder = linted.TrueForAll(path => IsInside(path, folder)) ? folder : SharedFolder(linted) };
    }

    /// <summary>The path relative to the root with <c>/</c>, or an absolute <c>file:</c> URI for what lies outside.</summary>
    public string PathOf(FileReference file)
    {
        var full = FullPathOf(file);
        return IsInside(full) ? WithSlashes(Path.GetRelativePath(Folder, full)) : UriOf(full);
    }

    /// <summary>The URI of SARIF: relative to the root and percent-encoded where the file lies inside.</summary>
    public (string Uri, bool IsRelative) UriOf(FileReference file)
    {
        var full = FullPathOf(file);
        return IsInside(full) ? (Encode(PathOf(file)), true) : (UriOf(full), false);
    }

    /// <summary>The <c>file:</c> URI of a folder, with its final slash.</summary>
    public static string UriOfFolder(string folder) => UriOf(folder.TrimEnd('/', '\\') + "/");

    /// <summary>What came from standard input counts as the file whose name it was given.</summary>
    private string FullPathOf(FileReference file) => file.FullPath ?? Path.GetFullPath(file.DisplayPath, workingDirectory);

    private static string Real(string path)
    {
        try
        {
            return LinkResolver.Resolve(path) ?? LinkResolver.ResolveFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private bool IsInside(string full) => IsInside(full, Folder);

    private static bool IsInside(string full, string folder) =>
        full.StartsWith(folder, StringComparison.Ordinal)
            && (Path.EndsInDirectorySeparator(folder) || full.Length == folder.Length || full[folder.Length] is '/' or '\\');

    /// <summary>The deepest folder that holds all of these files and folders; the first one's root when they share none.</summary>
    private static string SharedFolder(List<string> paths)
    {
        var shared = FolderOf(paths[0]);
        while (!paths.TrueForAll(path => IsInside(path, shared)) && Path.GetDirectoryName(shared) is { } above)
            shared = above;
        return shared;
    }

    private static string FolderOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? path;

    private static string UriOf(string full)
    {
        var path = Encode(WithSlashes(full));
        return path.StartsWith('/') ? "file://" + path : "file:///" + path;
    }

    /// <summary>A backslash parts folders on Windows only; elsewhere it is a character of a name.</summary>
    private static string WithSlashes(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');

    private static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string? TopLevelOf(string path)
    {
        for (var folder = FolderOf(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Join(folder, LandmarkNames.Repository);
            if (Directory.Exists(git) || File.Exists(git))
                return folder;
        }

        return null;
    }
}

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

    /// <summary>Finds the root that all linted paths share.</summary>
    /// <param name="paths">Absolute paths of files and folders; none for standard input, which stands in the working directory.</param>
    public static ReportRoot Find(IEnumerable<string> paths, string workingDirectory)
    {
        // Files are reported under their real paths, so the root has to be a real one too.
        workingDirectory = Real(workingDirectory);
        string? shared = null;
        foreach (var path in paths)
        {
            var top = TopLevelOf(Real(path));
            if (top is null || (shared is not null && shared != top))
                return new(workingDirectory);
            shared = top;
        }

        return new(shared ?? TopLevelOf(workingDirectory) ?? workingDirectory, workingDirectory);
    }

    /// <summary>The path relative to the root with <c>/</c>, or an absolute <c>file:</c> URI for what lies outside.</summary>
    public string PathOf(FileReference file)
    {
        var full = FullPathOf(file);
        return IsInside(full) ? Path.GetRelativePath(Folder, full).Replace('\\', '/') : UriOf(full);
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

    private bool IsInside(string full) =>
        full.StartsWith(Folder, StringComparison.Ordinal) && (Folder.EndsWith('/') || full.Length == Folder.Length || full[Folder.Length] is '/' or '\\');

    private static string UriOf(string full)
    {
        var path = Encode(full.Replace('\\', '/'));
        return path.StartsWith('/') ? "file://" + path : "file:///" + path;
    }

    private static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string? TopLevelOf(string path)
    {
        for (var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Join(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return folder;
        }

        return null;
    }
}

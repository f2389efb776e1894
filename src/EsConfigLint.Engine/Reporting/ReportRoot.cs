using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting;

/// <summary>The folder to which paths in SARIF and fingerprints are relative: the git top level of what was linted, else the working directory.</summary>
/// <param name="folder">Absolute.</param>
public sealed class ReportRoot(string folder)
{
    public string Folder { get; } = folder;

    /// <summary>Finds the root that all linted paths share.</summary>
    /// <param name="paths">Absolute paths of files and folders.</param>
    public static ReportRoot Find(IEnumerable<string> paths, string workingDirectory)
    {
        string? shared = null;
        foreach (var path in paths)
        {
            var top = TopLevelOf(path);
            if (top is null || (shared is not null && shared != top))
                return new(workingDirectory);
            shared = top;
        }

        return new(shared ?? workingDirectory);
    }

    /// <summary>The path relative to the root with <c>/</c>, or an absolute <c>file:</c> URI for what lies outside; the name itself for standard input.</summary>
    public string PathOf(FileReference file)
    {
        if (file.FullPath is not { } full)
            return file.DisplayPath;
        return IsInside(full) ? Path.GetRelativePath(Folder, full).Replace('\\', '/') : UriOf(full);
    }

    /// <summary>The URI of SARIF: relative to the root and percent-encoded where the file lies inside.</summary>
    public (string Uri, bool IsRelative) UriOf(FileReference file)
    {
        if (file.FullPath is not { } full)
            return (Encode(file.DisplayPath), true);
        return IsInside(full) ? (Encode(PathOf(file)), true) : (UriOf(full), false);
    }

    /// <summary>The <c>file:</c> URI of a folder, with its final slash.</summary>
    public static string UriOfFolder(string folder) => UriOf(folder.TrimEnd('/', '\\') + "/");

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

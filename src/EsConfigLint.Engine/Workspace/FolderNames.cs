using System.IO.Enumeration;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>The names in the folders of a workspace, each folder looked into once, whatever is asked of it.</summary>
/// <param name="scan">What was found already, or null.</param>
internal sealed class FolderNames(WorkspaceScan? scan)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly Dictionary<string, string[]> files = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string[]> folders = new(StringComparer.Ordinal);

    private readonly Dictionary<string, WorkspaceFolder?> parents = new(StringComparer.Ordinal);

    /// <summary>Whether a file of this name can matter to others: settings, a listing, a compose file or a Dockerfile.</summary>
    public static bool MayCount(string name) => NameGuess.IsYaml(name) || NameGuess.Of(name).Certainty != NameCertainty.None || NameGuess.IsDockerfile(name)
        || NameGuess.IsKeystoreListing(name);

    /// <summary>Those that <see cref="MayCount"/>, sorted.</summary>
    public IReadOnlyList<string> FilesOf(WorkspaceFolder folder)
    {
        if (scan is not null && scan.CountingNames.TryGetValue(folder.Path, out var scanned))
            return scanned;
        if (!files.TryGetValue(folder.Path, out var names))
            files[folder.Path] = names = Names(folder, folders: false);
        return names;
    }

    /// <summary>Sorted; links are not followed.</summary>
    public IReadOnlyList<string> FoldersOf(WorkspaceFolder folder)
    {
        if (scan is not null && scan.FolderNames.TryGetValue(folder.Path, out var scanned))
            return scanned;
        if (!folders.TryGetValue(folder.Path, out var names))
            folders[folder.Path] = names = Names(folder, folders: true);
        return names;
    }

    /// <summary>The parent of a folder, or null above the root.</summary>
    public WorkspaceFolder? Above(WorkspaceFolder folder)
    {
        var path = Parent(folder.Path);
        if (!parents.TryGetValue(path, out var above))
            parents[path] = above = WorkspaceRoot.IsInside(path) ? new(folder.Root, path) : null;
        return above;
    }

    public static WorkspaceFolder Below(WorkspaceFolder folder, string name) =>
        new(folder.Root, folder.PathOf(name));

    /// <summary>The parent of a folder; <c>..</c>, which is out of sight, for the root.</summary>
    public static string Parent(string path) => path.Length == 0 ? ".." : FilePaths.DirectoryOf(path);

    /// <summary>Nothing for a folder that cannot be read: whoever lints it hears about that elsewhere.</summary>
    private static string[] Names(WorkspaceFolder folder, bool folders)
    {
        try
        {
            var found = new FileSystemEnumerable<string>(folder.FullPath, static (ref FileSystemEntry entry) => entry.FileName.ToString(), Everything)
            {
                // Whether something is a link is asked last: it costs a call of the system.
                ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == folders
                    && (folders || MayCount(entry.FileName.ToString())) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            };
            var names = new List<string>(found);
            names.Sort(StringComparer.Ordinal);
            return [.. names];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

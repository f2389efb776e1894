using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Files of the workspace that others refer to: nothing outside of its root, nothing huge, no links that lead out.</summary>
public sealed class DiskLookup(WorkspaceRoot root, int maxBytes) : IFileLookup
{
    public SourceFile? Find(string path)
    {
        try
        {
            var full = root.FullPathOf(path);
            if (!root.Contains(full))
                return null;
            var file = new FileInfo(full);
            if (!file.Exists || SpecialFile.Is(full) || file.Length > maxBytes)
                return null;

            // A folder on the way may be a link as well.
            if (LinkResolver.Resolve(full) is not { } target || !root.Contains(target))
                return null;
            return SourceFile.FromBytes(path, File.ReadAllBytes(full), root.DisplayPathOf(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public string TargetOf(string path)
    {
        try
        {
            var file = new FileInfo(root.FullPathOf(path));
            return file.LinkTarget is not null && LinkResolver.Resolve(file.FullName) is { } target ? root.PathOf(target) : path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return path;
        }
    }

    public string DisplayPathOf(string path) => root.DisplayPathOf(path);
}

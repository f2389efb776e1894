using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Files of the workspace that others refer to: nothing outside of its root, nothing huge, no links that lead out.</summary>
/// <param name="rootFolder">Absolute.</param>
/// <param name="workingDirectory">Absolute; shown paths are relative to it.</param>
public sealed class DiskLookup(string rootFolder, string workingDirectory, int maxBytes) : IFileLookup
{
    private readonly string root = rootFolder.EndsWith('/') ? rootFolder : rootFolder + "/";

    public SourceFile? Find(string path)
    {
        try
        {
            var full = Path.GetFullPath(path, workingDirectory);
            if (!full.StartsWith(root, StringComparison.Ordinal))
                return null;
            var file = new FileInfo(full);
            if (!file.Exists || SpecialFile.Is(full) || file.Length > maxBytes || (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is { } target && !target.FullName.StartsWith(root, StringComparison.Ordinal)))
                return null;
            return SourceFile.FromBytes(path, File.ReadAllBytes(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

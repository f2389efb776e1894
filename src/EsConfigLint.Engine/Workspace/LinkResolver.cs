namespace EsConfigLint.Engine.Workspace;

/// <summary>Symbolic links to what they stand for.</summary>
public static class LinkResolver
{
    private const int MaxLinks = 40;

    /// <summary>Resolves every link in the folder part of an absolute path; the last part stays as it is.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string ResolveFolder(string path)
    {
        var folder = Path.GetDirectoryName(path);
        return folder is null ? path : Path.Join(ResolveAll(folder, MaxLinks), Path.GetFileName(path)).TrimEndOfFolder();
    }

    /// <summary>The real path of what an absolute path leads to; null when it leads nowhere or in a circle.</summary>
    public static string? Resolve(string path)
    {
        try
        {
            var resolved = ResolveAll(path, MaxLinks);
            return Path.Exists(resolved) ? resolved : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string ResolveAll(string path, int budget)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var at = root.Length;
        var resolved = root;
        while (at < path.Length)
        {
            var next = path.IndexOf(Path.DirectorySeparatorChar, at);
            var end = next < 0 ? path.Length : next;
            if (end > at)
                resolved = Path.Join(resolved, path.AsSpan(at, end - at));
            at = end + 1;
            if (new FileInfo(resolved).LinkTarget is not { } target)
                continue;
            if (budget == 0)
                throw new IOException("The links lead in a circle.");
            var full = Path.GetFullPath(target, Path.GetDirectoryName(resolved)!);
            resolved = ResolveAll(full, budget - 1);
        }

        return resolved;
    }

    private static string TrimEndOfFolder(this string path) => Path.TrimEndingDirectorySeparator(path);
}

namespace EsConfigLint.Engine.Workspace;

/// <summary>Writes a file so that readers see the old one or the new one, never a half.</summary>
public static class AtomicFile
{
    /// <summary>The file that a path leads to, links followed; the path itself where nothing is yet.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string TargetOf(string path)
    {
        // Absolute first: the final target of a relative link comes out relative to the root. What does not exist yet is no link.
        var full = Path.GetFullPath(path);
        return Path.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>Puts a new content in place of a file, or makes it. Mode, owner and group of the old one stay.</summary>
    /// <param name="target">No link; see <see cref="TargetOf"/>.</param>
    /// <param name="write">Writes the content; to survive a power failure it must flush it to the disk.</param>
    /// <param name="isStillWanted">Asked when all is written and nothing is replaced yet; null for yes.</param>
    /// <returns>Whether it was wanted, and so written.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or the new one would have another owner.</exception>
    public static bool Write(string target, Action<FileStream> write, Func<bool>? isStillWanted = null)
    {
        var temporary = TemporaryBeside(target);
        try
        {
            WriteNew(temporary, OptionsFor(target), write);
            if (isStillWanted?.Invoke() == false)
                return false;
            if (File.Exists(target))
                CopyRights(target, temporary);
            File.Move(temporary, target, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes a file, whole or not at all, and never over one that exists.</summary>
    /// <returns>Whether there was none.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static bool TryCreate(string path, Action<FileStream> write)
    {
        if (Path.Exists(path))
            return false;
        var temporary = TemporaryBeside(path);
        try
        {
            WriteNew(temporary, OptionsFor(path), write);
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (Path.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string TemporaryBeside(string path) =>
        Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");

    private static void WriteNew(string path, FileStreamOptions options, Action<FileStream> write)
    {
        try
        {
            using var stream = new FileStream(path, options);
            write(stream);
        }
        catch (ArgumentOutOfRangeException e) when (e.ParamName == "value")
        {
            // What .NET makes of the system's EFBIG.
            throw new IOException("The file would be larger than the system allows", e);
        }
    }

    /// <summary>Nobody may read the new one before who may not read the old one.</summary>
    private static FileStreamOptions OptionsFor(string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CopyRights(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (OperatingSystem.IsLinux() && !FileOwner.TryCopy(from, to))
            throw new UnauthorizedAccessException("The owner of the file cannot be kept.");
        File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }
}

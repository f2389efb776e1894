namespace EsConfigLint.Cli;

/// <summary>Writes a file so that readers see the old one or the new one, never a half.</summary>
internal static class AtomicFile
{
    /// <exception cref="CliException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            // Absolute first: the final target of a relative link comes out relative to the root. What does not exist yet is no link.
            var full = Path.GetFullPath(path);
            var target = Path.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
            if (Directory.Exists(target))
                throw new CliException($"cannot write '{path}': it is a folder.");
            if (IsDevice(target))
            {
                using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
                write(device);
                return;
            }

            WriteBeside(target, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"cannot write '{path}': the folder does not exist or may not be written to.");
        }
    }

    private static void WriteBeside(string target, Action<Stream> write)
    {
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024))
                write(stream);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A terminal, a pipe, the null device: nothing that can be replaced.</summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}

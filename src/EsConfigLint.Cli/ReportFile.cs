using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Cli;

/// <summary>The file that <c>--output</c> names.</summary>
internal static class ReportFile
{
    /// <exception cref="CliException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            var target = AtomicFile.TargetOf(path);
            if (Directory.Exists(target))
                throw new CliException($"cannot write '{path}': it is a folder.");
            if (IsDevice(target))
            {
                using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
                write(device);
                return;
            }

            AtomicFile.Write(target, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"cannot write '{path}': the folder does not exist or may not be written to.");
        }
    }

    /// <summary>A terminal, a pipe, the null device: nothing that can be replaced.</summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}

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
            // Asked of the path itself: what stands for the program's own streams leads to no path that could be opened.
            if (SpecialFile.Is(path))
            {
                using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
                write(device);
                return;
            }

            var target = AtomicFile.TargetOf(path);
            if (Directory.Exists(target))
                throw new CliException($"cannot write '{path}': it is a folder.");
            AtomicFile.Write(target, write);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new CliException($"cannot write '{path}': the folder does not exist or may not be written to.");
        }
        catch (IOException e)
        {
            throw new CliException($"cannot write '{path}': {ReasonOf(e)}.");
        }
    }

    /// <summary>The system's reason, without the name of the file that is being made.</summary>
    public static string ReasonOf(Exception e)
    {
        if (e is UnauthorizedAccessException)
            return "the folder may not be written to";

        var end = e.Message.IndexOf(" : '", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }
}

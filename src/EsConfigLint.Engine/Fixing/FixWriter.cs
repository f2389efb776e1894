using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Fixing;

/// <summary>Writes fixed files, each as a whole or not at all.</summary>
public static class FixWriter
{
    /// <summary>Writes one file. Links stay, and so do mode, owner and group.</summary>
    /// <returns>Why it was left as it is, as a sentence; null when it was written.</returns>
    public static string? Write(FixedFile file)
    {
        try
        {
            var target = AtomicFile.TargetOf(file.File.FullPath!);
            if (IsReadOnly(target))
                return "The file is read-only.";
            if (Path.GetDirectoryName(target) is { } folder && IsReadOnly(folder))
                return "The folder is read-only.";
            File.OpenHandle(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            var old = FixedFile.BytesOf(file.Before);
            return AtomicFile.Write(target, stream => WriteDurably(stream, FixedFile.BytesOf(file.After)), () => IsStill(target, old))
                ? null
                : "The file has changed since it was read.";
        }
        catch (FileNotFoundException)
        {
            return "The file has gone since it was read.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "The file or its folder may not be written to.";
        }
    }

    private static void WriteDurably(FileStream stream, byte[] bytes)
    {
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Whether nobody may write; who replaces a file needs no right to write into it, and root needs none at all.</summary>
    private static bool IsReadOnly(string path) => OperatingSystem.IsWindows()
        ? File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly)
        : (File.GetUnixFileMode(path) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == UnixFileMode.None;

    private static bool IsStill(string path, byte[] bytes) => File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
}

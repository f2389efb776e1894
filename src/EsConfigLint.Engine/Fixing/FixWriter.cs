using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Fixing;

/// <summary>Writes fixed files, each as a whole or not at all.</summary>
public static class FixWriter
{
    /// <summary>Writes the files that one fix edits: all of them or none.</summary>
    /// <returns>The file that cannot be written, with the reason as a sentence, and those of which the new text cannot be taken back;
    /// nothing when all are written.</returns>
    public static IReadOnlyList<(FixedFile File, string Reason)> Write(IReadOnlyList<FixedFile> files)
    {
        for (var i = 0; i < files.Count; i++)
        {
            if (Write(files[i]) is not { } reason)
                continue;
            var failures = new List<(FixedFile, string)> { (files[i], reason) };
            foreach (var written in files.Take(i))
            {
                if (Write(written with { Before = written.After, After = written.Before }) is { } other)
                    failures.Add((written, "Half of a fix stands in it. " + other));
            }

            return failures;
        }

        return [];
    }

    /// <summary>Writes one file. Links stay, and so do mode, owner and group.</summary>
    /// <returns>Why it was left as it is, as a sentence; null when it was written.</returns>
    public static string? Write(FixedFile file) => Try(file, target =>
        OperatingSystem.IsLinux() && FileOwner.HasOtherNames(target)
            ? IsStill(target, file) && WriteInPlace(target, FixedFile.BytesOf(file.After))
            : AtomicFile.Write(target, stream => WriteDurably(stream, FixedFile.BytesOf(file.After)), () => IsStill(target, file)));

    /// <summary>Why a file cannot be written, as a sentence, as far as it can be told beforehand; null when it seems to be fine.</summary>
    public static string? ObstacleTo(FixedFile file) => Try(file, target => IsStill(target, file));

    /// <param name="write">Whether the file, at the end of its links, is as it was read.</param>
    private static string? Try(FixedFile file, Func<string, bool> write)
    {
        try
        {
            var target = AtomicFile.TargetOf(file.File.FullPath!);
            if (IsReadOnly(target))
                return "The file is read-only.";
            if (Path.GetDirectoryName(target) is { } folder && IsReadOnly(folder))
                return "The folder is read-only.";
            File.OpenHandle(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return write(target) ? null : "The file has changed since it was read.";
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

    /// <summary>The other names of a file lead to what is written into it; a new file in its place would leave them with the old text.</summary>
    private static bool WriteInPlace(string target, byte[] bytes)
    {
        using var stream = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.None);
        stream.SetLength(bytes.Length);
        WriteDurably(stream, bytes);
        return true;
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

    private static bool IsStill(string path, FixedFile file) => File.ReadAllBytes(path).AsSpan().SequenceEqual(FixedFile.BytesOf(file.Before));
}

using System.Buffers;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Reads files one after the other into one buffer. One per thread.</summary>
internal sealed class FileReader(int maxBytes) : IDisposable
{
    public const string CannotBeRead = "The file cannot be read.";

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);

    /// <summary>The bytes of a file, good until the next call; null when there are more than the limit.</summary>
    /// <exception cref="SpecialFileException">It is no file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ReadOnlyMemory<byte>? Read(WorkspaceFile file)
    {
        var path = file.FullPath;
        if (!file.IsKnownToHaveContent && SpecialFile.Is(path))
            throw new SpecialFileException();
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var expected = stream.CanSeek ? stream.Length : 0;
        if (expected > maxBytes)
            return null;
        Grow((int)expected + 1);
        var length = 0;
        while (true)
        {
            // What the system makes up while it is read has no length: only its end tells.
            if (expected > 0 && length >= expected)
                return buffer.AsMemory(0, length);
            if (length == buffer.Length)
                Grow(buffer.Length * 2);
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
            if (length > maxBytes)
                return null;
        }
    }

    /// <summary>Why a file could not be read, to say to the user.</summary>
    public static string ReasonOf(Exception exception) => exception is SpecialFileException ? exception.Message : CannotBeRead;

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Grow(int length)
    {
        if (length <= buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}

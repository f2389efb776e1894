using System.Runtime.InteropServices;

namespace EsConfigLint.Engine.Workspace;

/// <summary>What has a name among files and is none: a pipe, a device, a socket. To open one may wait for ever, or never come to an end.</summary>
public static partial class SpecialFile
{
    private const int TypeBits = 0xF000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    /// <summary>Whether a path, links followed, leads to such a thing; not when there is nothing: whoever opens it hears that.</summary>
    public static bool Is(string path)
    {
        if (OperatingSystem.IsWindows())
            return false;

        // The runtime's own view of 'struct stat', which differs from system to system: flags, mode, then what is not asked for.
        Span<int> status = stackalloc int[64];
        return Status(path, status) == 0 && (status[1] & TypeBits) is not (Folder or Regular);
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(string path, Span<int> status);
}

/// <summary>A file was to be read that is none.</summary>
public sealed class SpecialFileException : IOException
{
    public SpecialFileException()
        : base("It is a pipe, a device or a socket, no file.")
    {
    }

    public SpecialFileException(string message)
        : base(message)
    {
    }

    public SpecialFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

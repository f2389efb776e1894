using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Owner and group of files. A service reads its configuration by its group: a new file with root's would stop it.</summary>
[SupportedOSPlatform("linux")]
internal static partial class FileOwner
{
    private const int CurrentFolder = -100;
    private const uint NumberOfNames = 0x4;
    private const uint UserAndGroup = 0x18;

    /// <summary>Gives a file the owner and group of another.</summary>
    /// <returns>Whether it has them now.</returns>
    public static bool TryCopy(string from, string to) =>
        OwnerOf(from) is { } wanted && (OwnerOf(to) == wanted || ChangeOwner(to, wanted.User, wanted.Group) == 0);

    /// <summary>Whether a file has more names than one (hard links).</summary>
    public static bool HasOtherNames(string path)
    {
        Span<byte> status = stackalloc byte[256];
        return Status(CurrentFolder, path, 0, NumberOfNames, status) == 0 && MemoryMarshal.Read<uint>(status[16..]) > 1;
    }

    private static (uint User, uint Group)? OwnerOf(string path)
    {
        // The layout of 'struct statx' is the same on every machine; that of 'struct stat' is not.
        Span<byte> status = stackalloc byte[256];
        return Status(CurrentFolder, path, 0, UserAndGroup, status) == 0
            ? (MemoryMarshal.Read<uint>(status[20..]), MemoryMarshal.Read<uint>(status[24..]))
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>A folder of the workspace; its files share it, so that a file costs no more than its name.</summary>
public sealed class WorkspaceFolder(WorkspaceRoot root, string path)
{
    private string? displayPath;

    public WorkspaceRoot Root { get; } = root;

    /// <summary>Within the root, with <c>/</c>; empty for the root itself, absolute outside of it.</summary>
    public string Path { get; } = path;

    /// <summary>Absolute, links resolved. Made when asked for: a large workspace holds each path once.</summary>
    public string FullPath => Root.FullPathOf(Path);

    /// <summary>Relative to the working directory, with <c>/</c>; empty for the working directory itself.</summary>
    public string DisplayPath => displayPath ??= Root.DisplayPathOf(Path);

    /// <summary>The path, within the root, of what bears a name in it.</summary>
    public string PathOf(string name) => Join(Path, name);

    /// <summary>The path, as shown, of what bears a name in it.</summary>
    public string DisplayPathOf(string name) => Join(DisplayPath, name);

    private static string Join(string folder, string name) => folder.Length == 0 ? name : folder == "/" ? folder + name : $"{folder}/{name}";
}

/// <summary>A file that may be linted.</summary>
/// <param name="IsNamed">Whether the user named the file itself.</param>
/// <param name="ForcedKind">What <c>--kind</c> says that it is, or null.</param>
public sealed record WorkspaceFile(WorkspaceFolder Folder, string Name, bool IsNamed, FileKind? ForcedKind)
{
    /// <summary>What standard input is called in reports when the user gives it no name.</summary>
    public const string StandardInputName = "<stdin>";

    /// <summary>What was read from standard input in the file's name, or null when it is read from disk.</summary>
    public ReadOnlyMemory<byte>? StandardInput { get; init; }

    /// <summary>Whether nobody said what the text from standard input is called.</summary>
    public bool IsNameless => StandardInput is not null && Name == StandardInputName;

    /// <summary>Whether the scan saw a length, which pipes and devices have not.</summary>
    public bool IsKnownToHaveContent { get; init; }

    public string FullPath => System.IO.Path.Join(Folder.FullPath, Name);

    /// <summary>Within the root of the workspace, with <c>/</c>: by it files refer to each other.</summary>
    public string Path => Folder.PathOf(Name);

    /// <summary>Relative to the working directory, with <c>/</c>.</summary>
    public string DisplayPath => Folder.DisplayPathOf(Name);

    /// <summary>The file with the text that its bytes are.</summary>
    public SourceFile TextOf(ReadOnlySpan<byte> bytes) =>
        SourceFile.FromBytes(Path, bytes, ReferenceEquals(Folder.Path, Folder.DisplayPath) ? null : DisplayPath);

    /// <summary>The order of reports: that of the paths as shown, unit by unit.</summary>
    public static int Compare(WorkspaceFile left, WorkspaceFile right)
    {
        if (ReferenceEquals(left.Folder, right.Folder))
            return string.CompareOrdinal(left.Name, right.Name);
        var (one, other) = (left.Folder.DisplayPath, right.Folder.DisplayPath);

        // Most differ in their folders, so that the paths need not be put together.
        var order = string.CompareOrdinal(one, 0, other, 0, Math.Min(one.Length, other.Length));
        return order != 0 ? order : string.CompareOrdinal(left.DisplayPath, right.DisplayPath);
    }
}

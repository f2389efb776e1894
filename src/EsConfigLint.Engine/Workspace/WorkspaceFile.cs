namespace EsConfigLint.Engine.Workspace;

/// <summary>A folder of the workspace; its files share it, so that a file costs no more than its name.</summary>
/// <param name="WorkingDirectory">Absolute, links resolved.</param>
/// <param name="DisplayPath">Relative to the working directory, with <c>/</c>; empty for the working directory itself.</param>
public sealed record WorkspaceFolder(string WorkingDirectory, string DisplayPath)
{
    /// <summary>Absolute, links resolved. Made when asked for: a large workspace holds each path once.</summary>
    public string FullPath => DisplayPath.Length == 0 ? WorkingDirectory : Path.GetFullPath(DisplayPath, WorkingDirectory);

    /// <summary>The path, as shown, of what bears a name in it.</summary>
    public string PathOf(string name) => DisplayPath.Length == 0 ? name : $"{DisplayPath}/{name}";
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

    public string FullPath => Path.Join(Folder.FullPath, Name);

    public string DisplayPath => Folder.PathOf(Name);

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

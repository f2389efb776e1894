namespace EsConfigLint.Engine.Workspace;

/// <summary>What a compose project, or a Dockerfile on its own, takes.</summary>
/// <param name="folder">Where its files lie.</param>
/// <param name="names">The names of the files that it consists of, in the order in which they count.</param>
/// <param name="taken">The paths of all files that it refers to, there or not.</param>
/// <param name="settings">Those of them that its containers read as settings, each with the kind of these.</param>
internal sealed class ContainerReach(
    WorkspaceFolder folder, IReadOnlyList<string> names, IReadOnlySet<string> taken, IReadOnlyDictionary<string, FileKind> settings)
{
    public WorkspaceFolder Folder { get; } = folder;

    public IReadOnlyList<string> Names { get; } = names;

    public IReadOnlySet<string> Taken { get; } = taken;

    public IReadOnlyDictionary<string, FileKind> Settings { get; } = settings;

    /// <summary>Whether only its content shows it to be a compose project.</summary>
    public bool IsOdd { get; init; }

    /// <summary>The files that it consists of, as they are read for others.</summary>
    public IEnumerable<WorkspaceFile> Files => Names.Select(name => new WorkspaceFile(Folder, name, IsNamed: false, IsOdd ? FileKind.Compose : null));
}

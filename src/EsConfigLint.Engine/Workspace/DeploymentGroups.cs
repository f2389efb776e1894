namespace EsConfigLint.Engine.Workspace;

/// <summary>Files that are analysed together.</summary>
/// <param name="Targets">Get findings; sorted as reports show them, at least one.</param>
/// <param name="Context">Are read because a target may belong to the same deployment.</param>
public sealed record DeploymentGroup(IReadOnlyList<WorkspaceFile> Targets, IReadOnlyList<WorkspaceFile> Context);

/// <summary>Decides which files are analysed together: a deployment never reaches beyond the folders with one parent.</summary>
/// <param name="rootFolder">Absolute; nothing above it is looked at.</param>
/// <param name="scan">What was found already, or null.</param>
public sealed class DeploymentGroups(string rootFolder, WorkspaceScan? scan = null)
{
    /// <summary>More settings files than this beside each other are a collection, no deployment; each folder then stands for itself.</summary>
    private const int MostInNeighbourhood = 256;

    /// <summary>What compose reads without being told.</summary>
    private const string EnvFileName = ".env";

    private const int LongestText = 1024 * 1024;

    private readonly FolderNames names = new(rootFolder, scan);

    /// <summary>Null until a first file tells where the working directory is.</summary>
    private ContainerFiles? containers;

    /// <param name="files">Sorted as reports show them.</param>
    /// <returns>Sorted by the first target.</returns>
    public IReadOnlyList<DeploymentGroup> Of(IReadOnlyList<WorkspaceFile> files)
    {
        var groups = new List<DeploymentGroup>(files.Count);
        var neighbourhoods = new Dictionary<string, List<WorkspaceFile>>(StringComparer.Ordinal);
        var others = new List<WorkspaceFile>();
        foreach (var file in files)
        {
            if (IsCompose(file))
                Containers(file).Know(file.Folder);
            else if (IsDockerfile(file))
                Containers(file).KnowBuilds(file.Folder);
        }

        foreach (var file in files)
        {
            if (Neighbourhood(file) is { } neighbourhood)
                Add(neighbourhoods, neighbourhood, file);
            else
                others.Add(file);
        }

        foreach (var file in others)
        {
            if (Containers(file).HomeOfOddCompose(file) is { } home)
            {
                Add(neighbourhoods, home.DisplayPath, file);
                neighbourhoods[home.DisplayPath].Sort(WorkspaceFile.Compare);
            }
            else if (file.IsNamed || !IsEnvFile(file))
                groups.Add(new([file], []));
        }

        foreach (var (parent, members) in neighbourhoods)
        {
            if (members.Count <= MostInNeighbourhood && names.IsInside(parent, members[0].Folder.WorkingDirectory))
                groups.Add(WithContext(members, Neighbours(parent, members[0].Folder.WorkingDirectory), file => IsCompose(file) || IsEnvFile(file) || Neighbourhood(file) == parent));
            else
                AddByFolder(groups, members);
        }

        groups.Sort(static (left, right) => WorkspaceFile.Compare(left.Targets[0], right.Targets[0]));
        return groups;
    }

    /// <summary>The folder, as shown, around which a file's deployment lies; null for a file that belongs to none.</summary>
    private string? Neighbourhood(WorkspaceFile file)
    {
        if (IsCompose(file))
            return Containers(file).HomeOfCompose(file).DisplayPath;
        if (IsSettings(file))
        {
            var (files, parent) = (Containers(file), FolderNames.Parent(file.Folder.DisplayPath));
            return (files.ProjectOf(file) ?? files.OddProjectOf(file))?.DisplayPath ?? (files.BuildOf(file) is { } build ? FolderNames.Parent(build.DisplayPath) : parent);
        }

        if (IsDockerfile(file))
            return Containers(file).ProjectOf(file)?.DisplayPath ?? FolderNames.Parent(file.Folder.DisplayPath);
        if (IsEnvFile(file) && file.Name == EnvFileName && Containers(file).HasProjects(file.Folder))
            return file.Folder.DisplayPath;
        if (NameGuess.IsYaml(file.Name))
            return Containers(file).ProjectOf(file)?.DisplayPath ?? (Containers(file).BuildOf(file) is { } build ? FolderNames.Parent(build.DisplayPath) : null);
        return IsEnvFile(file) ? Containers(file).ProjectOf(file)?.DisplayPath : null;
    }

    private ContainerFiles Containers(WorkspaceFile file) =>
        containers ??= new(names, new DiskLookup(rootFolder, file.Folder.WorkingDirectory, LongestText));

    private static bool IsSettings(WorkspaceFile file) => file.ForcedKind is null
        ? NameGuess.Of(file.Name).Certainty != NameCertainty.None || NameGuess.IsKeystoreListing(file.Name)
        : file.ForcedKind is FileKind.Elasticsearch or FileKind.Kibana or FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore;

    private static bool IsCompose(WorkspaceFile file) => file.ForcedKind is null ? NameGuess.IsCompose(file.Name) : file.ForcedKind == FileKind.Compose;

    private static bool IsDockerfile(WorkspaceFile file) =>
        file.ForcedKind is null ? NameGuess.IsDockerfile(file.Name) : file.ForcedKind == FileKind.Dockerfile;

    private static bool IsEnvFile(WorkspaceFile file) => file.ForcedKind is null ? NameGuess.IsEnvFile(file.Name) : file.ForcedKind == FileKind.Env;

    private static void Add(Dictionary<string, List<WorkspaceFile>> lists, string key, WorkspaceFile file)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(file);
    }

    /// <summary>What a Dockerfile takes counts to the folder of that.</summary>
    private void AddByFolder(List<DeploymentGroup> groups, List<WorkspaceFile> members)
    {
        foreach (var folder in members.GroupBy(file => (IsCompose(file) || IsDockerfile(file) || IsEnvFile(file) ? file.Folder : Containers(file).BuildOf(file) ?? file.Folder).DisplayPath, StringComparer.Ordinal))
        {
            var inFolder = folder.ToList();
            if (inFolder.Count <= MostInNeighbourhood)
                groups.Add(WithContext(inFolder, SettingsIn(new(inFolder[0].Folder.WorkingDirectory, folder.Key)), static _ => true));
            else
                groups.AddRange(inFolder.ConvertAll(static file => new DeploymentGroup([file], [])));
        }
    }

    private static DeploymentGroup WithContext(List<WorkspaceFile> targets, IEnumerable<WorkspaceFile> neighbours, Func<WorkspaceFile, bool> belongs)
    {
        var known = targets.Select(static file => file.DisplayPath).ToHashSet(StringComparer.Ordinal);
        var context = neighbours.Where(file => !known.Contains(file.DisplayPath) && belongs(file)).Take(MostInNeighbourhood + 1).ToList();
        context.Sort(WorkspaceFile.Compare);
        return new(targets, context.Count == 0 || targets.Count + context.Count > MostInNeighbourhood ? [] : context);
    }

    /// <summary>The settings files in the folders below one parent. Ignore files hide none of them.</summary>
    private IEnumerable<WorkspaceFile> Neighbours(string parent, string workingDirectory)
    {
        var above = new WorkspaceFolder(workingDirectory, parent);
        foreach (var name in names.FilesOf(above))
        {
            if (NameGuess.IsCompose(name) || CountsBeside(name))
                yield return new(above, name, IsNamed: false, ForcedKind: null);
        }

        foreach (var name in containers?.OddComposeIn(above) ?? [])
            yield return new(above, name, IsNamed: false, FileKind.Compose);

        // Findings about it would be lost if version control left it out: they are then said where it is used.
        var variables = new WorkspaceFile(above, EnvFileName, IsNamed: false, ForcedKind: null);
        if (Containers(variables).HasProjects(above) && File.Exists(variables.FullPath) && !IgnoreRules.IsIgnoredFromTop(variables.FullPath, workingDirectory))
            yield return variables;
        foreach (var name in names.FoldersOf(above))
        {
            foreach (var file in SettingsIn(FolderNames.Below(above, name)))
                yield return file;
        }
    }

    /// <summary>The settings files in a folder, and the Dockerfiles that may take them.</summary>
    private IEnumerable<WorkspaceFile> SettingsIn(WorkspaceFolder folder)
    {
        foreach (var name in names.FilesOf(folder))
        {
            if (CountsBeside(name))
                yield return new(folder, name, IsNamed: false, ForcedKind: null);
        }
    }

    private static bool CountsBeside(string name) => NameGuess.IsDockerfile(name)
        || (!NameGuess.IsCopy(name) && (NameGuess.Of(name).Certainty != NameCertainty.None || NameGuess.IsKeystoreListing(name)));
}

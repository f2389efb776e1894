using System.Collections.ObjectModel;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Files that are analysed together.</summary>
/// <param name="Targets">Get findings; sorted as reports show them, at least one.</param>
/// <param name="Context">Are read because a target may belong to the same deployment.</param>
public sealed record DeploymentGroup(IReadOnlyList<WorkspaceFile> Targets, IReadOnlyList<WorkspaceFile> Context)
{
    /// <summary>As what containers read the settings files that they take, by their paths; may hold those of other groups too.</summary>
    public IReadOnlyDictionary<string, FileKind> ReadAs { get; init; } = ReadOnlyDictionary<string, FileKind>.Empty;
}

/// <summary>Decides which files are analysed together: a deployment never reaches beyond the folders with one parent.</summary>
/// <param name="root">Nothing above it is looked at.</param>
/// <param name="scan">What was found already, or null.</param>
public sealed class DeploymentGroups(WorkspaceRoot root, WorkspaceScan? scan = null)
{
    /// <summary>More settings files than this beside each other are a collection, no deployment; each folder then stands for itself.</summary>
    private const int MostInNeighbourhood = 256;

    /// <summary>What compose reads without being told.</summary>
    private const string EnvFileName = ".env";

    private const int LongestText = 1024 * 1024;

    private readonly FolderNames names = new(scan);

    /// <summary>The projects that take a file which several take, by its path.</summary>
    private readonly Dictionary<string, IReadOnlyList<ContainerReach>> shared = new(StringComparer.Ordinal);

    private readonly Dictionary<string, FileKind> readAs = new(StringComparer.Ordinal);

    private ContainerFiles? containers;

    /// <param name="files">Sorted as reports show them.</param>
    /// <returns>Sorted by the first target.</returns>
    public IReadOnlyList<DeploymentGroup> Of(IReadOnlyList<WorkspaceFile> files)
    {
        var groups = new List<DeploymentGroup>(files.Count);
        var neighbourhoods = new Dictionary<string, List<WorkspaceFile>>(StringComparer.Ordinal);
        var others = new List<WorkspaceFile>();
        WorkspaceFolder? last = null;
        foreach (var file in files)
        {
            if (IsCompose(file))
                Containers.Know(file.Folder);
            else if (IsDockerfile(file))
                Containers.KnowBuilds(file.Folder);
            if (file.Folder != last)
                Containers.KnowHints(file.Folder);
            last = file.Folder;
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
            if (HomeOfOdd(file) is { } home)
            {
                Add(neighbourhoods, home, file);
                neighbourhoods[home].Sort(WorkspaceFile.Compare);
            }
            else if (file.IsNamed || !IsEnvFile(file))
                groups.Add(new([file], []));
        }

        foreach (var (parent, members) in neighbourhoods)
        {
            if (members.Count <= MostInNeighbourhood && WorkspaceRoot.IsInside(parent))
            {
                var neighbours = Neighbours(new(root, parent)).Concat(OtherProjectsOf(members));
                groups.Add(WithContext(members, neighbours, file => IsCompose(file) || IsEnvFile(file) || Neighbourhood(file) == parent));
            }
            else
                AddByFolder(groups, members);
        }

        groups.Sort(static (left, right) => WorkspaceFile.Compare(left.Targets[0], right.Targets[0]));
        return groups;
    }

    /// <summary>The folder around which a file's deployment lies; null for a file that belongs to none.</summary>
    private string? Neighbourhood(WorkspaceFile file)
    {
        if (IsCompose(file))
            return Containers.HomeOfCompose(file).Path;
        if (IsSettings(file))
            return HomeOf(file, asksOdd: true) ?? HomeOfBuild(file) ?? FolderNames.Parent(file.Folder.Path);
        if (IsDockerfile(file))
            return HomeOf(file, asksOdd: file.IsNamed || Containers.IsOfStack(file)) ?? FolderNames.Parent(file.Folder.Path);
        if (IsEnvFile(file))
            return file.Name == EnvFileName && Containers.HasProjects(file.Folder) ? file.Folder.Path : HomeOf(file, asksOdd: file.IsNamed);

        // Most YAML is none of ours: only a word in its name makes it worth a look into the files around.
        return NameGuess.IsYaml(file.Name)
            ? HomeOf(file, asksOdd: file.IsNamed || NameGuess.Hint(file.Name) != FileKind.Unknown) ?? HomeOfBuild(file)
            : null;
    }

    /// <summary>The folder around which the nearest project lies that takes a file; null when none does.</summary>
    private string? HomeOf(WorkspaceFile file, bool asksOdd)
    {
        var projects = Containers.ProjectsOf(file, asksOdd);
        if (projects.Count == 0)
            return null;
        var path = file.Path;
        foreach (var project in projects)
            Note(project, path);
        if (projects.Count > 1)
            shared[path] = projects;
        return Containers.HomeOf(projects[0]).Path;
    }

    /// <summary>
    /// The folder around which a project under an odd name lies that a file is a part of, or that takes it: what is known in the end may
    /// take more than what asked for it.
    /// </summary>
    private string? HomeOfOdd(WorkspaceFile file) =>
        Containers.HasFoundOdd ? Containers.HomeOfOddCompose(file)?.Path ?? HomeOf(file, asksOdd: false) : null;

    /// <summary>The folder around the nearest Dockerfile that takes a file.</summary>
    private string? HomeOfBuild(WorkspaceFile file)
    {
        if (Containers.BuildOf(file) is not { } build)
            return null;
        Note(build, file.Path);
        return FolderNames.Parent(build.Folder.Path);
    }

    private void Note(ContainerReach reach, string path)
    {
        if (reach.Settings.TryGetValue(path, out var kind))
            readAs.TryAdd(path, kind);
    }

    /// <summary>The compose files of the projects elsewhere that take some of these files too: each judges them in its own way.</summary>
    private IEnumerable<WorkspaceFile> OtherProjectsOf(List<WorkspaceFile> members)
    {
        if (shared.Count == 0)
            return [];
        return members.SelectMany(member => shared.GetValueOrDefault(member.Path) ?? []).Distinct().SelectMany(static project => project.Files);
    }

    private ContainerFiles Containers => containers ??= new(names, new(names, new DiskLookup(root, LongestText)));

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
        foreach (var folder in members.GroupBy(file => FolderOf(file).Path, StringComparer.Ordinal))
        {
            var inFolder = folder.ToList();
            if (inFolder.Count <= MostInNeighbourhood)
                groups.Add(WithContext(inFolder, SettingsIn(new(root, folder.Key)), static _ => true));
            else
                groups.AddRange(inFolder.ConvertAll(static file => new DeploymentGroup([file], [])));
        }

        WorkspaceFolder FolderOf(WorkspaceFile file) =>
            IsCompose(file) || IsDockerfile(file) || IsEnvFile(file) ? file.Folder : Containers.BuildOf(file)?.Folder ?? file.Folder;
    }

    private DeploymentGroup WithContext(List<WorkspaceFile> targets, IEnumerable<WorkspaceFile> neighbours, Func<WorkspaceFile, bool> belongs)
    {
        var known = targets.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        var context = neighbours.Where(file => !known.Contains(file.Path) && belongs(file) && known.Add(file.Path)).Take(MostInNeighbourhood + 1).ToList();
        context.Sort(WorkspaceFile.Compare);
        return new(targets, context.Count == 0 || targets.Count + context.Count > MostInNeighbourhood ? [] : context) { ReadAs = readAs };
    }

    /// <summary>The settings files in the folders below one parent. Ignore files hide none of them.</summary>
    private IEnumerable<WorkspaceFile> Neighbours(WorkspaceFolder above)
    {
        foreach (var name in names.FilesOf(above))
        {
            if (NameGuess.IsCompose(name) || CountsBeside(name))
                yield return new(above, name, IsNamed: false, ForcedKind: null);
        }

        foreach (var name in containers?.OddComposeIn(above) ?? [])
            yield return new(above, name, IsNamed: false, FileKind.Compose);

        // Findings about it would be lost if version control left it out: they are then said where it is used.
        var variables = new WorkspaceFile(above, EnvFileName, IsNamed: false, ForcedKind: null);
        if (Containers.HasProjects(above) && File.Exists(variables.FullPath) && !IgnoreRules.IsIgnoredFromTop(variables.FullPath, root.WorkingDirectory))
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

using System.Text;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>The compose projects and Dockerfiles in the folders of a workspace, with what they take; each folder is read once.</summary>
/// <param name="lookup">What they refer to.</param>
internal sealed class ContainerReaches(FolderNames names, IFileLookup lookup)
{
    /// <summary>More folders than this beside each other are no deployment's.</summary>
    private const int MostFolders = 256;

    /// <summary>More files than this beside each other are manifests, no compose projects under odd names.</summary>
    private const int MostOddFiles = 32;

    /// <summary>More folders than this are not looked into, in a whole run, for projects that may lie anywhere.</summary>
    private const int MostFoldersAnywhere = 1024;

    private static readonly ContainerReach[] None = [];

    private readonly Dictionary<string, ContainerReach[]> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContainerReach[]> projectsBelow = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContainerReach[]> oddProjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContainerReach[]> builds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContainerReach[]> projectsAnywhere = new(StringComparer.Ordinal);
    private readonly HashSet<string> dockerfilesOfStack = new(StringComparer.Ordinal);
    private int foldersLeft = MostFoldersAnywhere;

    /// <summary>The compose projects in a folder whose names tell.</summary>
    public ContainerReach[] ProjectsIn(WorkspaceFolder folder) =>
        Reaches(projects, folder, static name => NameGuess.IsCompose(name), (home, files) => ProjectsOf(home, files, areOdd: false));

    /// <summary>Those that only their content shows to be any.</summary>
    public ContainerReach[] OddProjectsIn(WorkspaceFolder folder) => Reaches(
        oddProjects,
        folder,
        static name => NameGuess.IsYaml(name) && !NameGuess.IsCompose(name) && NameGuess.Of(name).Certainty == NameCertainty.None,
        (home, files) => files.Count > MostOddFiles ? [] : ProjectsOf(home, files.FindAll(IsComposeByContent), areOdd: true));

    /// <summary>Whether a name in a folder lets expect one of these.</summary>
    public bool HintsAtOddProjects(WorkspaceFolder folder)
    {
        foreach (var name in names.FilesOf(folder))
        {
            if (NameGuess.HintsAtCompose(name))
                return true;
        }

        return false;
    }

    /// <summary>The Dockerfiles in a folder that take anything.</summary>
    public ContainerReach[] BuildsIn(WorkspaceFolder folder) => Reaches(builds, folder, static name => NameGuess.IsDockerfile(name), BuildsOf);

    /// <summary>Whether a Dockerfile has to do with the stack.</summary>
    public bool IsOfStack(WorkspaceFile dockerfile)
    {
        BuildsIn(dockerfile.Folder);
        return dockerfilesOfStack.Contains(dockerfile.Path);
    }

    /// <summary>The compose projects in the folders of a folder.</summary>
    public ContainerReach[] ProjectsBelow(WorkspaceFolder folder)
    {
        if (projectsBelow.TryGetValue(folder.Path, out var known))
            return known;
        List<ContainerReach>? found = null;
        var below = names.FoldersOf(folder);
        foreach (var name in below.Count > MostFolders ? [] : below)
        {
            if (ProjectsIn(FolderNames.Below(folder, name)) is { Length: > 0 } reaches)
                (found ??= []).AddRange(reaches);
        }

        return projectsBelow[folder.Path] = found is null ? None : [.. found];
    }

    /// <summary>
    /// The compose projects in a folder and however deep below it, as far as patience reaches: the nearest folders first, hidden ones not
    /// at all.
    /// </summary>
    public ContainerReach[] ProjectsAnywhereIn(WorkspaceFolder folder)
    {
        if (projectsAnywhere.TryGetValue(folder.Path, out var known))
            return known;
        var found = new List<ContainerReach>();
        var pending = new Queue<WorkspaceFolder>([folder]);
        for (var visited = 0; visited < MostFolders && foldersLeft > 0 && pending.TryDequeue(out var next); visited++, foldersLeft--)
        {
            found.AddRange(ProjectsIn(next));
            if (HintsAtOddProjects(next))
                found.AddRange(OddProjectsIn(next));
            foreach (var name in names.FoldersOf(next))
            {
                if (!name.StartsWith('.'))
                    pending.Enqueue(FolderNames.Below(next, name));
            }
        }

        return projectsAnywhere[folder.Path] = [.. found];
    }

    private ContainerReach[] Reaches(
        Dictionary<string, ContainerReach[]> known,
        WorkspaceFolder folder,
        Func<string, bool> isMeant,
        Func<WorkspaceFolder, List<SourceFile>, List<ContainerReach>> read)
    {
        if (known.TryGetValue(folder.Path, out var reaches))
            return reaches;
        List<SourceFile>? files = null;
        foreach (var name in names.FilesOf(folder))
        {
            if (isMeant(name) && lookup.Find(folder.PathOf(name)) is { } file)
                (files ??= []).Add(file);
        }

        // Most folders hold none, and their names are known anyway.
        return files is null ? None : known[folder.Path] = [.. read(folder, files)];
    }

    private List<ContainerReach> ProjectsOf(WorkspaceFolder folder, List<SourceFile> files, bool areOdd)
    {
        var reaches = new List<ContainerReach>();
        foreach (var members in ComposeProjects.Of(files, lookup))
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            var project = ComposeProject.Read(members, lookup);
            var plans = ComposePlans.Of(project, lookup, taken, new List<Container>());
            foreach (var reference in project.References)
                taken.Add(reference.Path);

            // COMPOSE_FILE may name files of other folders: those are taken like any other.
            taken.UnionWith(members.Select(static member => member.Path));
            var own = members.Select(static member => FilePaths.NameOf(member.Path)).Where(name => taken.Remove(folder.PathOf(name))).ToList();
            if (own.Count > 0)
                reaches.Add(new(folder, own, taken, SettingsOf(plans, taken)) { IsOdd = areOdd });
        }

        return reaches;
    }

    private List<ContainerReach> BuildsOf(WorkspaceFolder folder, List<SourceFile> files)
    {
        var reaches = new List<ContainerReach>();
        foreach (var file in files)
        {
            if (StackMention.IsIn(file.Text))
                dockerfilesOfStack.Add(file.Path);
            var taken = new HashSet<string>(StringComparer.Ordinal);
            var plans = ComposePlans.OfDockerfile(file, lookup, taken, new List<Container>());
            if (taken.Count > 0)
                reaches.Add(new(folder, [FilePaths.NameOf(file.Path)], taken, SettingsOf(plans, taken)));
        }

        return reaches;
    }

    /// <param name="taken">Gets the files that stand behind links: these are the ones that a run finds.</param>
    private Dictionary<string, FileKind> SettingsOf(IReadOnlyList<ContainerPlan> plans, HashSet<string> taken)
    {
        var settings = new Dictionary<string, FileKind>(StringComparer.Ordinal);
        foreach (var carrier in plans.SelectMany(static plan => plan.Carriers))
        {
            if (carrier is not (ElasticsearchYmlCarrier or KibanaYmlCarrier))
                continue;
            var kind = carrier.Product == Product.Kibana ? FileKind.Kibana : FileKind.Elasticsearch;
            var target = lookup.TargetOf(carrier.File.Path);
            settings.TryAdd(carrier.File.Path, kind);
            settings.TryAdd(target, kind);
            taken.Add(target);
        }

        return settings;
    }

    private static bool IsComposeByContent(SourceFile file) =>
        ContentOutline.Of(Encoding.UTF8.GetBytes(file.Text), static (_, _) => false, countSettings: false).IsCompose;
}

using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Which compose project or Dockerfile takes a file: as settings, a build, an env file, or a part of its own.</summary>
internal sealed class ContainerFiles
{
    /// <summary>More folders than this beside each other are no deployment's.</summary>
    private const int MostFolders = 256;

    /// <summary>More files than this beside each other are manifests, no compose projects under odd names.</summary>
    private const int MostOddFiles = 32;

    private static readonly Reach[] None = [];

    private readonly Dictionary<string, Reach[]> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reach[]> projectsBelow = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reach[]> oddProjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reach[]> builds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkspaceFolder> oddHomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkspaceFolder> knownFolders = new(StringComparer.Ordinal);
    private readonly FolderNames names;
    private readonly IFileLookup lookup;

    private readonly Dictionary<string, Surroundings> surroundings = new(StringComparer.Ordinal);

    private Dictionary<string, Reach>? knownTaken;

    /// <param name="lookup">What they refer to.</param>
    public ContainerFiles(FolderNames names, IFileLookup lookup)
    {
        this.names = names;
        this.lookup = lookup;
    }

    /// <summary>The folder of the project that takes a file, nearest first, or of the one that includes that project; null when there is none.</summary>
    public WorkspaceFolder? ProjectOf(WorkspaceFile file) => Home(Taking(AroundOf(file.Folder).Projects, file) ?? SearchBeside(file) ?? SearchKnown(file));

    /// <summary>Tells of a folder with compose files, wherever it is.</summary>
    public void Know(WorkspaceFolder folder)
    {
        if (knownFolders.TryAdd(folder.Path, folder))
            knownTaken = null;
    }

    /// <summary>As <see cref="ProjectOf"/>, among files that only their content shows to be compose files.</summary>
    public WorkspaceFolder? OddProjectOf(WorkspaceFile file)
    {
        if (Taking(OddProjectsAround(AroundOf(file.Folder)), file) is not { } found)
            return null;
        var home = Home(found);
        foreach (var path in found.Files)
            oddHomes[path] = home!;
        return home;
    }

    /// <summary>The folder of the project that a compose file is a part of; its own when it stands for itself.</summary>
    public WorkspaceFolder HomeOfCompose(WorkspaceFile file)
    {
        if (IncluderOf(file.Folder, file.Path) is { } above)
            return above;
        return ComposeProjects.IsDefaultName(file.Name) ? file.Folder : Home(SearchBeside(file) ?? Taking(ProjectsBelow(file.Folder), file.Path) ?? SearchKnown(file)) ?? file.Folder;
    }

    /// <summary>The names of the files in a folder that were found to be compose files by what they take.</summary>
    public IEnumerable<string> OddComposeIn(WorkspaceFolder folder)
    {
        foreach (var path in oddHomes.Keys)
        {
            var slash = path.LastIndexOf('/');
            if (string.Equals(slash < 0 ? "" : path[..slash], folder.Path, StringComparison.Ordinal))
                yield return path[(slash + 1)..];
        }
    }

    /// <summary>Where a compose file under an odd name, of which a settings file was found to be a part, is at home.</summary>
    public WorkspaceFolder? HomeOfOddCompose(WorkspaceFile file) => oddHomes.GetValueOrDefault(file.Path);

    /// <summary>The folder of the nearest Dockerfile that takes a file.</summary>
    public WorkspaceFolder? BuildOf(WorkspaceFile file) => Taking(AroundOf(file.Folder).Builds, file)?.Folder;

    public bool HasProjects(WorkspaceFolder folder) => ProjectsIn(folder).Length > 0;

    private WorkspaceFolder? Home(Reach? reach) => reach is null ? null : IncluderOf(reach.Folder, reach.Files[0]) ?? reach.Folder;

    /// <summary>The folder, above its own, of the outermost project that takes a compose file in.</summary>
    private WorkspaceFolder? IncluderOf(WorkspaceFolder folder, string path) =>
        AroundOf(folder).Above is { } above ? Home(Taking(above.Projects, path)) : null;

    /// <summary>What lies in a folder and above it, each folder asked once.</summary>
    private Surroundings AroundOf(WorkspaceFolder folder)
    {
        if (surroundings.TryGetValue(folder.Path, out var known))
            return known;
        var above = names.Above(folder) is { } parent ? AroundOf(parent) : null;
        return surroundings[folder.Path] = new(folder, above)
        {
            Projects = Joined(ProjectsIn(folder), above?.Projects),
            Builds = Joined(BuildsIn(folder), above?.Builds),
        };
    }

    private Reach[] OddProjectsAround(Surroundings around) =>
        around.OddProjects ??= Joined(OddProjectsIn(around.Folder), around.Above is { } above ? OddProjectsAround(above) : null);

    private static Reach[] Joined(Reach[] own, Reach[]? above) => above is not { Length: > 0 } ? own : own.Length == 0 ? above : [.. own, .. above];

    /// <summary>The first of them that takes a file.</summary>
    private static Reach? Taking(Reach[] reaches, WorkspaceFile file) => reaches.Length == 0 ? null : Taking(reaches, file.Path);

    private Reach? SearchBeside(WorkspaceFile file) =>
        AroundOf(file.Folder).Above is { } above ? Taking(ProjectsBelow(above.Folder), file) : null;

    private Reach? SearchKnown(WorkspaceFile file)
    {
        if (knownFolders.Count == 0)
            return null;
        if (knownTaken is null)
        {
            knownTaken = new(StringComparer.Ordinal);
            foreach (var reach in knownFolders.Values.SelectMany(ProjectsIn))
            {
                foreach (var path in reach.Taken)
                    knownTaken.TryAdd(path, reach);
            }
        }

        return knownTaken.Count == 0 ? null : knownTaken.GetValueOrDefault(file.Path);
    }

    private static Reach? Taking(Reach[] reaches, string path)
    {
        foreach (var reach in reaches)
        {
            if (reach.Taken.Contains(path))
                return reach;
        }

        return null;
    }

    private Reach[] ProjectsBelow(WorkspaceFolder folder)
    {
        if (projectsBelow.TryGetValue(folder.Path, out var known))
            return known;
        List<Reach>? found = null;
        var below = names.FoldersOf(folder);
        foreach (var name in below.Count > MostFolders ? [] : below)
        {
            if (ProjectsIn(FolderNames.Below(folder, name)) is { Length: > 0 } reaches)
                (found ??= []).AddRange(reaches);
        }

        return projectsBelow[folder.Path] = found is null ? None : [.. found];
    }

    private Reach[] ProjectsIn(WorkspaceFolder folder) => Reaches(projects, folder, static name => NameGuess.IsCompose(name), ProjectsOf);

    private Reach[] BuildsIn(WorkspaceFolder folder) => Reaches(builds, folder, static name => NameGuess.IsDockerfile(name), BuildsOf);

    private Reach[] OddProjectsIn(WorkspaceFolder folder) =>
        Reaches(oddProjects, folder, static name => NameGuess.IsYaml(name) && !NameGuess.IsCompose(name) && NameGuess.Of(name).Certainty == NameCertainty.None, OddProjectsOf);

    private Reach[] Reaches(Dictionary<string, Reach[]> known, WorkspaceFolder folder, Func<string, bool> isMeant, Func<WorkspaceFolder, List<SourceFile>, List<Reach>> read)
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

    private List<Reach> ProjectsOf(WorkspaceFolder folder, List<SourceFile> files)
    {
        var reaches = new List<Reach>();
        foreach (var members in ComposeProjects.Of(files))
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            var project = ComposeProject.Read(members, lookup);
            ComposePlans.Of(project, lookup, taken, new List<Container>());
            foreach (var reference in project.References)
                taken.Add(reference.Path);
            taken.ExceptWith(members.Select(static member => member.Path));
            reaches.Add(new(folder, [.. members.Select(static member => member.Path)], taken));
        }

        return reaches;
    }

    private List<Reach> OddProjectsOf(WorkspaceFolder folder, List<SourceFile> files) => files.Count > MostOddFiles ? [] : ProjectsOf(folder, files.FindAll(IsComposeByContent));

    private List<Reach> BuildsOf(WorkspaceFolder folder, List<SourceFile> files)
    {
        var reaches = new List<Reach>();
        foreach (var file in files)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            ComposePlans.OfDockerfile(file, lookup, taken, new List<Container>());
            if (taken.Count > 0)
                reaches.Add(new(folder, [file.Path], taken));
        }

        return reaches;
    }

    private static bool IsComposeByContent(SourceFile file) =>
        ContentOutline.Of(System.Text.Encoding.UTF8.GetBytes(file.Text), static (_, _) => false, countSettings: false).IsCompose;

    /// <summary>What may take the files of a folder: that which lies in it, then in the folders above.</summary>
    private sealed class Surroundings(WorkspaceFolder folder, Surroundings? above)
    {
        public WorkspaceFolder Folder { get; } = folder;

        public Surroundings? Above { get; } = above;

        public required Reach[] Projects { get; init; }

        public required Reach[] Builds { get; init; }

        /// <summary>Null until somebody asks.</summary>
        public Reach[]? OddProjects { get; set; }
    }

    /// <summary>What a project or a Dockerfile takes.</summary>
    /// <param name="Files">Those that it consists of.</param>
    /// <param name="Taken">The paths of all files that it refers to, there or not.</param>
    private sealed record Reach(WorkspaceFolder Folder, IReadOnlyList<string> Files, IReadOnlySet<string> Taken);
}

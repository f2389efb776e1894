using EsConfigLint.Core.Carriers.Compose;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Which compose projects and Dockerfiles take a file: as settings, a build, an env file, or a part of their own.</summary>
internal sealed class ContainerFiles(FolderNames names, ContainerReaches reaches)
{
    private static readonly ContainerReach[] None = [];

    private readonly Dictionary<string, Surroundings> surroundings = new(StringComparer.Ordinal);
    private readonly KnownReaches projects = new(reaches.ProjectsIn);
    private readonly KnownReaches oddProjects = new(reaches.OddProjectsIn);
    private readonly KnownReaches builds = new(reaches.BuildsIn);

    private readonly HashSet<string> askedForHints = new(StringComparer.Ordinal);

    /// <summary>By folder and name, where the compose files under odd names that take something are at home.</summary>
    private readonly Dictionary<string, Dictionary<string, WorkspaceFolder>> oddHomes = new(StringComparer.Ordinal);

    /// <summary>Tells of a folder with compose files, wherever it is.</summary>
    public void Know(WorkspaceFolder folder) => projects.Add(folder);

    /// <summary>Tells of a folder with Dockerfiles, wherever it is.</summary>
    public void KnowBuilds(WorkspaceFolder folder) => builds.Add(folder);

    /// <summary>Tells of a folder that may hold compose files under odd names, if a name in it lets expect one.</summary>
    public void KnowHints(WorkspaceFolder folder)
    {
        if (askedForHints.Add(folder.Path) && reaches.HintsAtOddProjects(folder))
            oddProjects.Add(folder);
    }

    /// <summary>The compose projects that take a file, the nearest first.</summary>
    /// <param name="asksOdd">Whether the files around are looked into that only their content can show to be compose files.</param>
    public IReadOnlyList<ContainerReach> ProjectsOf(WorkspaceFile file, bool asksOdd)
    {
        List<ContainerReach>? found = null;

        // Most files have nothing around that takes any, and their paths need not be put together.
        string? path = null;
        var around = AroundOf(file.Folder);
        Add(around.Projects);
        if (around.Above is { } above)
            Add(reaches.ProjectsBelow(above.Folder));
        Add(projects.Taking(file));
        if (asksOdd)
            Add(OddProjectsAround(around));
        Add(oddProjects.Taking(file));

        // A run over the folder would know of the projects in it. Whoever names a file alone should hear the same of it.
        for (var outer = file.IsNamed ? around.Above : null; outer is not null; outer = outer.Above)
            Add(reaches.ProjectsAnywhereIn(outer.Folder));
        if (found is null)
            return None;
        foreach (var reach in found)
        {
            if (reach.IsOdd)
                Remember(reach);
        }

        return found;

        void Add(IReadOnlyList<ContainerReach> some)
        {
            for (var i = 0; i < some.Count; i++)
            {
                if (some[i].Taken.Contains(path ??= file.Path) && found?.Contains(some[i]) != true)
                    (found ??= []).Add(some[i]);
            }
        }
    }

    /// <summary>Whether a Dockerfile has to do with the stack.</summary>
    public bool IsOfStack(WorkspaceFile dockerfile) => reaches.IsOfStack(dockerfile);

    /// <summary>The folder around which the deployment of a project lies: its own, or that of the outermost project that takes it in.</summary>
    public WorkspaceFolder HomeOf(ContainerReach project) =>
        IncluderOf(project.Folder, project.Folder.PathOf(project.Names[0])) is { } includer ? HomeOf(includer) : project.Folder;

    /// <summary>The folder of the project that a compose file is a part of; its own when it stands for itself.</summary>
    public WorkspaceFolder HomeOfCompose(WorkspaceFile file)
    {
        var path = file.Path;
        var outer = IncluderOf(file.Folder, path);
        if (outer is null && !ComposeProjects.IsDefaultName(file.Name))
        {
            outer = (AroundOf(file.Folder).Above is { } above ? Taking(reaches.ProjectsBelow(above.Folder), path) : null)
                ?? Taking(reaches.ProjectsBelow(file.Folder), path)
                ?? Taking(projects.Taking(file), path);
        }

        return outer is null ? file.Folder : HomeOf(outer);
    }

    /// <summary>Whether compose files under odd names were found that take something.</summary>
    public bool HasFoundOdd => oddHomes.Count > 0;

    /// <summary>The names of the files in a folder that were found to be compose files by what they take.</summary>
    public IEnumerable<string> OddComposeIn(WorkspaceFolder folder) => oddHomes.TryGetValue(folder.Path, out var homes) ? homes.Keys : [];

    /// <summary>Where a compose file under an odd name, which was found to take something, is at home.</summary>
    public WorkspaceFolder? HomeOfOddCompose(WorkspaceFile file) =>
        oddHomes.TryGetValue(file.Folder.Path, out var homes) ? homes.GetValueOrDefault(file.Name) : null;

    /// <summary>The nearest Dockerfile that takes a file.</summary>
    public ContainerReach? BuildOf(WorkspaceFile file) =>
        AroundOf(file.Folder).Builds is { Length: > 0 } around && Taking(around, file.Path) is { } nearest ? nearest
        : builds.Taking(file) is [var other, ..] ? other : null;

    public bool HasProjects(WorkspaceFolder folder) => reaches.ProjectsIn(folder).Length > 0;

    private void Remember(ContainerReach odd)
    {
        if (!oddHomes.TryGetValue(odd.Folder.Path, out var homes))
            oddHomes[odd.Folder.Path] = homes = new(StringComparer.Ordinal);
        foreach (var name in odd.Names)
            homes.TryAdd(name, HomeOf(odd));

        // What it takes besides is looked up from now on, wherever it lies.
        oddProjects.Add(odd.Folder);
    }

    /// <summary>The nearest project above its own folder that takes a compose file in.</summary>
    private ContainerReach? IncluderOf(WorkspaceFolder folder, string path) =>
        AroundOf(folder).Above is { } above ? Taking(above.Projects, path) : null;

    /// <summary>What lies in a folder and above it, each folder asked once.</summary>
    private Surroundings AroundOf(WorkspaceFolder folder)
    {
        if (surroundings.TryGetValue(folder.Path, out var known))
            return known;
        var above = names.Above(folder) is { } parent ? AroundOf(parent) : null;
        KnowHints(folder);
        return surroundings[folder.Path] = new(folder, above)
        {
            Projects = Joined(reaches.ProjectsIn(folder), above?.Projects),
            Builds = Joined(reaches.BuildsIn(folder), above?.Builds),
        };
    }

    private ContainerReach[] OddProjectsAround(Surroundings around) =>
        around.OddProjects ??= Joined(reaches.OddProjectsIn(around.Folder), around.Above is { } above ? OddProjectsAround(above) : null);

    private static ContainerReach[] Joined(ContainerReach[] own, ContainerReach[]? above) =>
        above is not { Length: > 0 } ? own : own.Length == 0 ? above : [.. own, .. above];

    /// <summary>The first of them that takes a file.</summary>
    private static ContainerReach? Taking(IReadOnlyList<ContainerReach> some, string path)
    {
        for (var i = 0; i < some.Count; i++)
        {
            if (some[i].Taken.Contains(path))
                return some[i];
        }

        return null;
    }

    /// <summary>What may take the files of a folder: that which lies in it, then in the folders above.</summary>
    private sealed class Surroundings(WorkspaceFolder folder, Surroundings? above)
    {
        public WorkspaceFolder Folder { get; } = folder;

        public Surroundings? Above { get; } = above;

        public required ContainerReach[] Projects { get; init; }

        public required ContainerReach[] Builds { get; init; }

        /// <summary>Null until somebody asks.</summary>
        public ContainerReach[]? OddProjects { get; set; }
    }

    /// <summary>Projects and Dockerfiles wherever they lie, found by the files that they take.</summary>
    private sealed class KnownReaches(Func<WorkspaceFolder, ContainerReach[]> read)
    {
        private readonly HashSet<string> folders = new(StringComparer.Ordinal);

        private readonly Dictionary<string, List<ContainerReach>> taking = new(StringComparer.Ordinal);

        private readonly List<WorkspaceFolder> unread = [];

        public void Add(WorkspaceFolder folder)
        {
            if (folders.Add(folder.Path))
                unread.Add(folder);
        }

        public IReadOnlyList<ContainerReach> Taking(WorkspaceFile file)
        {
            foreach (var reach in unread.SelectMany(read))
            {
                foreach (var taken in reach.Taken)
                {
                    if (!taking.TryGetValue(taken, out var some))
                        taking[taken] = some = [];
                    some.Add(reach);
                }
            }

            unread.Clear();
            return taking.Count > 0 && taking.TryGetValue(file.Path, out var found) ? found : None;
        }
    }
}

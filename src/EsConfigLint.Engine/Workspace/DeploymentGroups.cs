using System.IO.Enumeration;

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

    /// <summary>How far above a settings file the compose file that mounts it is looked for.</summary>
    private const int MostLevels = 5;

    /// <summary>What compose reads without being told.</summary>
    private const string EnvFileName = ".env";

    private const int LongestText = 1024 * 1024;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly Dictionary<string, string[]> fileNames = new(StringComparer.Ordinal);

    private readonly Dictionary<string, WorkspaceFolder?> parents = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<NamedText>> composeTexts = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<NamedText>> dockerfileTexts = new(StringComparer.Ordinal);

    private readonly string root = rootFolder.EndsWith('/') ? rootFolder : rootFolder + "/";

    /// <param name="files">Sorted as reports show them.</param>
    /// <returns>Sorted by the first target.</returns>
    public IReadOnlyList<DeploymentGroup> Of(IReadOnlyList<WorkspaceFile> files)
    {
        var groups = new List<DeploymentGroup>(files.Count);
        var neighbourhoods = new Dictionary<string, List<WorkspaceFile>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.StandardInput is null && IsCompose(file))
                Add(neighbourhoods, (IncluderOf(file.Folder, file.Name) ?? file.Folder).DisplayPath, file);
            else if (file.StandardInput is null && IsSettings(file))
                Add(neighbourhoods, ProjectOf(file) ?? Neighbourhood(file.Folder), file);
            else if (file.StandardInput is null && NameGuess.IsYaml(file.Name) && ProjectOf(file) is { } project)
                Add(neighbourhoods, project, file);
            else if (file.StandardInput is null && IsDockerfile(file))
                Add(neighbourhoods, ProjectOf(file) ?? file.Folder.DisplayPath, file);
            else if (file.StandardInput is null && IsEnvFile(file) && ProjectUsing(file) is { } user)
                Add(neighbourhoods, user, file);
            else if (file.IsNamed || !IsEnvFile(file))
                groups.Add(new([file], []));
        }

        foreach (var (parent, members) in neighbourhoods)
        {
            if (members.Count <= MostInNeighbourhood && IsInside(parent, members[0].Folder))
                groups.Add(WithContext(members, Neighbours(parent, members[0].Folder.WorkingDirectory), file => IsCompose(file) || IsEnvFile(file) || (ProjectOf(file) ?? Neighbourhood(file.Folder)) == parent));
            else
                AddByFolder(groups, members);
        }

        groups.Sort(static (left, right) => WorkspaceFile.Compare(left.Targets[0], right.Targets[0]));
        return groups;
    }

    private static bool IsSettings(WorkspaceFile file) => file.ForcedKind is null
        ? NameGuess.Of(file.Name).Certainty != NameCertainty.None || NameGuess.IsKeystoreListing(file.Name)
        : file.ForcedKind is FileKind.Elasticsearch or FileKind.Kibana or FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore;

    /// <summary>Whether a file that is only found may be settings or a listing.</summary>
    private static bool IsSettings(string name) =>
        !NameGuess.IsCopy(name) && (NameGuess.Of(name).Certainty != NameCertainty.None || NameGuess.IsKeystoreListing(name));

    private static bool IsCompose(WorkspaceFile file) => file.ForcedKind is null ? NameGuess.IsCompose(file.Name) : file.ForcedKind == FileKind.Compose;

    private static bool IsDockerfile(WorkspaceFile file) =>
        file.ForcedKind is null ? NameGuess.IsDockerfile(file.Name) : file.ForcedKind == FileKind.Dockerfile;

    private static bool IsEnvFile(WorkspaceFile file) => file.ForcedKind is null ? NameGuess.IsEnvFile(file.Name) : file.ForcedKind == FileKind.Env;

    /// <summary>
    /// The folder of the nearest compose file above a settings file that mentions it, or that builds what takes the file, or of the
    /// project that includes that one; null when there is none.
    /// </summary>
    private string? ProjectOf(WorkspaceFile file)
    {
        var folder = file.Folder;
        WorkspaceFolder? build = null;
        for (var level = 0; level < MostLevels; level++)
        {
            foreach (var dockerfile in Texts(dockerfileTexts, folder, static name => NameGuess.IsDockerfile(name)))
            {
                if (Mentions(dockerfile.Text, PathFrom(level, file.Folder, file.Name)))
                    build ??= folder;
            }

            foreach (var compose in ComposeTexts(folder))
            {
                if (Mentions(compose.Text, PathFrom(level, file.Folder, file.Name)) || (build is not null && Builds(compose.Text, Below(folder, build))))
                    return (IncluderOf(folder, compose.Name) ?? folder).DisplayPath;
            }

            if (Above(folder) is not { } above)
                return null;
            folder = above;
        }

        return null;
    }

    /// <summary>The path of a folder as seen from one above it, or from itself.</summary>
    private static string Below(WorkspaceFolder above, WorkspaceFolder folder) => above.DisplayPath.Length == folder.DisplayPath.Length ? ""
        : folder.DisplayPath[(above.DisplayPath.Length == 0 ? 0 : above.DisplayPath.Length + 1)..];

    /// <summary>Whether a compose file builds what a folder holds.</summary>
    private static bool Builds(string compose, string folder)
    {
        foreach (var line in compose.AsSpan().EnumerateLines())
        {
            foreach (var key in (ReadOnlySpan<string>)["build:", "context:"])
            {
                var at = line.IndexOf(key);
                if (at < 0)
                    continue;
                var value = line[(at + key.Length)..];
                var end = value.IndexOfAny(",}#");
                value = (end < 0 ? value : value[..end]).Trim().Trim("\"'");
                if (!value.IsEmpty && (value is "." or "./" ? folder.Length == 0 : (value.StartsWith("./") ? value[2..] : value).TrimEnd('/').SequenceEqual(folder)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The folder, above its own, of the outermost project that includes a compose file; null when there is none.</summary>
    private WorkspaceFolder? IncluderOf(WorkspaceFolder folder, string name)
    {
        var at = folder;
        for (var level = 1; level < MostLevels && Above(at) is { } above; level++)
        {
            at = above;
            foreach (var compose in ComposeTexts(above))
            {
                if (compose.Text.Contains("include:", StringComparison.Ordinal) && compose.Text.Contains(PathFrom(level, folder, name), StringComparison.Ordinal))
                    return IncluderOf(above, compose.Name) ?? above;
            }
        }

        return null;
    }

    private static bool Mentions(string text, string relative)
    {
        var parent = relative.LastIndexOf('/');
        return text.Contains(relative, StringComparison.Ordinal) || (parent > 0 && text.Contains(relative[..parent], StringComparison.Ordinal));
    }

    /// <summary>The path of a file as seen from a number of folders above its own.</summary>
    private static string PathFrom(int levels, WorkspaceFolder of, string name)
    {
        var folder = of.DisplayPath;
        var relative = name;
        for (; levels > 0; levels--)
        {
            relative = $"{folder[(folder.LastIndexOf('/') + 1)..]}/{relative}";
            folder = Neighbourhood(folder);
        }

        return relative;
    }

    /// <summary>The parent of a folder, or null above the root.</summary>
    private WorkspaceFolder? Above(WorkspaceFolder folder)
    {
        var path = Neighbourhood(folder);
        if (!parents.TryGetValue(path, out var above))
            parents[path] = above = IsInside(path, folder) ? new(folder.WorkingDirectory, path) : null;
        return above;
    }

    /// <summary>The folder of the compose file that takes an env file: the one beside <c>.env</c>, or one that names the file.</summary>
    private string? ProjectUsing(WorkspaceFile file) =>
        file.Name == EnvFileName && ComposeTexts(file.Folder).Count > 0 ? file.Folder.DisplayPath : ProjectOf(file);

    private List<NamedText> ComposeTexts(WorkspaceFolder folder) => Texts(composeTexts, folder, NameGuess.IsCompose);

    private List<NamedText> Texts(Dictionary<string, List<NamedText>> known, WorkspaceFolder folder, Func<string, bool> isMeant)
    {
        if (known.TryGetValue(folder.DisplayPath, out var texts))
            return texts;
        foreach (var name in FileNames(folder))
        {
            if (!isMeant(name))
                continue;
            var path = Path.Join(folder.FullPath, name);
            if (!SpecialFile.Is(path) && new FileInfo(path).Length < LongestText)
                (texts ??= []).Add(new(name, File.ReadAllText(path)));
        }

        // Most folders hold none, and their names are known anyway.
        return texts is null ? [] : known[folder.DisplayPath] = texts;
    }

    private static void Add(Dictionary<string, List<WorkspaceFile>> lists, string key, WorkspaceFile file)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(file);
    }

    /// <summary>The parent of a folder as shown; null-like <c>..</c> above the working directory.</summary>
    private static string Neighbourhood(WorkspaceFolder folder) => Neighbourhood(folder.DisplayPath);

    private static string Neighbourhood(string path)
    {
        if (path.Length == 0 || path.EndsWith("..", StringComparison.Ordinal))
            return path.Length == 0 ? ".." : path + "/..";
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }

    private bool IsInside(string folder, WorkspaceFolder of)
    {
        var full = new WorkspaceFolder(of.WorkingDirectory, folder).FullPath + "/";
        return full.StartsWith(root, StringComparison.Ordinal);
    }

    private void AddByFolder(List<DeploymentGroup> groups, List<WorkspaceFile> members)
    {
        foreach (var folder in members.GroupBy(static file => file.Folder.DisplayPath, StringComparer.Ordinal))
        {
            var inFolder = folder.ToList();
            if (inFolder.Count <= MostInNeighbourhood)
                groups.Add(WithContext(inFolder, SettingsIn(inFolder[0].Folder), static _ => true));
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
        foreach (var name in FileNames(above))
        {
            if (NameGuess.IsCompose(name) || IsSettings(name))
                yield return new(above, name, IsNamed: false, ForcedKind: null);
        }

        // Findings about it would be lost if version control left it out: they are then said where it is used.
        var variables = new WorkspaceFile(above, EnvFileName, IsNamed: false, ForcedKind: null);
        if (ComposeTexts(above).Count > 0 && File.Exists(variables.FullPath) && !IgnoreRules.IsIgnoredFromTop(variables.FullPath, workingDirectory))
            yield return variables;
        foreach (var name in FolderNames(above))
        {
            var folder = new WorkspaceFolder(workingDirectory, parent.Length == 0 ? name : $"{parent}/{name}");
            foreach (var file in SettingsIn(folder))
                yield return file;
        }
    }

    private IEnumerable<WorkspaceFile> SettingsIn(WorkspaceFolder folder)
    {
        foreach (var name in FileNames(folder))
        {
            if (IsSettings(name))
                yield return new(folder, name, IsNamed: false, ForcedKind: null);
        }
    }

    /// <summary>The names in a folder that settings or compose files may have. A folder is looked into once, whatever is asked of it.</summary>
    private string[] FileNames(WorkspaceFolder folder)
    {
        if (scan is not null && scan.CountingNames.TryGetValue(folder.DisplayPath, out var scanned))
            return scanned;
        if (!fileNames.TryGetValue(folder.DisplayPath, out var names))
            fileNames[folder.DisplayPath] = names = [.. Names(folder, folders: false)];
        return names;
    }

    private IReadOnlyList<string> FolderNames(WorkspaceFolder folder) =>
        scan is not null && scan.FolderNames.TryGetValue(folder.DisplayPath, out var scanned) ? scanned : Names(folder, folders: true);

    /// <summary>Names in a folder, sorted; nothing for one that cannot be read: whoever lints it hears about that elsewhere. Links are not followed.</summary>
    private static List<string> Names(WorkspaceFolder folder, bool folders)
    {
        try
        {
            var found = new FileSystemEnumerable<string>(folder.FullPath, static (ref FileSystemEntry entry) => entry.FileName.ToString(), Everything)
            {
                // Whether something is a link is asked last: it costs a call of the system.
                ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == folders
                    && (folders || MayCount(entry.FileName.ToString())) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            };
            var names = new List<string>(found);
            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a file of this name can matter to others: settings, a listing, a compose file or a Dockerfile.</summary>
    internal static bool MayCount(string name) =>
        name.Contains("compose", StringComparison.OrdinalIgnoreCase) || NameGuess.Of(name).Certainty != NameCertainty.None || NameGuess.IsDockerfile(name)
        || NameGuess.IsKeystoreListing(name);

    private sealed record NamedText(string Name, string Text);
}

using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Decides which compose files form a project, as <c>docker compose</c> does by default.</summary>
public static class ComposeProjects
{
    /// <summary>Of several, compose takes the first (compose-go v2, <c>DefaultFileNames</c>).</summary>
    private static readonly string[] BaseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    /// <summary>Of these too, whatever the base is called (compose-go v2, <c>DefaultOverrideFileNames</c>).</summary>
    private static readonly string[] OverrideNames =
        ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>Whether compose looks for a file of this name by itself.</summary>
    public static bool IsDefaultName(string name) => Array.IndexOf(BaseNames, name) >= 0;

    /// <summary>The files of each project in the order in which the later ones override the earlier ones. Other files stand alone.</summary>
    /// <param name="lookup">Where the <c>.env</c> beside them, and what that names, are found.</param>
    public static IReadOnlyList<IReadOnlyList<SourceFile>> Of(IEnumerable<SourceFile> files, IFileLookup lookup)
    {
        var projects = new List<IReadOnlyList<SourceFile>>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in files.GroupBy(static file => file.Path[..(file.Path.LastIndexOf('/') + 1)], StringComparer.Ordinal))
        {
            var rest = folder.ToList();
            if (NamedIn(folder.Key, lookup) is { } given)
            {
                projects.Add(given);
                named.UnionWith(given.Select(static file => file.Path));
                rest.RemoveAll(file => named.Contains(file.Path));
            }

            if (FirstOf(rest, folder.Key, BaseNames) is { } main)
            {
                IReadOnlyList<SourceFile> project = FirstOf(rest, folder.Key, OverrideNames) is { } change ? [main, change] : [main];
                rest.RemoveAll(project.Contains);
                projects.Add(project);
            }

            projects.AddRange(rest.Select(static file => (IReadOnlyList<SourceFile>)[file]));
        }

        projects.RemoveAll(project => project is [var only] && named.Contains(only.Path)
            && projects.Exists(other => other != project && other.Any(file => file.Path == only.Path)));
        return projects;
    }

    private static SourceFile? FirstOf(List<SourceFile> files, string folder, string[] names)
    {
        foreach (var name in names)
        {
            if (files.Find(file => file.Path == folder + name) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>
    /// The files that <c>COMPOSE_FILE</c> in the <c>.env</c> of a folder names; compose then looks for none by itself (compose-go v2, WithConfigFileEnv).
    /// Null when it names none, or one that is not in sight.
    /// </summary>
    private static List<SourceFile>? NamedIn(string folder, IFileLookup lookup)
    {
        if (lookup.Find(FilePaths.Combine(folder, ".env")) is not { } variables || !variables.Text.Contains("COMPOSE_FILE", StringComparison.Ordinal))
            return null;
        var values = EnvFile.Parse(variables, EnvFileFormat.Compose).Resolve(static _ => null);
        if (PathsIn(ValueOf("COMPOSE_FILE"), ValueOf("COMPOSE_PATH_SEPARATOR"), folder) is not { } paths)
            return null;
        var files = new List<SourceFile>();
        foreach (var path in paths)
        {
            if (lookup.Find(path) is not { } file)
                return null;
            files.Add(file);
        }

        return files;

        string? ValueOf(string name) => values.LastOrDefault(value => value.Entry.Name == name)?.Value;
    }

    /// <summary>The paths in <c>COMPOSE_FILE</c>; null when it is empty or out of sight.</summary>
    /// <param name="separator"><c>COMPOSE_PATH_SEPARATOR</c>; by default that of the system, a colon, or a semicolon on Windows.</param>
    internal static string[]? PathsIn(string? names, string? separator, string folder) => string.IsNullOrEmpty(names)
        ? null
        : Array.ConvertAll(names.Split(separator is { Length: > 0 } ? separator : names.Contains(';') ? ";" : ":"), name => FilePaths.Combine(folder, name));
}

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
    public static IReadOnlyList<IReadOnlyList<SourceFile>> Of(IEnumerable<SourceFile> files)
    {
        var projects = new List<IReadOnlyList<SourceFile>>();
        foreach (var folder in files.GroupBy(static file => file.Path[..(file.Path.LastIndexOf('/') + 1)], StringComparer.Ordinal))
        {
            var rest = folder.ToList();
            if (FirstOf(rest, folder.Key, BaseNames) is { } main)
            {
                IReadOnlyList<SourceFile> project = FirstOf(rest, folder.Key, OverrideNames) is { } change ? [main, change] : [main];
                rest.RemoveAll(project.Contains);
                projects.Add(project);
            }

            projects.AddRange(rest.Select(static file => (IReadOnlyList<SourceFile>)[file]));
        }

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
}

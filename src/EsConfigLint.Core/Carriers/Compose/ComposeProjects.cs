using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Decides which compose files form a project, as <c>docker compose</c> does by default.</summary>
public static class ComposeProjects
{
    private static readonly string[] BaseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    /// <summary>Whether compose looks for a file of this name by itself.</summary>
    public static bool IsDefaultName(string name) => Array.IndexOf(BaseNames, name) >= 0;

    /// <summary>The files of each project in the order in which the later ones override the earlier ones. Other files stand alone.</summary>
    public static IReadOnlyList<IReadOnlyList<SourceFile>> Of(IEnumerable<SourceFile> files)
    {
        var projects = new List<IReadOnlyList<SourceFile>>();
        foreach (var folder in files.GroupBy(static file => file.Path[..(file.Path.LastIndexOf('/') + 1)], StringComparer.Ordinal))
        {
            var rest = folder.ToList();
            foreach (var name in BaseNames)
            {
                if (rest.Find(file => file.Path == folder.Key + name) is not { } first)
                    continue;
                var project = new List<SourceFile> { first };
                var stem = name[..name.LastIndexOf('.')];
                foreach (var extension in (ReadOnlySpan<string>)[".yml", ".yaml"])
                {
                    if (rest.Find(file => file.Path == $"{folder.Key}{stem}.override{extension}") is { } change)
                        project.Add(change);
                }

                rest.RemoveAll(project.Contains);
                projects.Add(project);
            }

            projects.AddRange(rest.Select(static file => (IReadOnlyList<SourceFile>)[file]));
        }

        return projects;
    }
}

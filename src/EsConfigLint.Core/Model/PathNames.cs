namespace EsConfigLint.Core.Model;

/// <summary>What the names of folders and files tell about where a configuration belongs.</summary>
internal static class PathNames
{
    private static readonly HashSet<string> EnvironmentWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "prod", "production", "prd", "live", "preprod", "pre-prod", "stage", "staging", "stg", "dev", "devel", "development", "test", "testing",
        "tst", "qa", "uat", "int", "integration", "demo", "lab", "local", "sandbox", "example", "examples", "sample", "samples", "acc", "acceptance",
    };

    public static string FolderOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }

    /// <summary>What a settings file or listing is called besides the product's name: <c>es01</c> of <c>es01.elasticsearch.yml</c>.</summary>
    public static string DistinguishingWord(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        foreach (var part in (ReadOnlySpan<string>)["elasticsearch", "kibana", "keystore", ".list", ".yml", ".yaml"])
            name = name.Replace(part, "", StringComparison.Ordinal);
        return name.Trim('-', '_', '.');
    }

    /// <summary>Whether no word in the paths says that they belong to different environments.</summary>
    public static bool SameEnvironment(string one, string other)
    {
        var left = EnvironmentsOf(one);
        var right = EnvironmentsOf(other);
        return left.Count == 0 && right.Count == 0 || left.SetEquals(right);
    }

    private static HashSet<string> EnvironmentsOf(string path)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in path.Split('/'))
        {
            if (EnvironmentWords.Contains(segment))
                found.Add(segment);
            foreach (var word in segment.Split('-', '_', '.'))
            {
                if (EnvironmentWords.Contains(word))
                    found.Add(word);
            }
        }

        return found;
    }
}

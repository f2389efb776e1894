namespace EsConfigLint.Core.Deployments;

/// <summary>What the names of folders and files tell about where a configuration belongs.</summary>
internal static class PathNames
{
    private static readonly HashSet<string> EnvironmentWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "prod", "production", "prd", "live", "preprod", "pre-prod", "stage", "staging", "stg", "dev", "devel", "development", "test", "testing",
        "tst", "qa", "uat", "int", "integration", "demo", "lab", "local", "sandbox", "example", "examples", "sample", "samples", "acc", "acceptance",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = EnvironmentWords.GetAlternateLookup<ReadOnlySpan<char>>();

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

    /// <summary>The words in a path that name an environment, in one spelling and order: paths that give the same text belong to the same.</summary>
    public static string EnvironmentOf(string path)
    {
        SortedSet<string>? found = null;
        foreach (var part in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan(part);
            Add(segment);
            foreach (var word in segment.SplitAny('-', '_', '.'))
                Add(segment[word]);
        }

        return found is null ? "" : string.Join(' ', found);

        void Add(ReadOnlySpan<char> word)
        {
            if (Words.TryGetValue(word, out var known))
                (found ??= new(StringComparer.Ordinal)).Add(known);
        }
    }
}

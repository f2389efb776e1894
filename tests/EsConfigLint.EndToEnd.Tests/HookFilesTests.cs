namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Which files the hooks are given: pre-commit asks a pattern, not the program.</summary>
public sealed class HookFilesTests
{
    [Theory]
    [InlineData("elasticsearch.yml")]
    [InlineData("config/es01.elasticsearch.yaml")]
    [InlineData("roles/es/templates/elasticsearch.yml.j2")]
    [InlineData("kibana.yml")]
    [InlineData("kibana/kibana-prod.yml")]
    [InlineData("docker-compose.yml")]
    [InlineData("deploy/compose.override.yaml")]
    [InlineData("Dockerfile")]
    [InlineData("es/Dockerfile.prod")]
    [InlineData(".env")]
    [InlineData(".env.prod")]
    [InlineData("kibana.env")]
    [InlineData("elasticsearch-keystore.list")]
    public void The_hooks_get_every_file_that_is_linted_by_its_name(string path) => Assert.All(Patterns(), pattern => Assert.Matches(pattern, path));

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/compose.ts")]
    [InlineData("elasticsearch.yml.bak")]
    [InlineData("environment.yml")]
    [InlineData("src/my.environment")]
    [InlineData(".gitignore")]
    public void The_hooks_get_no_other(string path) => Assert.All(Patterns(), pattern => Assert.DoesNotMatch(pattern, path));

    private static List<string> Patterns()
    {
        const string Key = "  files: ";
        var patterns = File.ReadAllLines(Path.Combine(Tool.RepositoryRoot, ".pre-commit-hooks.yaml"))
            .Where(static line => line.StartsWith(Key, StringComparison.Ordinal)).Select(static line => line[Key.Length..]).ToList();
        Assert.Equal(2, patterns.Count);
        return patterns;
    }
}

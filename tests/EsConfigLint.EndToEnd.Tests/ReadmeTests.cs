namespace EsConfigLint.EndToEnd.Tests;

public sealed class ReadmeTests
{
    private static readonly string Readme = Path.Combine(Tool.RepositoryRoot, "README.md");

    /// <summary>With <c>UPDATE_PAGES=1</c> it writes the example.</summary>
    [Fact]
    public void The_readme_shows_what_the_program_prints() =>
        Check("```console\n$ esconfiglint samples/insecure\n", Tool.Run(Tool.RepositoryRoot, "samples/insecure").Output, "```\n");

    /// <summary>With <c>UPDATE_PAGES=1</c> it writes the table.</summary>
    [Fact]
    public void The_readme_lists_the_rules_that_there_are() =>
        Check("<!-- esconfiglint rules --format markdown -->\n", Tool.Run(Tool.RepositoryRoot, "rules", "--format", "markdown").Output, "<!-- -->\n");

    [Fact]
    public void The_example_of_suppressions_accepts_findings_up_to_its_day()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Block("# esconfiglint-disable-next-line"));
        string[] select = ["--select", "ES201,ES3,ES401,ES402,ES406,LT002,LT003,LT004"];
        Assert.NotEmpty(sandbox.Check([.. select, "--no-suppressions"]).Rules);
        Assert.Empty(sandbox.Check([.. select, "--now", "2027-06-30"]).Rules);
        Assert.Contains("LT004", sandbox.Check([.. select, "--now", "2027-07-01"]).Rules);
    }

    [Fact]
    public void The_example_of_a_configuration_is_valid()
    {
        using var sandbox = new Sandbox().With("lab/elasticsearch.yml", Sandbox.Good).With(".esconfiglint.yml", Block("layer: https"));
        var answer = sandbox.Run("print-config", "lab/elasticsearch.yml");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("layer: minimal", answer.Output, StringComparison.Ordinal);
    }

    private static void Check(string before, string printed, string behind)
    {
        var text = File.ReadAllText(Readme);
        var begin = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var end = text.IndexOf(behind, begin, StringComparison.Ordinal);
        if (text[begin..end] != printed && Environment.GetEnvironmentVariable("UPDATE_PAGES") == "1")
            File.WriteAllText(Readme, string.Concat(text.AsSpan(0, begin), printed, text.AsSpan(end)));
        else
            Assert.Equal(printed, text[begin..end]);
    }

    /// <summary>The YAML block that begins with the given text.</summary>
    private static string Block(string start)
    {
        const string fence = "```yaml\n";
        var text = File.ReadAllText(Readme);
        var begin = text.IndexOf(fence + start, StringComparison.Ordinal) + fence.Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}

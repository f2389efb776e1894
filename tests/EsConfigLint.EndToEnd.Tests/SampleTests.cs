namespace EsConfigLint.EndToEnd.Tests;

/// <summary>The samples keep what the README promises.</summary>
public sealed class SampleTests
{
    [Fact]
    public void The_insecure_sample_is_full_of_findings()
    {
        var answer = Tool.Run(Tool.RepositoryRoot, "samples/insecure", "--format", "json");
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("ES101", answer.Rules);
        Assert.Contains("ES406", answer.Rules);
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("basic")]
    [InlineData("https")]
    public void Each_sample_is_clean_at_its_layer(string layer)
    {
        var answer = Tool.Run(Tool.RepositoryRoot, $"samples/{layer}", "--layer", layer, "--format", "json");
        Assert.Empty(answer.Rules);
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(1, answer.Linted);
    }

    [Fact]
    public void The_sample_of_a_compose_project_is_clean()
    {
        var answer = Tool.Run(Tool.RepositoryRoot, "samples/compose", "--layer", "https", "--format", "json");
        Assert.Empty(answer.Rules);
        Assert.Equal(1, answer.Linted);
        Assert.Contains("kibana", Tool.Run(Tool.RepositoryRoot, "settings", "samples/compose").Output, StringComparison.Ordinal);
    }
}

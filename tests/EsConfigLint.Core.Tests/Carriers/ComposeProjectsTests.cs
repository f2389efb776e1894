using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers;

public sealed class ComposeProjectsTests
{
    [Theory]
    [InlineData("docker-compose.yml docker-compose.override.yml", "docker-compose.yml+docker-compose.override.yml")]
    [InlineData("docker-compose.yml compose.override.yaml", "docker-compose.yml+compose.override.yaml")]
    [InlineData("compose.yaml docker-compose.override.yml", "compose.yaml+docker-compose.override.yml")]
    [InlineData("compose.yaml compose.override.yaml compose.override.yml", "compose.yaml+compose.override.yml compose.override.yaml")]
    [InlineData("a/compose.yml b/compose.override.yml", "a/compose.yml b/compose.override.yml")]
    public void An_override_file_joins_the_default_file_beside_it_whatever_that_is_called(string files, string projects) =>
        Assert.Equal(projects, Projects(files));

    [Fact]
    public void Of_several_default_files_the_first_is_the_project_and_the_others_stand_alone() =>
        Assert.Equal(
            "compose.yml+compose.override.yml docker-compose.yml docker-compose.prod.yml",
            Projects("docker-compose.yml compose.override.yml docker-compose.prod.yml compose.yml"));

    [Fact]
    public void An_override_file_without_a_default_file_stands_alone() =>
        Assert.Equal("stack.yml compose.override.yml", Projects("stack.yml compose.override.yml"));

    private static string Projects(string files) => string.Join(
        ' ',
        ComposeProjects.Of(files.Split(' ').Select(static path => SourceFile.FromText(path, "")), new Files())
            .Select(static project => string.Join('+', project.Select(static file => file.Path))));
}

using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Workspace;

public sealed class WorkspaceRootTests
{
    [Theory]
    [InlineData("/repo", "")]
    [InlineData("/repo/a/es.yml", "a/es.yml")]
    [InlineData("/repository/es.yml", "/repository/es.yml")]
    [InlineData("/", "/")]
    public void A_path_is_relative_to_the_root_and_absolute_outside_of_it(string full, string path)
    {
        var root = new WorkspaceRoot("/repo", "/repo/a");
        Assert.Equal(path, root.PathOf(full));
        Assert.Equal(full, root.FullPathOf(path));
    }

    [Fact]
    public void The_root_may_be_that_of_the_file_system() =>
        Assert.Equal("a/es.yml", new WorkspaceRoot("/", "/a").PathOf("/a/es.yml"));

    [Theory]
    [InlineData("/repo", "conf/es.yml", "conf/es.yml")]
    [InlineData("/repo/conf", "conf/es.yml", "es.yml")]
    [InlineData("/repo/conf", "compose.yml", "../compose.yml")]
    [InlineData("/repo/conf", "conf", "")]
    [InlineData("/repo/conf", "", "..")]
    [InlineData("/repo/conf", "config/es.yml", "../config/es.yml")]
    [InlineData("/home", "conf/es.yml", "../repo/conf/es.yml")]
    [InlineData("/", "conf/es.yml", "repo/conf/es.yml")]
    [InlineData("/repo", "/etc/es.yml", "../etc/es.yml")]
    public void A_path_is_shown_from_the_working_directory(string workingDirectory, string path, string shown) =>
        Assert.Equal(shown, new WorkspaceRoot("/repo", workingDirectory).DisplayPathOf(path));

    [Fact]
    public void A_path_costs_no_second_text_where_the_root_is_the_working_directory()
    {
        const string Path = "conf/es.yml";
        Assert.Same(Path, new WorkspaceRoot("/repo", "/repo").DisplayPathOf(Path));
    }

    [Theory]
    [InlineData("es.yml", true)]
    [InlineData("..conf/es.yml", true)]
    [InlineData("", true)]
    [InlineData("../es.yml", false)]
    [InlineData("..", false)]
    [InlineData("/etc/es.yml", false)]
    public void What_leads_out_of_the_root_is_not_inside(string path, bool isInside) =>
        Assert.Equal(isInside, WorkspaceRoot.IsInside(path));
}

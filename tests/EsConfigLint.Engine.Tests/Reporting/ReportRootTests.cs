using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Tests.Workspace;

namespace EsConfigLint.Engine.Tests.Reporting;

public sealed class ReportRootTests
{
    [Fact]
    public void A_path_that_leads_through_a_link_has_the_root_of_what_it_leads_to()
    {
        using var folder = new TemporaryFolder();
        folder.Write("repo/.git/HEAD", "");
        folder.Write("repo/es/elasticsearch.yml", "");
        Directory.CreateSymbolicLink(Path.Join(folder.Path, "link"), Path.Join(folder.Path, "repo"));
        var root = ReportRoot.Find([Path.Join(folder.Path, "link", "es")], folder.Path);
        Assert.Equal(("es/elasticsearch.yml", true), root.UriOf(new("link/es/elasticsearch.yml", Path.Join(root.Folder, "es/elasticsearch.yml"))));
        Assert.EndsWith("/repo", root.Folder, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es/elasticsearch.yml", "a/es/elasticsearch.yml", true)]
    [InlineData("../b c/é#.yml", "b%20c/%C3%A9%23.yml", true)]
    [InlineData("../../x/kibana.yml", "file:///x/kibana.yml", false)]
    [InlineData("/etc/kibana.yml", "file:///etc/kibana.yml", false)]
    [InlineData("<stdin>", "a/%3Cstdin%3E", true)]
    public void Standard_input_counts_as_the_file_that_it_is_called(string name, string uri, bool isRelative) =>
        Assert.Equal((uri, isRelative), new ReportRoot("/repo", "/repo/a").UriOf(new(name, null)));

    [Fact]
    public void A_backslash_in_a_name_stays_one_where_it_parts_no_folders()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There it does.");
        var root = new ReportRoot("/repo");
        Assert.Equal(("back%5Cslash.yml", true), root.UriOf(new("back\\slash.yml", "/repo/back\\slash.yml")));
        Assert.Equal(("file:///x/back%5Cslash.yml", false), root.UriOf(new("../x/back\\slash.yml", "/x/back\\slash.yml")));
    }

    [Fact]
    public void A_folder_whose_name_begins_like_the_root_lies_outside() =>
        Assert.Equal(("file:///repository/a.yml", false), new ReportRoot("/repo").UriOf(new("../repository/a.yml", "/repository/a.yml")));

    [Fact]
    public void What_lies_outside_the_working_directory_and_every_repository_has_its_own_folder_for_context()
    {
        using var folder = new TemporaryFolder();
        var one = folder.Write("a/one/elasticsearch.yml", "");
        folder.Write("a/two/kibana.yml", "");
        folder.Write("work/x", "");
        var work = Path.Join(folder.Path, "work");
        Assert.EndsWith("/work", ReportRoot.Find([work], work).ContextFolder, StringComparison.Ordinal);
        Assert.EndsWith("/a", ReportRoot.Find([Path.Join(folder.Path, "a")], work).ContextFolder, StringComparison.Ordinal);
        Assert.EndsWith("/a", ReportRoot.Find([one, Path.Join(folder.Path, "a/two")], work).ContextFolder, StringComparison.Ordinal);
        Assert.EndsWith("/a/one", ReportRoot.Find([one], work).ContextFolder, StringComparison.Ordinal);
        Assert.EndsWith("/work", ReportRoot.Find([one], work).Folder, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_without_other_paths_belongs_to_the_repository_of_the_working_directory()
    {
        using var folder = new TemporaryFolder();
        folder.Write("repo/.git/HEAD", "");
        folder.Write("repo/es/x", "");
        Assert.EndsWith("/repo", ReportRoot.Find([], Path.Join(folder.Path, "repo/es")).Folder, StringComparison.Ordinal);
    }
}

using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Workspace;

public sealed class DiskLookupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DiskLookupTests()
    {
        folder.Write("workspace/conf/inside.yml", "a: 1\n");
        folder.Write("outside/conf/outside.yml", "a: 1\n");
    }

    [Fact]
    public void What_lies_in_the_workspace_is_found_also_by_a_link_within_it()
    {
        Link("workspace/again", "conf");
        Assert.NotNull(Find("conf/inside.yml"));
        Assert.NotNull(Find("again/inside.yml"));
    }

    [Fact]
    public void A_link_that_leads_out_shows_nothing_be_it_of_a_file_or_of_a_folder_on_the_way()
    {
        Link("workspace/file.yml", "../outside/conf/outside.yml");
        Link("workspace/folder", "../outside");
        Assert.Null(Find("file.yml"));
        Assert.Null(Find("folder/conf/outside.yml"));
        Assert.Null(Find("../outside/conf/outside.yml"));
    }

    public void Dispose() => folder.Dispose();

    private void Link(string path, string target) => Directory.CreateSymbolicLink(Path.Join(folder.Path, path), target);

    private object? Find(string path)
    {
        var root = LinkResolver.Resolve(Path.Join(folder.Path, "workspace"))!;
        return new DiskLookup(new(root, root), 1024).Find(path);
    }
}

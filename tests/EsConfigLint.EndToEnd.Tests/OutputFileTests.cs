namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Reports that go to a file.</summary>
public sealed class OutputFileTests
{
    [Fact]
    public void A_report_goes_to_a_new_file_and_nothing_to_standard_output()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("-o", "report.json");
        Assert.Equal(1, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Equal(sandbox.Check().Output, File.ReadAllText(sandbox.Path("report.json")));
        Assert.Equal(["elasticsearch.yml", "report.json"], Names(sandbox));
    }

    [Fact]
    public void A_report_takes_the_place_of_an_older_one_also_behind_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad).With("old.json", new string('x', 100_000));
        File.CreateSymbolicLink(sandbox.Path("link.json"), "old.json");
        sandbox.Check("--output", "link.json");
        Assert.Equal(sandbox.Check().Output, File.ReadAllText(sandbox.Path("old.json")));
        Assert.Equal("old.json", new FileInfo(sandbox.Path("link.json")).LinkTarget);
        Assert.Equal(["elasticsearch.yml", "link.json", "old.json"], Names(sandbox));
    }

    [Theory]
    [InlineData("nowhere/report.json")]
    [InlineData(".")]
    public void A_report_that_cannot_be_written_gives_2(string path)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("-o", path);
        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith($"esconfiglint: cannot write '{path}': ", answer.Error, StringComparison.Ordinal);
        Assert.Equal(["elasticsearch.yml"], Names(sandbox));
    }

    private static IEnumerable<string?> Names(Sandbox sandbox) =>
        Directory.EnumerateFileSystemEntries(sandbox.Folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}

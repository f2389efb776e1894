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

    [Fact]
    public void A_diff_goes_to_the_file_too()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Run("--diff", "--unsafe-fixes", "-o", "fixes.diff");
        Assert.Equal(1, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Equal(sandbox.Run("--diff", "--unsafe-fixes").Output, File.ReadAllText(sandbox.Path("fixes.diff")));
    }

    [Fact]
    public void A_report_never_takes_the_place_of_a_file_that_is_linted()
    {
        using var sandbox = new Sandbox().With("conf/elasticsearch.yml", Sandbox.Bad).With("other.yml", Sandbox.Bad);
        foreach (var (output, path) in new[] { ("conf/elasticsearch.yml", "."), ("conf/../other.yml", "other.yml") })
        {
            var answer = sandbox.Check("--fix", "-o", output, path);
            Assert.Equal((2, $"esconfiglint: cannot write '{output}': it is a file that is linted.\n"), (answer.ExitCode, answer.Error));
        }

        Assert.Equal(Sandbox.Bad, File.ReadAllText(sandbox.Path("conf/elasticsearch.yml")));
        Assert.Equal(Sandbox.Bad, File.ReadAllText(sandbox.Path("other.yml")));
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

    [Theory]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    public void A_report_goes_into_a_pipe_that_has_a_name(string path)
    {
        Assert.SkipUnless(File.Exists("/proc/self/fd/1"), "Streams have no names here.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("-o", path);
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(sandbox.Check().Output, answer.Output);
    }

    [Fact]
    public async Task A_report_goes_into_a_pipe_and_leaves_it_one()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps its pipes elsewhere.");
            return;
        }

        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        using (var made = System.Diagnostics.Process.Start("mkfifo", sandbox.Path("pipe")))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var reading = Task.Run(() => File.ReadAllText(sandbox.Path("pipe")), TestContext.Current.CancellationToken);
        Assert.Equal(1, sandbox.Check("-o", "pipe").ExitCode);
        Assert.Equal(sandbox.Check().Output, await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(["elasticsearch.yml", "pipe"], Names(sandbox));
    }

    [Fact]
    public void A_full_disk_is_named_as_the_reason()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("-o", "/dev/full");
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("esconfiglint: cannot write '/dev/full': No space left on device.\n", answer.Error);
    }

    private static IEnumerable<string?> Names(Sandbox sandbox) =>
        Directory.EnumerateFileSystemEntries(sandbox.Folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}

using System.Runtime.Versioning;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Tests.Workspace;

namespace EsConfigLint.Engine.Tests.Fixing;

public sealed class FixWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_file_is_replaced_and_nothing_else_is_left_behind()
    {
        var path = folder.Write("elasticsearch.yml", "\uFEFFa: 1\r\n");
        Assert.Null(Write(path, "\uFEFFa: 1\r\n", "\uFEFFa: 2\r\n"));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "a: 2\r\n"u8], File.ReadAllBytes(path));
        Assert.Equal(path, Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path)));
    }

    [Fact]
    public void A_file_that_has_changed_since_it_was_read_is_left_as_it_is()
    {
        var path = folder.Write("elasticsearch.yml", "a: 3\n");
        Assert.Equal("The file has changed since it was read.", Write(path, "a: 1\n", "a: 2\n"));
        Assert.Equal("a: 3\n", File.ReadAllText(path));
        Assert.Equal(path, Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path)));
    }

    [Fact]
    public void A_file_that_is_gone_does_not_come_back()
    {
        var path = Path.Join(folder.Path, "elasticsearch.yml");
        Assert.Equal("The file has gone since it was read.", Write(path, "a: 1\n", "a: 2\n"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.SetGroup)]
    [UnsupportedOSPlatform("windows")]
    public void The_mode_of_the_file_stays(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        var path = folder.Write("elasticsearch.yml", "a: 1\n");
        File.SetUnixFileMode(path, mode);
        Assert.Null(Write(path, "a: 1\n", "a: 2\n"));
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal("a: 2\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_chain_of_links_stays_and_the_file_behind_it_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var path = folder.Write("real/elasticsearch.yml", "a: 1\n");
        var link = Path.Join(folder.Path, "elasticsearch.yml");
        File.CreateSymbolicLink(link, "second.yml");
        File.CreateSymbolicLink(Path.Join(folder.Path, "second.yml"), "real/elasticsearch.yml");
        Assert.Null(Write(link, "a: 1\n", "a: 2\n"));
        Assert.Equal("second.yml", new FileInfo(link).LinkTarget);
        Assert.Null(new FileInfo(path).LinkTarget);
        Assert.Equal("a: 2\n", File.ReadAllText(path));
    }

    [Fact]
    public void Another_name_of_the_file_leads_to_the_new_text()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody counts the names.");
        var path = folder.Write("elasticsearch.yml", "a: 1\nb: 2\n");
        var other = Path.Join(folder.Path, "other.yml");
        Process("ln", path, other);
        Assert.Null(Write(path, "a: 1\nb: 2\n", "a: 2\n"));
        Assert.Equal(("a: 2\n", "a: 2\n"), (File.ReadAllText(path), File.ReadAllText(other)));
        Assert.Equal("The file has changed since it was read.", Write(other, "a: 1\n", "a: 3\n"));
        Assert.Equal("a: 2\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_is_read_only_is_left_as_it_is()
    {
        var path = folder.Write("elasticsearch.yml", "a: 1\n");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal("The file is read-only.", Write(path, "a: 1\n", "a: 2\n"));
        Assert.Equal("a: 1\n", File.ReadAllText(path));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_in_a_folder_that_is_read_only_is_left_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The attribute of a folder protects nothing there.");
        var path = folder.Write("locked/elasticsearch.yml", "a: 1\n");
        var locked = Path.GetDirectoryName(path)!;
        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal("The folder is read-only.", Write(path, "a: 1\n", "a: 2\n"));
        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Assert.Equal("a: 1\n", File.ReadAllText(path));
    }

    [Fact]
    public void Owner_and_group_of_the_file_stay()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root gives files away.");
        var path = folder.Write("elasticsearch.yml", "a: 1\n");
        Assert.Equal("", Process("chown", "1234:4321", path));
        Assert.Null(Write(path, "a: 1\n", "a: 2\n"));
        Assert.Equal("1234:4321\n", Process("stat", "-c", "%u:%g", path));
    }

    [Fact]
    public void Of_files_that_belong_together_all_are_written_or_none()
    {
        var (one, other) = (folder.Write("a.yml", "a: 1\n"), folder.Write("b.yml", "b: 3\n"));
        var (file, reason) = Assert.Single(FixWriter.Write([Fixed(one, "a: 1\n", "a: 2\n"), Fixed(other, "b: 1\n", "b: 2\n")]));
        Assert.Equal(("b.yml", "The file has changed since it was read."), (file.File.DisplayPath, reason));
        Assert.Equal(("a: 1\n", "b: 3\n"), (File.ReadAllText(one), File.ReadAllText(other)));

        Assert.Empty(FixWriter.Write([Fixed(one, "a: 1\n", "a: 2\n"), Fixed(other, "b: 3\n", "b: 2\n")]));
        Assert.Equal(("a: 2\n", "b: 2\n"), (File.ReadAllText(one), File.ReadAllText(other)));
    }

    [Fact]
    public void What_one_fix_edits_belongs_together()
    {
        FixedFile[] files = [.. "abcd".Select(static name => Fixed(name.ToString(), "x: 1\n", "x: 2\n"))];
        var run = new FixRun(files, [new("ES101", ["a", "c"], []), new("ES201", ["b"], []), new("ES301", ["c", "d"], [])], []);
        Assert.Equal("a c d; b", string.Join("; ", run.Parts.Select(static part => string.Join(' ', part.Select(static file => file.File.DisplayPath)))));
        Assert.Equal("ES201", Assert.Single(run.AppliedWithout([files[3], files[0]])).RuleId);
    }

    private static string? Write(string path, string before, string after) => FixWriter.Write(Fixed(path, before, after));

    private static FixedFile Fixed(string path, string before, string after) =>
        new(new(Path.GetFileName(path), path), SourceFile.FromText(path, before), SourceFile.FromText(path, after));

    private static string Process(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}

using System.Diagnostics;
using System.Text;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Tests.Workspace;

namespace EsConfigLint.Engine.Tests.Fixing;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_change_stands_between_three_lines_of_context() =>
        Assert.Equal(
            """
            --- a/conf/elasticsearch.yml
            +++ b/conf/elasticsearch.yml
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +five
            +more
             6
             7
             8

            """,
            Diff("conf/elasticsearch.yml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\nmore\n6\n7\n8\n9\n"));

    [Fact]
    public void Texts_that_are_the_same_give_nothing() => Assert.Equal("", Diff("a.yml", "a\n", "a\n"));

    [Theory]
    [InlineData("a: 1\nb: 2\n", "a: 1\nb: 3\n")]
    [InlineData("a: 1\nb: 2", "a: 1\nb: 3")]
    [InlineData("a: 1\nb: 2", "a: 1\nb: 2\nc: 3")]
    [InlineData("a: 1\nb: 2", "a: 1\nb: 2\n")]
    [InlineData("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\nc: 4\r\n")]
    [InlineData("a: 1\rb: 2\r", "a: 1\rb: 3\r")]
    [InlineData("a: 1\nb: 2\r\nc: 3\r", "a: 1\nb: 9\r\nc: 3\r")]
    [InlineData("\uFEFFa: 1", "\uFEFFa: 2")]
    [InlineData("x\n", "")]
    [InlineData("", "x\n")]
    [InlineData("-- a\n++ b\n@@ c\n\\ d\n", "-- b\n++ b\n@@ d\n\\ e\n")]
    [InlineData("a\n\n\nb\n", "\na\n\nb\n\n")]
    [InlineData("😀: 漢\n\u2028\u0085\n", "😀: 字\n\u2028\u0085\n")]
    public void Git_and_patch_make_the_same_bytes_of_it(string before, string after) => Check("elasticsearch.yml", before, after);

    [Theory]
    [InlineData("conf dir/elasticsearch.yml")]
    [InlineData("größe/elasticsearch.yml")]
    [InlineData("a\"b\\c/elasticsearch.yml")]
    [InlineData("tab\there/elasticsearch.yml")]
    public void Git_and_patch_find_a_file_of_any_name(string path) => Check(path, "a: 1\n", "a: 2\n");

    [Fact]
    public void Git_and_patch_take_many_random_changes()
    {
        var random = new Random(7);
        string[] lines = ["a: 1\n", "b: 2\n", "b: 2\r\n", "\n", "# c\n", "d: 4\r"];
        var files = new List<(string, string, string)>();
        for (var round = 0; round < 300; round++)
        {
            var before = Enumerable.Range(0, random.Next(1, 60)).Select(_ => lines[random.Next(lines.Length)]).ToList();
            var after = before.ToList();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(after.Count + 1);
                if (at < after.Count && random.Next(2) == 0)
                    after.RemoveAt(at);
                else
                    after.Insert(at, lines[random.Next(lines.Length)]);
            }

            if (string.Concat(before) != string.Concat(after) && after.Count > 0)
                files.Add(($"{round}/elasticsearch.yml", string.Concat(before), string.Concat(after)));
        }

        Check(files);
    }

    [Fact]
    public void A_text_that_is_another_one_altogether_takes_no_long_time()
    {
        var before = string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"a{i}\n"));
        var after = string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"b{i}\n"));
        var watch = Stopwatch.StartNew();
        Assert.StartsWith("--- a/x\n+++ b/x\n@@ -1,20000 +1,20000 @@\n-a0\n", Diff("x", before, after), StringComparison.Ordinal);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
    }

    private static string Diff(string path, string before, string after)
    {
        using var stream = new MemoryStream();
        UnifiedDiff.Write(stream, path, before, after);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Check(string path, string before, string after) => Check([(path, before, after)]);

    private static void Check(List<(string Path, string Before, string After)> files)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no patch.");
        var diff = string.Concat(files.Select(static file => Diff(file.Path, file.Before, file.After)));
        foreach (var program in (ReadOnlySpan<string[]>)[["git", "apply", "changes"], ["patch", "-s", "-p1", "-i", "changes"]])
        {
            using var folder = new TemporaryFolder();
            foreach (var (path, before, _) in files)
                File.WriteAllBytes(folder.Write(path, ""), Encoding.UTF8.GetBytes(before));
            folder.Write("changes", diff);
            using var process = Process.Start(new ProcessStartInfo(program[0], program[1..]) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program[0]}: {said}\n{diff}");
            foreach (var (path, _, after) in files)
            {
                // Both take away a file of which nothing is left.
                var file = Path.Join(folder.Path, path);
                Assert.Equal(after, File.Exists(file) ? Encoding.UTF8.GetString(File.ReadAllBytes(file)) : "");
            }
        }
    }
}

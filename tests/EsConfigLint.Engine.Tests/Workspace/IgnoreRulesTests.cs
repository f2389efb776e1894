using System.Diagnostics;
using System.Text;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Workspace;

/// <summary>Git is the judge: what <c>git check-ignore</c> says of every path, we must say too.</summary>
public sealed class IgnoreRulesTests
{
    private static readonly string[] Paths =
    [
        "a", "b", "a.yml", "ab.yml", "a/b", "a/b.yml", "a/b/c", "a/b/c.yml", "b/a", "b/a.yml", "c/a/b/d.yml", "a b.yml", "a/x y",
        "[a].yml", "a]b", "a\\b", "#a", "!a", "deep/er/and/deep/er/still.yml", "foo/bar/baz", "foo/bar", "bar/foo", ".hidden/a.yml", ".a", "A.yml", "1.yml", "a-b", "a^b",
    ];

    private static readonly string[] Handwritten =
    [
        "*.yml", "/a", "a/", "a", "a/*", "a/**", "**/a", "**/a/b", "a/**/c", "a/**/b", "**", "/**", "*", "/*", "!a.yml", "*\n!a.yml", "a/\n!a/b.yml", "a/*\n!a/b.yml",
        "?.yml", "[ab].yml", "[!a].yml", "[^a].yml", "[a-c]", "[]a].yml", "[]-a]b", "[[:alpha:]].yml", "[[:digit:]].yml", "[[:upper:]].yml", "\\#a", "\\!a", "#a", "a\\ b.yml",
        "a b.yml", "a.yml   ", "a.yml\\ ", "\\[a\\].yml", "[a", "a\\", "a\\\\b", "foo/*", "foo/**/baz", "foo/bar/", "/foo/bar", "foo/bar", "bar", "**/", "*/", "a**b", "a**.yml", "**.yml",
        "**foo", "foo**/bar", ".*", "!.a\n.*", "*.yml\n!/a.yml\n", "\uFEFFa.yml", "a.yml\r\nb\r\n", "", "   ", "/", "//", "a//b", "!", "[a-]b", "a[-^]b", "[\\]a].yml", "a/b/../b", "*/b", "*/*/c",
        "deep/**/still.yml", "**/er/**/still.yml", "deep/**/deep/**", "**/**/a", "a/**/**/c", "*a*b*", "?*?", "[a-",
    ];

    [Fact]
    public void Every_handwritten_pattern_ignores_what_git_ignores() => Compare([.. Handwritten.Select(static lines => (lines, ""))]);

    [Fact]
    public void Random_pattern_lists_ignore_what_git_ignores()
    {
        var random = new Random(20240229);
        string[] atoms = ["a", "b", "c", "*", "**", "?", "/", "/", ".yml", "[ab]", "[!a]", "foo", "bar", "!", "\\", "."];
        Compare([.. Enumerable.Range(0, 250).Select(_ => (Lines(), random.Next(3) == 0 ? Lines() : ""))]);

        string Lines() => string.Join('\n', Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => atoms[random.Next(atoms.Length)]))));
    }

    [Fact]
    public void The_exclude_file_of_the_repository_counts_and_an_ignore_file_beats_it()
    {
        using var folder = new TemporaryFolder();
        Git(folder.Path, "", "init", "-q");
        folder.Write(".git/info/exclude", "*.yml\n");
        folder.Write(".gitignore", "!b.yml\n");
        var rules = IgnoreRules.For(folder.Path, folder.Path);
        Assert.True(IgnoreRules.IsIgnored(rules, Path.Combine(folder.Path, "a.yml"), isFolder: false));
        Assert.False(IgnoreRules.IsIgnored(rules, Path.Combine(folder.Path, "b.yml"), isFolder: false));
    }

    [Fact]
    public void Our_own_ignore_file_speaks_the_same_language_and_has_the_last_word()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".gitignore", "a.yml\n");
        folder.Write(".esconfiglintignore", "!a.yml\nb.yml\n");
        var rules = IgnoreRules.For(folder.Path, folder.Path);
        Assert.False(IgnoreRules.IsIgnored(rules, Path.Combine(folder.Path, "a.yml"), isFolder: false));
        Assert.True(IgnoreRules.IsIgnored(rules, Path.Combine(folder.Path, "b.yml"), isFolder: false));
    }

    private static void Compare((string Top, string Nested)[] lists)
    {
        using var folder = new TemporaryFolder();
        Git(folder.Path, "", "init", "-q");
        var wrong = new List<string>();
        foreach (var (top, nested) in lists)
        {
            folder.Write(".gitignore", top);
            folder.Write("a/.gitignore", nested);
            var expected = Git(folder.Path, string.Join('\0', Paths), "check-ignore", "--no-index", "--stdin", "-z")
                .Split('\0', StringSplitOptions.RemoveEmptyEntries);
            foreach (var path in Paths)
            {
                var isIgnored = IgnoreRules.IsIgnoredFromTop(Path.Combine(folder.Path, path), folder.Path);
                if (isIgnored != expected.Contains(path, StringComparer.Ordinal))
                    wrong.Add($"{Show(top)} + {Show(nested)}: {path} {(isIgnored ? "is not" : "is")} ignored by git");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)) + $"\n{wrong.Count} in all");

        static string Show(string text) => '"' + text.Replace("\n", "\\n", StringComparison.Ordinal) + '"';
    }

    private static string Git(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["XDG_CONFIG_HOME"] = folder;
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}

using System.Diagnostics;

namespace EsConfigLint.EndToEnd.Tests;

/// <summary>The hook, installed by the real pre-commit from a clone of this repository's commit.</summary>
public sealed class PreCommitTests
{
    [Fact]
    public void The_hooks_refuse_and_fix_a_bad_file_and_pass_a_good_one()
    {
        var required = Environment.GetEnvironmentVariable("ESCONFIGLINT_REQUIRE_PRE_COMMIT") == "1";
        var isThere = CanRun("pre-commit") && CanRun("git") && Directory.Exists(Path.Combine(Tool.RepositoryRoot, ".git")) | File.Exists(Path.Combine(Tool.RepositoryRoot, ".git"));
        Assert.True(isThere || !required, "pre-commit, git and a clone must be there in CI");
        Assert.SkipUnless(isThere, "pre-commit is not installed, or this is no clone: the hook was not tried");

        using var sandbox = new Sandbox();
        var clone = sandbox.Path("clone");
        Must(sandbox.Folder, "git", "clone", "-q", "--no-hardlinks", Tool.RepositoryRoot, clone);
        var commit = Must(clone, "git", "rev-parse", "HEAD").Trim();
        var user = sandbox.Path("user");
        Directory.CreateDirectory(user);
        Must(user, "git", "init", "-q");
        sandbox.With(
            "user/.pre-commit-config.yaml",
            $"repos:\n  - repo: {clone}\n    rev: {commit}\n    hooks:\n      - id: esconfiglint\n      - id: esconfiglint-fix\n        args: [--unsafe-fixes, --ignore, ES301]\n");
        sandbox.With("user/elasticsearch.yml", Sandbox.Bad);
        Must(user, "git", "add", ".");

        var (refused, text) = Run(user, sandbox, "pre-commit", "run", "--all-files");
        Assert.True(refused == 1, text);
        Assert.Contains("ES101", text, StringComparison.Ordinal);
        Assert.Contains("files were modified by this hook", text, StringComparison.Ordinal);
        Assert.Equal("xpack.security.enabled: true\n", File.ReadAllText(sandbox.Path("user/elasticsearch.yml")));

        sandbox.With("user/elasticsearch.yml", Sandbox.Good);
        Must(user, "git", "add", ".");
        var (passed, again) = Run(user, sandbox, "pre-commit", "run", "--all-files");
        Assert.True(passed == 0, again);
        Assert.Contains("Passed", again, StringComparison.Ordinal);
    }

    private static bool CanRun(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Must(string folder, string program, params string[] arguments)
    {
        var (code, text) = Run(folder, null, program, arguments);
        Assert.True(code == 0, text);
        return text;
    }

    private static (int Code, string Text) Run(string folder, Sandbox? sandbox, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (sandbox is not null)
            start.Environment["PRE_COMMIT_HOME"] = sandbox.Path("pre-commit");
        // What the test run itself was started with must not reach the build inside.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}

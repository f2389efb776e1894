using System.Diagnostics;

namespace EsConfigLint.EndToEnd.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public void A_clean_file_gives_0_and_an_error_gives_1()
    {
        using var good = new Sandbox().With("elasticsearch.yml", Sandbox.Good);
        using var bad = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(0, good.Run().ExitCode);
        Assert.Equal(1, bad.Run().ExitCode);
    }

    [Theory]
    [InlineData("never", 0)]
    [InlineData("error", 1)]
    [InlineData("warning", 1)]
    [InlineData("note", 1)]
    public void The_level_of_fail_on_is_inclusive(string level, int expected)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(expected, sandbox.Run("--fail-on", level).ExitCode);
    }

    [Fact]
    public void A_finding_below_the_shown_levels_still_counts_for_the_exit_code()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("--severity", "ES101=note", "--select", "ES101", "--min-severity", "error", "--fail-on", "note");
        Assert.Empty(answer.Rules);
        Assert.Equal(1, answer.Json.GetProperty("summary").GetProperty("hidden").GetInt32());
        Assert.Equal(1, answer.ExitCode);
    }

    [Theory]
    [InlineData("stylish")]
    [InlineData("concise")]
    [InlineData("json")]
    [InlineData("sarif")]
    public void The_format_never_changes_the_verdict(string format)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(1, sandbox.Run("--format", format).ExitCode);
    }

    [Fact]
    public void A_named_path_that_does_not_exist_gives_2_and_the_rest_is_still_linted()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("nope.yml", "elasticsearch.yml");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("ES101", answer.Rules);
        Assert.Equal("esconfiglint: nope.yml: No such file or folder.\n", answer.Error);
    }

    [Fact]
    public void Of_a_path_that_is_no_UTF_8_it_is_not_said_that_nothing_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = Shell(sandbox, "name=$(printf 'caf\\351.yml'); cp elasticsearch.yml \"$name\"; exec \"$0\" \"$name\"", []);
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("esconfiglint: caf\uFFFD.yml: It cannot be opened: its path is no UTF-8.\n", answer.Error);
        Shell(sandbox, "rm caf*", []);
    }

    [Fact]
    public void A_folder_without_a_settings_file_gives_0_and_a_note()
    {
        using var sandbox = new Sandbox().With("readme.txt", "x");
        var answer = sandbox.Run(".");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("esconfiglint: no settings file found in '.'.\n", answer.Error);
    }

    [Fact]
    public void A_binary_file_gives_2_when_it_is_named_and_a_notice_when_it_is_found()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", [0x50, 0x4b, 3, 4, 0, 0, 0]);
        var named = sandbox.Check("elasticsearch.yml");
        var found = sandbox.Check();
        Assert.Equal(2, named.ExitCode);
        Assert.Equal(0, found.ExitCode);
        Assert.Equal(["skipped elasticsearch.yml: The file is binary."], found.Notices);
    }

    [Theory]
    [InlineData("--format", "concise")]
    [InlineData("--quiet")]
    [InlineData("--format", "concise", "--quiet")]
    public void Whatever_gives_2_says_why_on_standard_error(params string[] arguments)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", [0x50, 0x4b, 3, 4, 0, 0, 0]).With("kibana.yml", "server.name: k\n");
        var answer = sandbox.Run([.. arguments, "--select", "ES1", "elasticsearch.yml", "kibana.yml"]);
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("esconfiglint: elasticsearch.yml: The file is binary.\n", answer.Error);
    }

    [Fact]
    public void What_is_skipped_is_said_on_standard_error_where_the_format_has_no_place_for_it()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", [0x50, 0x4b, 3, 4, 0, 0, 0]).With("kibana.yml", "server.name: k\n");
        var answer = sandbox.Run("--format", "concise", "--stack-version", "99.0");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("esconfiglint: elasticsearch.yml: The file is binary.\n", answer.Error, StringComparison.Ordinal);
        Assert.Contains("esconfiglint: Version 99.0 is newer than what is known", answer.Error, StringComparison.Ordinal);
        Assert.Empty(sandbox.Run("--format", "concise", "--quiet").Error);
    }

    [Fact]
    public void A_file_over_8_MiB_gives_2_when_it_is_named_and_a_notice_when_it_is_found()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", new string('#', (8 * 1024 * 1024) + 1));
        Assert.Equal(2, sandbox.Check("elasticsearch.yml").ExitCode);
        var found = sandbox.Check();
        Assert.Equal(0, found.ExitCode);
        Assert.Equal(["skipped elasticsearch.yml: The file is larger than 8 MiB."], found.Notices);
    }

    [Fact]
    public void A_file_that_may_not_be_read_gives_2_when_it_is_named()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            Assert.Skip("Here everything can be read: on Windows, or as root.");
        else
            File.SetUnixFileMode(sandbox.Path("elasticsearch.yml"), UnixFileMode.None);
        Assert.Equal(2, sandbox.Check("elasticsearch.yml").ExitCode);
        Assert.Equal(0, sandbox.Check().ExitCode);
    }

    [Fact]
    public void A_file_that_is_no_yaml_is_a_finding_and_the_others_are_still_linted()
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", "a: [\n").With("b/elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check();
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("ES001", answer.Rules[0]);
        Assert.Equal(["a/elasticsearch.yml", "b/elasticsearch.yml"], answer.Files);
    }

    [Fact]
    public void A_reader_that_goes_away_ends_the_program_without_a_word()
    {
        using var sandbox = new Sandbox();
        for (var i = 0; i < 300; i++)
            sandbox.With($"node{i}/elasticsearch.yml", Sandbox.Bad);
        using var process = Process.Start(Tool.StartInfo(sandbox.Folder))!;
        process.StandardOutput.BaseStream.ReadByte();
        process.StandardOutput.Close();
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(1, process.ExitCode);
    }

    [Theory]
    [InlineData("check", "--format", "sarif")]
    [InlineData("check", "--diff", "--unsafe-fixes")]
    [InlineData("check", "--fix", "-")]
    [InlineData("settings", "--format", "json")]
    [InlineData("rules")]
    public void A_full_disk_behind_standard_output_is_no_reader_that_went_away(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = Shell(sandbox, "exec \"$0\" \"$@\" > /dev/full < elasticsearch.yml", arguments);
        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("esconfiglint: cannot write to standard output: ", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fixed", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cannot write '.esconfiglint.yml': ", "init")]
    [InlineData("elasticsearch.yml: not fixed. The file or its folder may not be written to.", "--fix", "--unsafe-fixes", "--select", "ES101", "elasticsearch.yml")]
    [InlineData("cannot write 'report': ", "--output", "report", "elasticsearch.yml")]
    public void Where_nothing_more_can_be_written_nothing_is_left_and_that_is_said(string error, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit is Unix's.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        // The signal would end the process; and the runtime itself wants to make a large file in memory unless it is told not to.
        var answer = Shell(sandbox, "trap '' XFSZ; ulimit -f 0; DOTNET_EnableWriteXorExecute=0 exec \"$0\" \"$@\"", arguments);
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(error, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrote", answer.Error, StringComparison.Ordinal);
        Assert.Equal(["elasticsearch.yml"], Directory.GetFileSystemEntries(sandbox.Folder).Select(Path.GetFileName));
        Assert.Equal(Sandbox.Bad, File.ReadAllText(sandbox.Path("elasticsearch.yml")));
    }

    [Theory]
    [InlineData(2, "2>&-", "nowhere.yml")]
    [InlineData(1, "2>&-", "--diff", "--unsafe-fixes")]
    [InlineData(1, "2>&-", "--fix")]
    [InlineData(2, ">&-", "elasticsearch.yml")]
    public void A_closed_stream_is_no_crash(int expected, string redirection, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The shell is Unix's.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = Shell(sandbox, $"exec \"$0\" \"$@\" {redirection}", arguments);
        Assert.Equal(expected, answer.ExitCode);
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
    }

    /// <summary>The program, started by a shell that redirects its streams.</summary>
    private static Answer Shell(Sandbox sandbox, string script, string[] arguments)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script, Tool.Executable, .. arguments])
        {
            WorkingDirectory = sandbox.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        shell.StandardInput.Close();
        var error = shell.StandardError.ReadToEndAsync();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return new(shell.ExitCode, output, error.Result);
    }

    [Fact]
    public void Ctrl_C_gives_130_and_leaves_no_half_report()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using var sandbox = new Sandbox();
        var start = Tool.StartInfo(sandbox.Folder, "-", "-o", "report.json", "--format", "json");
        if (OperatingSystem.IsLinux())
        {
            // Who runs tests in the background of a shell passes on that SIGINT is ignored.
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, "--default-signal=INT");
            start.FileName = "env";
        }

        using var process = Process.Start(start)!;
        Thread.Sleep(500);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(10_000));
        Assert.Equal(130, process.ExitCode);
        Assert.Empty(Directory.GetFiles(sandbox.Folder));
    }
}

namespace EsConfigLint.EndToEnd.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("unknown option '--fromat'; did you mean '--format'?", "--fromat", "json")]
    [InlineData("unknown option '--stackversion'; did you mean '--stack-version'?", "check", "--stackversion=8.1")]
    [InlineData("unknown format 'jsno'; did you mean 'json'?", "--format", "jsno")]
    [InlineData("unknown layer 'htps'; did you mean 'https'?", "--layer", "htps")]
    [InlineData("unknown version '8.x'; did you mean '8.19'?", "--stack-version", "8.x")]
    [InlineData("unknown version '8'; did you mean '8.19'?", "--stack-version", "8")]
    [InlineData("unknown version 'new'; it is one of 6.8, 7.17, 8.19, 9.5.", "--stack-version", "new")]
    [InlineData("version '5.6' is too old; the oldest is '6.8'.", "--stack-version", "5.6")]
    [InlineData("unknown ruleset 'pedant'; did you mean 'pedantic'?", "--ruleset", "pedant")]
    [InlineData("unknown rule 'ES1011'; did you mean 'ES101'?", "--select", "ES1011")]
    [InlineData("unknown rule 'securty-disabled'; did you mean 'security-disabled'?", "--ignore", "securty-disabled")]
    [InlineData("unknown level 'warn'; did you mean 'warning'?", "--severity", "ES101=warn")]
    [InlineData("'ES101' is not RULE=LEVEL; for example --severity ES301=warning.", "--severity", "ES101")]
    [InlineData("unknown level 'eror'; did you mean 'error'?", "--fail-on", "eror")]
    [InlineData("'# x' is no pattern; for example --exclude 'vendor/'.", "--exclude", "# x")]
    [InlineData("unknown kind 'elasticsearh'; did you mean 'elasticsearch'?", "--kind", "*.conf=elasticsearh")]
    [InlineData("missing value for option 'layer'", "--layer")]
    [InlineData("'-' cannot stand beside other paths.", "-", "a.yml")]
    [InlineData("--stdin-filename needs '-' as PATH.", "--stdin-filename", "a.yml")]
    [InlineData("unknown command 'chek'; did you mean 'check'?", "help", "chek")]
    [InlineData("unknown rule 'ES1O1'; did you mean 'ES101'?", "explain", "ES1O1")]
    [InlineData("unknown rule '-ES101'; did you mean 'ES101'?", "explain", "--", "-ES101")]
    [InlineData("unexpected argument 'ES102'.", "explain", "ES101", "--", "ES102")]
    [InlineData("a PATH is empty; '.' is the current folder.", "")]
    [InlineData("a PATH is empty; '.' is the current folder.", "settings", "")]
    [InlineData("print-config needs a path.", "print-config", "")]
    [InlineData("--output needs a path; it is empty.", "-o", "")]
    [InlineData("--stdin-filename needs a path; it is empty.", "-", "--stdin-filename", "")]
    [InlineData("--stdin-filename names a file; '.' is a folder.", "-", "--stdin-filename", ".")]
    [InlineData("--stdin-filename names a file; 'conf/' is a folder.", "-", "--stdin-filename", "conf/")]
    [InlineData("nowhere.yml: No such file or folder.", "print-config", "nowhere.yml")]
    public void Wrong_usage_gives_2_and_one_line_with_the_nearest_word(string expected, params string[] arguments)
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run(arguments);
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("", answer.Output);
        Assert.Equal($"esconfiglint: {expected}\n", answer.Error);
    }

    [Fact]
    public void A_current_folder_that_is_gone_gives_2_and_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There it cannot go away.");
        using var sandbox = new Sandbox().With("gone/elasticsearch.yml", Sandbox.Bad);
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", "rm -r ../gone; exec \"$0\"", Tool.Executable])
        {
            WorkingDirectory = sandbox.Path("gone"),
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        Assert.Equal("esconfiglint: the current folder does not exist any more.\n", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
    }

    [Fact]
    public void A_misspelt_command_is_a_path_that_does_not_exist_and_the_command_is_named()
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run("chek");
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("esconfiglint: chek: No such file or folder. Did you mean the command 'check'?\n", answer.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("check", "--help")]
    [InlineData("rules", "--help")]
    [InlineData("explain", "--help")]
    [InlineData("setting", "--help")]
    [InlineData("settings", "-h")]
    public void Help_works_everywhere_and_goes_to_standard_output(params string[] arguments)
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run(arguments);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Usage: esconfiglint", answer.Output, StringComparison.Ordinal);
        Assert.Equal("", answer.Error);
    }

    [Theory]
    [InlineData("--fips")]
    [InlineData("--no-progress")]
    [InlineData("--ruleset", "compliance")]
    [InlineData("--kind", "*.service=systemd")]
    public void What_is_accepted_and_does_nothing_yet_is_not_in_the_help(params string[] arguments)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(sandbox.Run("check"), sandbox.Run(["check", .. arguments]));
        Assert.DoesNotContain(arguments[^1][(arguments[^1].IndexOf('=', StringComparison.Ordinal) + 1)..], sandbox.Run("check", "--help").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("check", "--version")]
    [InlineData("settings", "--version")]
    public void The_version_works_everywhere(params string[] arguments)
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run(arguments);
        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith("esconfiglint ", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_newer_than_the_data_is_read_as_the_newest_and_a_notice_says_so()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Good);
        var answer = sandbox.Check("--stack-version", "99.1");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains(answer.Notices, static notice => notice.StartsWith("open : Version 99.1 is newer than what is known", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_goes_to_a_file_when_asked_and_the_file_is_whole()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad).With("out.json", "old");
        var answer = sandbox.Run("--format", "json", "--output", "out.json");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("", answer.Output);
        Assert.Contains("\"ES101\"", File.ReadAllText(sandbox.Path("out.json")), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(sandbox.Folder).Length);
    }

    [Fact]
    public void A_report_that_cannot_be_written_gives_2()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Run("-o", "no/such/folder/out.txt");
        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("esconfiglint: cannot write 'no/such/folder/out.txt'", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_file_names_never_reach_the_terminal()
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run("evil\x1b[31m.yml");
        Assert.DoesNotContain('\x1b', answer.Error);
        Assert.DoesNotContain('\x1b', answer.Output);
    }

    [Fact]
    public void Colours_are_used_when_asked_for_and_never_in_a_pipe_otherwise()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        Assert.DoesNotContain('\x1b', sandbox.Run().Output);
        Assert.Contains('\x1b', sandbox.Run("--color", "always").Output);
        Assert.DoesNotContain('\x1b', sandbox.Run("--color", "always", "--format", "json").Output);
    }

    [Fact]
    public void A_terminal_without_colours_gets_no_sequence_at_all()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "Nothing here makes a terminal.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/script", ["-qec", $"'{Tool.Executable}' --color never .", "/dev/null"])
        {
            WorkingDirectory = sandbox.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm";
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("ES101", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', output);
    }

    [Fact]
    public void The_rule_list_as_json_has_the_documented_members()
    {
        using var sandbox = new Sandbox();
        var rules = sandbox.Run("rules", "--format", "json").Json;
        var rule = rules.EnumerateArray().Single(static one => one.GetProperty("id").GetString() == "ES101");
        Assert.Equal(
            ["id", "name", "severity", "securitySeverity", "rulesets", "layers", "cwe", "fix", "variants"],
            rule.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(
            ["key", "severity", "securitySeverity", "ruleset", "fix", "preventsStart"],
            rule.GetProperty("variants")[0].EnumerateObject().Select(static member => member.Name));
    }

    [Fact]
    public void A_rule_is_explained_by_id_and_by_name()
    {
        using var sandbox = new Sandbox();
        var byId = sandbox.Run("explain", "es101");
        Assert.Equal(0, byId.ExitCode);
        Assert.Contains("security-disabled", byId.Output, StringComparison.Ordinal);
        Assert.Equal(byId.Output, sandbox.Run("explain", "security-disabled").Output);
    }

    [Theory]
    [InlineData("LT001", "unused-suppression")]
    [InlineData("LT002", "unknown-rule-in-suppression")]
    [InlineData("LT003", "misplaced-suppression")]
    [InlineData("LT004", "expired-suppression")]
    [InlineData("LT010", "rule-crashed")]
    public void A_finding_about_the_linter_itself_is_explained_too(string id, string name)
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run("explain", id);
        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith($"{id} {name}\n", answer.Output, StringComparison.Ordinal);
        Assert.Equal(answer.Output, sandbox.Run("explain", name).Output);
    }

    [Theory]
    [InlineData("ES101")]
    [InlineData("KB201")]
    [InlineData("LT003")]
    public void The_prose_of_a_page_fits_the_terminal_and_its_examples_stay_as_they_are(string id)
    {
        using var sandbox = new Sandbox();
        var lines = sandbox.Run("explain", id).Output.Split('\n');
        Assert.All(lines.Where(static line => !line.StartsWith("    ", StringComparison.Ordinal) && !line.Contains("https://", StringComparison.Ordinal)), static line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains(lines, static line => line.Length > 80 && !line.StartsWith(' '));
        if (id != "LT003")
            Assert.Contains(lines, static line => line.StartsWith("    services:", StringComparison.Ordinal) || line == "    xpack.security.transport.ssl.client_authentication: required");
    }
}

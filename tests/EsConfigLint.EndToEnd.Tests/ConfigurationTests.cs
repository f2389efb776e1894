namespace EsConfigLint.EndToEnd.Tests;

/// <summary><c>.esconfiglint.yml</c> and the commands around it.</summary>
public sealed class ConfigurationTests
{
    private const string PlainHttp =
        """
        cluster.name: orders
        discovery.type: single-node
        xpack.security.enabled: true
        xpack.security.transport.ssl.enabled: true
        xpack.security.transport.ssl.keystore.path: transport.p12

        """;

    [Fact]
    public void The_nearest_configuration_upwards_holds_and_a_flag_beats_it()
    {
        using var sandbox = new Sandbox()
            .With(".git/HEAD", "").With(".esconfiglint.yml", "layer: basic\n")
            .With("one/elasticsearch.yml", PlainHttp).With("two/elasticsearch.yml", PlainHttp).With("two/.esconfiglint.yml", "layer: https\n");
        Assert.Equal(["two/elasticsearch.yml"], sandbox.Check().Files);
        Assert.Empty(sandbox.Check("--layer", "basic").Rules);
        Assert.Equal(["one/elasticsearch.yml", "two/elasticsearch.yml"], sandbox.Check("--no-config").Files);
        Assert.Empty(sandbox.Check("--config", ".esconfiglint.yml").Rules);
    }

    [Fact]
    public void An_override_holds_for_its_files_only()
    {
        using var sandbox = new Sandbox()
            .With(".esconfiglint.yml", "overrides:\n  - files: [\"lab/**\"]\n    ignore: [ES101]\n")
            .With("lab/elasticsearch.yml", Sandbox.Bad).With("live/elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check("--select", "ES101");
        Assert.Equal(["lab/elasticsearch.yml", "live/elasticsearch.yml"], sandbox.Check("--select", "ES101", "--no-config").Files);
        Assert.Equal(["live/elasticsearch.yml"], answer.Files);
    }

    [Fact]
    public void What_the_configuration_excludes_is_linted_only_when_it_is_named()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "exclude: [old]\n").With("old/elasticsearch.yml", Sandbox.Bad);
        Assert.Empty(sandbox.Check().Rules);
        Assert.Contains("ES101", sandbox.Check("old/elasticsearch.yml").Rules);
    }

    [Theory]
    [InlineData("layer: minimal\nlayr: basic\n", ".esconfiglint.yml:2: The key 'layr' is unknown; did you mean 'layer'?")]
    [InlineData("layer: minimum\n", ".esconfiglint.yml:1: 'minimum' is no value of 'layer'; did you mean 'minimal'?")]
    [InlineData("\nignore: [ES999]\n", ".esconfiglint.yml:2: There is no rule 'ES999'")]
    [InlineData("layer: basic\nlayer: https\n", ".esconfiglint.yml:2: The key 'layer' is given twice.")]
    public void Something_without_meaning_gives_2_and_its_place(string text, string error)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad).With(".esconfiglint.yml", text);
        foreach (var command in new[] { "check", "print-config" })
        {
            var answer = sandbox.Run(command, "elasticsearch.yml");
            Assert.Equal(2, answer.ExitCode);
            Assert.StartsWith("esconfiglint: " + error, answer.Error, StringComparison.Ordinal);
            Assert.Empty(answer.Output);
        }
    }

    [Fact]
    public void A_configuration_that_is_named_but_missing_gives_2()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Good);
        Assert.Equal(2, sandbox.Check("--config", "nowhere.yml").ExitCode);
    }

    [Fact]
    public void The_printed_configuration_says_who_gave_each_value()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "ignore: [ES101]\noverrides:\n  - files: [lab]\n    layer: minimal\n");
        var answer = sandbox.Run("print-config", "lab/elasticsearch.yml", "--stack-version", "8.19");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("layer: minimal  # .esconfiglint.yml:4\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ignore: [ES101]  # .esconfiglint.yml:1\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("stack-version: \"8.19\"  # the command line\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("fips: false  # default\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("layer: https  # default\n", sandbox.Run("print-config", "elasticsearch.yml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_writes_a_configuration_that_changes_nothing()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        var before = sandbox.Check();
        Assert.Equal(0, sandbox.Run("init", "--pre-commit", "--workflow").ExitCode);
        Assert.True(File.Exists(sandbox.Path(".esconfiglint.yml")));
        Assert.True(File.Exists(sandbox.Path(".pre-commit-config.yaml")));
        Assert.True(File.Exists(sandbox.Path(".github/workflows/esconfiglint.yml")));
        Assert.Equal(before, sandbox.Check());
    }

    [Fact]
    public void Init_never_overwrites()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "layer: basic\n");
        var answer = sandbox.Run("init", "--pre-commit");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("'.esconfiglint.yml' exists; it is left as it is.", answer.Error, StringComparison.Ordinal);
        Assert.Equal("layer: basic\n", File.ReadAllText(sandbox.Path(".esconfiglint.yml")));
        Assert.True(File.Exists(sandbox.Path(".pre-commit-config.yaml")));
    }
}

/// <summary>Findings that a comment accepts.</summary>
public sealed class SuppressionTests
{
    private const string Accepted = "xpack.security.enabled: false # esconfiglint-disable-line ES101 -- until=2026-12-01 lab\n";

    [Fact]
    public void An_accepted_finding_is_counted_but_not_shown_unless_asked_for()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Accepted);
        var answer = sandbox.Check("--now", "2026-11-24");
        Assert.Empty(answer.Rules);
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(1, answer.Json.GetProperty("summary").GetProperty("suppressed").GetInt32());
        var shown = sandbox.Check("--now", "2026-11-24", "--no-suppressions");
        Assert.Equal(["ES101"], shown.Rules);
        Assert.Equal(1, shown.ExitCode);
    }

    [Fact]
    public void A_suppression_ends_on_its_day()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Accepted);
        Assert.Empty(sandbox.Check("--now", "2026-12-01").Rules);
        Assert.Equal(["ES101", "LT004"], sandbox.Check("--now", "2026-12-02").Rules);
    }

    [Fact]
    public void A_day_that_is_none_gives_2()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Accepted);
        Assert.Equal(2, sandbox.Check("--now", "soon").ExitCode);
    }

    [Fact]
    public void A_suppression_that_accepts_nothing_or_names_no_rule_is_a_finding()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "# esconfiglint-disable-file ES101, no-such-rule -- lab\n" + Sandbox.Good);
        Assert.Equal(["LT001", "LT002"], sandbox.Check().Rules.Order(StringComparer.Ordinal));
    }
}

/// <summary>Kibana, keystore listings, and what cannot be read beside what can.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public void A_listing_that_is_none_is_a_notice_and_the_rest_is_linted()
    {
        using var sandbox = new Sandbox()
            .With("elasticsearch.yml", Sandbox.Bad).With("elasticsearch-keystore.list", "keystore.seed\nERROR: keystore password is wrong\n");
        var answer = sandbox.Check();
        Assert.Equal(
            ["skipped elasticsearch-keystore.list: Not taken for a keystore listing: a keystore listing has one setting name on each line (2:1)."],
            answer.Notices);
        Assert.Contains("ES101", answer.Rules);
        Assert.Equal(1, answer.ExitCode);
    }

    [Fact]
    public void A_kibana_yml_that_its_parser_refuses_is_a_finding_and_the_rest_is_linted()
    {
        using var sandbox = new Sandbox().With("kibana.yml", "server.host: 0.0.0.0\nserver.name: [\n").With("elasticsearch.yml", Sandbox.Bad);
        var answer = sandbox.Check();
        Assert.Equal(["elasticsearch.yml", "kibana.yml"], answer.Files);
        Assert.Contains("ES001", answer.Rules);
        Assert.Contains("ES101", answer.Rules);
    }

    [Fact]
    public void A_folder_that_may_not_be_read_is_news_and_the_rest_is_linted()
    {
        using var sandbox = new Sandbox().With("closed/elasticsearch.yml", Sandbox.Bad).With("open/elasticsearch.yml", Sandbox.Bad);
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Here everything can be read: on Windows, or as root.");
            return;
        }

        File.SetUnixFileMode(sandbox.Path("closed"), UnixFileMode.None);
        try
        {
            var answer = sandbox.Check();
            Assert.Equal(["open/elasticsearch.yml"], answer.Files);
            Assert.StartsWith("skipped closed: ", Assert.Single(answer.Notices), StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(sandbox.Path("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Settings_of_a_kibana_are_shown_with_JavaScripts_spelling_and_without_secrets()
    {
        using var sandbox = new Sandbox().With("kibana.yml", "server:\n  port: 0x15e1\nserver.ssl.enabled: true\nelasticsearch.password: hunter2\n");
        var process = Assert.Single(sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray());
        Assert.Equal("kibana", process.GetProperty("product").GetString());
        var settings = process.GetProperty("settings").EnumerateArray()
            .Select(static one => $"{one.GetProperty("key").GetString()} {one.GetProperty("value").GetString() ?? "null"}{(one.GetProperty("secret").GetBoolean() ? " secret" : "")}");
        Assert.Equal(["elasticsearch.password null secret", "server.port 5601", "server.ssl.enabled true"], settings);
    }
}

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

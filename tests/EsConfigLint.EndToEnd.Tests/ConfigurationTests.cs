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
    public void Rules_to_ignore_add_up()
    {
        using var sandbox = new Sandbox()
            .With(".esconfiglint.yml", "select: [ES101, ES406, ES403]\nrulesets: [pedantic]\nignore: [ES101]\noverrides:\n  - files: [lab/]\n    ignore: [ES403]\n")
            .With("lab/elasticsearch.yml", "network.host: 0.0.0.0\nhttp.cors.enabled: true\nhttp.cors.allow-origin: '*'\n" + Sandbox.Bad);
        Assert.Equal(["ES406"], sandbox.Check().Rules);
        Assert.Empty(sandbox.Check("--ignore", "ES406").Rules);
        Assert.Contains("ignore: [ES101, ES403, ES406]  # .esconfiglint.yml:3, .esconfiglint.yml:6, the command line\n", sandbox.Run("print-config", "lab/elasticsearch.yml", "--ignore", "ES406").Output, StringComparison.Ordinal);
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
            Assert.DoesNotContain("ES101", answer.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("stylish")]
    [InlineData("concise")]
    [InlineData("json")]
    [InlineData("sarif")]
    public void A_wrong_configuration_costs_only_the_files_below_it(string format)
    {
        using var sandbox = new Sandbox().With("m/.esconfiglint.yml", "layer: bogus\n")
            .With("a/elasticsearch.yml", Sandbox.Bad).With("m/elasticsearch.yml", Sandbox.Bad).With("z/elasticsearch.yml", Sandbox.Bad);
        const string Problem = "m/.esconfiglint.yml:1: 'bogus' is no value of 'layer'; it is one of minimal, basic, https, mutual.";
        var answer = sandbox.Run("--format", format, "--no-progress");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains($"esconfiglint: {Problem}\n", answer.Error, StringComparison.Ordinal);
        Assert.Contains("a/elasticsearch.yml", answer.Output, StringComparison.Ordinal);
        Assert.Contains("z/elasticsearch.yml", answer.Output, StringComparison.Ordinal);
        if (format != "json")
            return;
        Assert.Equal(["a/elasticsearch.yml", "z/elasticsearch.yml"], answer.Files);
        Assert.Equal(2, answer.Linted);
        Assert.Equal(1, answer.Json.GetProperty("summary").GetProperty("skipped").GetInt32());
        Assert.Contains($"skipped m/elasticsearch.yml: The configuration is wrong at {Problem}", answer.Notices);
    }

    [Fact]
    public void A_wrong_configuration_keeps_the_files_below_it_from_being_fixed()
    {
        using var sandbox = new Sandbox().With("m/.esconfiglint.yml", "layer: bogus\n")
            .With("a/elasticsearch.yml", Sandbox.Bad).With("m/elasticsearch.yml", Sandbox.Bad);
        var shown = sandbox.Run("--diff", "--unsafe-fixes");
        Assert.Equal(2, shown.ExitCode);
        Assert.Contains("m/.esconfiglint.yml:1: 'bogus'", shown.Error, StringComparison.Ordinal);
        Assert.Contains("a/elasticsearch.yml", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("m/elasticsearch.yml", shown.Output, StringComparison.Ordinal);
        Assert.Equal(2, sandbox.Run("--fix", "--unsafe-fixes").ExitCode);
        Assert.Equal(Sandbox.Bad, File.ReadAllText(sandbox.Path("m/elasticsearch.yml")));
        Assert.NotEqual(Sandbox.Bad, File.ReadAllText(sandbox.Path("a/elasticsearch.yml")));
    }

    [Fact]
    public void A_configuration_that_is_named_but_missing_gives_2()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Good);
        Assert.Equal(2, sandbox.Check("--config", "nowhere.yml").ExitCode);
    }

    [Fact]
    public void Patterns_of_a_configuration_that_is_named_count_from_the_working_directory()
    {
        using var sandbox = new Sandbox().With("ci/lint.yml", "exclude: [/old/]\noverrides:\n  - files: [lab/**]\n    ignore: [ES101]\n")
            .With("elasticsearch.yml", Sandbox.Bad).With("lab/elasticsearch.yml", Sandbox.Bad).With("old/elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["elasticsearch.yml"], sandbox.Check("--select", "ES101", "--config", "ci/lint.yml").Files);
    }

    [Fact]
    public void A_folder_whose_name_begins_with_two_dots_lies_below_the_configuration_too()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "ignore: [ES101]\noverrides:\n  - files: [\"..data/\"]\n    select: [ES301]\n")
            .With("..data/elasticsearch.yml", "xpack.security.enabled: true\ndiscovery.type: single-node\n");
        Assert.Equal(["ES301"], sandbox.Check().Rules);
    }

    [Fact]
    public void The_printed_configuration_says_who_gave_each_value()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "ignore: [ES101]\noverrides:\n  - files: [lab]\n    layer: minimal\n")
            .With("elasticsearch.yml", "").With("lab/elasticsearch.yml", "");
        var answer = sandbox.Run("print-config", "lab/elasticsearch.yml", "--stack-version", "8.19");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("layer: minimal  # .esconfiglint.yml:4\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ignore: [ES101]  # .esconfiglint.yml:1\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("stack-version: \"8.19\"  # the command line\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("fips: false  # default\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("layer: https  # default\n", sandbox.Run("print-config", "elasticsearch.yml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configured_version_is_that_of_what_names_none_and_the_flag_is_that_of_all()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "stack-version: \"8.19\"\n")
            .With("stack/compose.yml", "services:\n  es:\n    image: docker.elastic.co/elasticsearch/elasticsearch:7.17.0\n    environment: { discovery.type: single-node }\n")
            .With("plain/elasticsearch.yml", "cluster.name: a\n");
        Assert.Equal(["stack/compose.yml"], sandbox.Check("--select", "ES102").Files);
        Assert.Empty(sandbox.Check("--select", "ES102", "--stack-version", "8.19").Files);
        Assert.Equal(["plain/elasticsearch.yml", "stack/compose.yml"], sandbox.Check("--select", "ES102", "--stack-version", "7.17").Files);
    }

    [Fact]
    public void A_configured_version_newer_than_the_data_gives_a_notice_unless_a_flag_beats_it()
    {
        const string Notice = "open : Version 99.0 is newer than what is known";
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "stack-version: \"99.0\"\n").With("elasticsearch.yml", Sandbox.Good);
        Assert.StartsWith(Notice, Assert.Single(sandbox.Check().Notices), StringComparison.Ordinal);
        Assert.Empty(sandbox.Check("--stack-version", "9.1").Notices);
    }

    [Fact]
    public void The_printed_levels_say_for_each_rule_who_gave_it()
    {
        using var sandbox = new Sandbox().With("lab/elasticsearch.yml", "")
            .With(".esconfiglint.yml", "layer: basic\nseverity: { ES406: note }\noverrides:\n  - files: [lab]\n    severity:\n      ES305: error\n");
        Assert.Contains("severity:\n  ES406: note  # .esconfiglint.yml:2\n  ES305: error  # .esconfiglint.yml:6\n", sandbox.Run("print-config", "lab/elasticsearch.yml").Output, StringComparison.Ordinal);
        Assert.Contains(
            "severity:\n  ES305: error  # .esconfiglint.yml:6\n  ES406: error  # the command line\n",
            sandbox.Run("print-config", "lab/elasticsearch.yml", "--severity", "ES406=error").Output, StringComparison.Ordinal);
        var folder = sandbox.Run("print-config", ".").Output;
        Assert.Contains("layer: basic  # .esconfiglint.yml:1\n", folder, StringComparison.Ordinal);
        Assert.Contains("severity: { ES406: note }  # .esconfiglint.yml:2\n", folder, StringComparison.Ordinal);
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

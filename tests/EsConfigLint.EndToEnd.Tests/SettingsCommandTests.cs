namespace EsConfigLint.EndToEnd.Tests;

public sealed class SettingsCommandTests
{
    [Fact]
    public void Settings_are_flattened_sorted_and_placed()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "node:\n  name: ${HOST}\ncluster.name: logs\ndiscovery.seed_hosts: [a, b]\n");
        var answer = sandbox.Run("settings", "--format", "json", "--stack-version", "8.19");
        Assert.Equal(0, answer.ExitCode);
        var process = Assert.Single(answer.Json.GetProperty("processes").EnumerateArray());
        Assert.Equal("elasticsearch", process.GetProperty("product").GetString());
        Assert.Equal("8.19", process.GetProperty("version").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, process.GetProperty("error").ValueKind);
        var settings = process.GetProperty("settings").EnumerateArray().ToArray();
        Assert.Equal(["cluster.name", "discovery.seed_hosts", "node.name"], settings.Select(static one => one.GetProperty("key").GetString()!));
        Assert.Equal("""["a", "b"]""", settings[1].GetProperty("value").GetRawText().ReplaceLineEndings("").Replace("        ", "", StringComparison.Ordinal).Replace(",\"", ", \"", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal));
        Assert.Equal("${HOST}", settings[2].GetProperty("value").GetString());
        Assert.False(settings[2].GetProperty("known").GetBoolean());
        Assert.Equal((2, 3), (settings[2].GetProperty("line").GetInt32(), settings[2].GetProperty("column").GetInt32()));
    }

    [Theory]
    [InlineData("6.8", "'node.name' is given under two spellings (2:8)")]
    [InlineData("7.0", null)]
    public void A_file_with_a_setting_in_two_spellings_cannot_be_loaded_before_7_0(string version, string? error)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "node.name: a\nnode: {name: b}\n");
        var process = Assert.Single(sandbox.Run("settings", "--format", "json", "--stack-version", version).Json.GetProperty("processes").EnumerateArray());
        Assert.Equal(error, process.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("8.1")]
    [InlineData("8.19")]
    public void A_value_with_a_placeholder_is_not_known_also_where_its_default_is(string version)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "node.name: ${X:a}\ndiscovery.seed_hosts: [\"${X:a}\", b]\ncluster.name: logs\n");
        var settings = Assert.Single(sandbox.Run("settings", "--format", "json", "--stack-version", version).Json.GetProperty("processes").EnumerateArray())
            .GetProperty("settings").EnumerateArray().Select(static one => $"{one.GetProperty("key").GetString()} {one.GetProperty("known").GetBoolean()}");
        Assert.Equal(["cluster.name True", "discovery.seed_hosts False", "node.name False"], settings);
    }

    [Fact]
    public void A_file_that_carries_settings_in_two_places_is_one_file()
    {
        using var sandbox = new Sandbox().With("compose.yml", "services:\n  es:\n    image: elasticsearch:8.19.0\n    command: -E node.attr.x=1\n    environment:\n      node.name: a\n");
        var process = Assert.Single(sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray());
        Assert.Equal(["compose.yml"], process.GetProperty("files").EnumerateArray().Select(static one => one.GetString()!));
    }

    [Fact]
    public void Secrets_are_never_shown()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "xpack.security.transport.ssl.keystore.password: hunter2\n");
        foreach (var format in new[] { "text", "json" })
        {
            var answer = sandbox.Run("settings", "--format", format);
            Assert.Contains("xpack.security.transport.ssl.keystore.password", answer.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", answer.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Credentials_in_a_URL_are_never_shown()
    {
        using var sandbox = new Sandbox().With("kibana.yml", "elasticsearch.hosts: [\"https://elastic:hunter2@es:9200\"]\nserver.publicBaseUrl: https://me:hunter2@kibana\n");
        foreach (var format in new[] { "text", "json" })
        {
            var answer = sandbox.Run("settings", "--format", format);
            Assert.Contains("es:9200", answer.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", answer.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_node_has_the_settings_of_its_listing_and_a_container_those_of_its_environment_and_file()
    {
        using var sandbox = new Sandbox()
            .With("node/elasticsearch.yml", "cluster.name: logs\n").With("node/elasticsearch-keystore.list", "keystore.seed\nbootstrap.password\n")
            .With("stack/compose.yml", "services:\n  es:\n    image: docker.elastic.co/elasticsearch/elasticsearch:8.19.0\n    environment:\n      - node.name=one\n    volumes:\n      - ./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml\n")
            .With("stack/es.yml", "node.name: two\ncluster.name: logs\n");
        var processes = sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray().ToArray();
        Assert.Equal(
            ["bootstrap.password keystore, cluster.name file, keystore.seed keystore", "cluster.name file, node.name environment"],
            processes.Select(static process => string.Join(", ", process.GetProperty("settings").EnumerateArray()
                .Select(static one => $"{one.GetProperty("key").GetString()} {one.GetProperty("source").GetString()}"))));
        Assert.Equal(("es", "8.19"), (processes[1].GetProperty("name").GetString(), processes[1].GetProperty("version").GetString()));
    }

    [Fact]
    public void A_file_that_the_product_refuses_is_a_process_with_an_error()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "a: [\n");
        var process = Assert.Single(sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.String, process.GetProperty("error").ValueKind);
        Assert.Empty(process.GetProperty("settings").EnumerateArray());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_said_also_when_it_is_only_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var sandbox = new Sandbox().With("elasticsearch.yml", Sandbox.Good);
        File.CreateSymbolicLink(sandbox.Path("kibana.yml"), "nowhere");
        var answer = sandbox.Run("settings");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("kibana.yml: The link leads nowhere", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_variables_is_no_process_and_what_uses_it_is_asked_for()
    {
        using var sandbox = new Sandbox().With(".env", "ELASTIC_PASSWORD=x\n");
        var answer = sandbox.Run("settings", ".env");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(".env: An environment file; name the compose file that uses it.", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_variables_is_named_for_what_uses_it()
    {
        using var sandbox = new Sandbox().With("es.env", "node.name=a\n")
            .With("compose.yml", "services:\n  es:\n    image: elasticsearch:8.19.0\n    env_file: es.env\n");
        Assert.Equal("es", Assert.Single(sandbox.Run("settings", "--format", "json", "es.env").Processes).GetProperty("name").GetString());
    }

    [Fact]
    public void A_settings_file_that_a_container_reads_is_known_by_that_whatever_it_is_called()
    {
        using var sandbox = new Sandbox().With("conf/search-engine.yml", "# All from the environment.\n")
            .With("compose.yml", "services:\n  es:\n    image: elasticsearch:8.19.0\n    volumes:\n      - ./conf/search-engine.yml:/usr/share/elasticsearch/config/elasticsearch.yml\n");
        var answer = sandbox.Run("settings", "--format", "json", "conf/search-engine.yml");
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("es", Assert.Single(answer.Processes).GetProperty("name").GetString());
    }

    [Fact]
    public void What_the_configuration_excludes_is_no_process()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "exclude: [old/]\n").With("new/elasticsearch.yml", Sandbox.Good).With("old/elasticsearch.yml", Sandbox.Good);
        Assert.Equal("new/elasticsearch.yml", Assert.Single(sandbox.Run("settings", "--format", "json").Processes).GetProperty("files")[0].GetString());
        Assert.Single(sandbox.Run("settings", "--format", "json", "old/elasticsearch.yml").Processes);
        Assert.Empty(sandbox.Run("settings", "--format", "json", "--force-exclude", "old/elasticsearch.yml").Processes);
        Assert.Equal(2, sandbox.Run("settings", "--format", "json", "--no-config").Processes.Length);
    }

    [Fact]
    public void The_version_is_the_command_line_s_else_the_image_s_else_the_configuration_s()
    {
        using var sandbox = new Sandbox()
            .With(".esconfiglint.yml", "stack-version: \"7.17\"\noverrides:\n  - files: [new/]\n    stack-version: \"8.5\"\n")
            .With("new/elasticsearch.yml", "node.name: a\n").With("old/elasticsearch.yml", "node.name: b\n")
            .With("stack/compose.yml", "services:\n  es:\n    image: elasticsearch:8.19.0\n    environment:\n      node.name: c\n");
        Assert.Equal(["8.5", "7.17", "8.19"], VersionsOf(sandbox.Run("settings", "--format", "json")));
        Assert.Equal(["9.1", "9.1", "9.1"], VersionsOf(sandbox.Run("settings", "--format", "json", "--stack-version", "9.1")));

        static IEnumerable<string> VersionsOf(Answer answer) => answer.Processes.Select(static process => process.GetProperty("version").GetString()!);
    }

    [Fact]
    public void A_wrong_configuration_file_is_an_error_and_says_why()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "layers: https\n").With("elasticsearch.yml", Sandbox.Good);
        var answer = sandbox.Run("settings", "--format", "json");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(".esconfiglint.yml:1", answer.Error, StringComparison.Ordinal);
        Assert.Empty(answer.Processes);
    }

    [Fact]
    public void A_file_that_check_would_skip_is_still_a_process()
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", [0, 1, 2]).With("b/elasticsearch.yml", "- hosts: all\n");
        Assert.Equal(2, sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").GetArrayLength());
    }
}

public sealed class SettingCommandTests
{
    [Fact]
    public void A_setting_is_described_at_the_version_that_is_asked_for()
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run("setting", "xpack.security.enabled", "--stack-version", "8.19");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Elasticsearch 8.19", answer.Output, StringComparison.Ordinal);
        Assert.Contains("boolean", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_settings_are_proposed_that_are_known()
    {
        using var sandbox = new Sandbox();
        Assert.Equal("esconfiglint: unknown setting 'XPACK.SECURITY.enabled'; did you mean 'xpack.security.enabled'?\n", sandbox.Run("setting", "XPACK.SECURITY.enabled").Error);
    }

    [Fact]
    public void A_misspelt_setting_gets_the_nearest_one()
    {
        using var sandbox = new Sandbox();
        var answer = sandbox.Run("setting", "xpack.security.enabld");
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("esconfiglint: unknown setting 'xpack.security.enabld'; did you mean 'xpack.security.enabled'?\n", answer.Error);
    }
}

namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Kibana, keystore listings, and what cannot be read beside what can.</summary>
public sealed class DeploymentTests
{
    private const string Listing = "keystore.seed\nxpack.security.http.ssl.keystore.secure_password\n";

    [Theory]
    [InlineData("keystore.txt")]
    [InlineData("es.list")]
    public void A_listing_that_its_content_tells_is_that_of_the_settings_file_beside_it(string name)
    {
        using var sandbox = new Sandbox().With("n/elasticsearch.yml", "node.name: a\nxpack.security.enabled: true\n").With($"n/{name}", Listing);
        Assert.Contains("XS105", sandbox.Check().Rules);
        Assert.Equal([$"n/{name}"], sandbox.Check("--select", "XS105", $"n/{name}").Files);
        Assert.DoesNotContain("XS105", sandbox.Check("n/elasticsearch.yml").Rules);
        Assert.Single(sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray());
    }

    [Fact]
    public void A_listing_of_the_usual_name_goes_before_one_that_its_content_tells()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "node.name: a\n").With("old.list", Listing).With("elasticsearch-keystore.list", "keystore.seed\n");
        var processes = sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray();
        Assert.Contains(processes, static process => process.GetProperty("files").EnumerateArray().Select(static one => one.GetString()!).SequenceEqual(["elasticsearch.yml", "elasticsearch-keystore.list"]));
    }

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

    [Theory]
    [InlineData("stack")]
    [InlineData("stack/es.yml")]
    public void A_settings_file_of_any_name_that_a_container_mounts_is_that_containers(string path)
    {
        using var sandbox = new Sandbox()
            .With("stack/compose.yml", "services:\n  es:\n    image: docker.elastic.co/elasticsearch/elasticsearch:8.19.0\n    volumes:\n      - ./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml\n")
            .With("stack/es.yml", "network.host: 0.0.0.0\nxpack.security.enabled: true\nxpack.security.http.ssl.enabled: true\nxpack.security.http.ssl.keystore.path: http.p12\n");
        Assert.DoesNotContain("ES403", sandbox.Run("check", "--format", "json", "--ruleset", "pedantic", path).Rules);
    }

    [Theory]
    [InlineData("base.yml", "http.host: 8.8.8.8\nhtttp.port: 9201\n")]
    [InlineData("logstash.yml", "http.host: 8.8.8.8\n")]
    [InlineData("elasticsearch-2.yml", "- xpak.security.enabled: false\n")]
    public void What_a_container_reads_as_its_settings_is_linted_even_if_nothing_else_shows_it_to_be_settings(string name, string text)
    {
        using var sandbox = new Sandbox()
            .With("compose.yml", $"services:\n  es:\n    image: elasticsearch:8.19.0\n    environment: [discovery.type=single-node]\n    volumes:\n      - ./{name}:/usr/share/elasticsearch/config/elasticsearch.yml\n      - ./other.yml:/other.yml\n      - ./kibana-jobs.yml:/jobs.yml\n")
            .With(name, text).With("other.yml", "jobs: 1\n").With("kibana-jobs.yml", "jobs: 1\n");
        foreach (var answer in new[] { sandbox.Check(), sandbox.Check("compose.yml", name, "kibana-jobs.yml") })
        {
            Assert.Contains(name, answer.Files);
            Assert.Equal(2, answer.Linted);
            Assert.Contains("skipped kibana-jobs.yml: None of its keys is a setting; --kind says what it is.", answer.Notices);
        }

        Assert.Equal([name], sandbox.Check(name).Files);
    }

    [Theory]
    [InlineData("Dockerfile", "COPY conf/node.yml")]
    [InlineData("docker/Dockerfile", "COPY conf/node.yml")]
    [InlineData("Dockerfile", "COPY docker/elasticsearch.yml")]
    [InlineData("docker/Dockerfile", "COPY docker/elasticsearch.yml")]
    [InlineData("docker/Dockerfile", "COPY elasticsearch.yml")]
    public void A_settings_file_that_a_Dockerfile_copies_is_that_images_whatever_its_name_and_wherever_the_build_starts(string dockerfile, string instruction)
    {
        var file = instruction.EndsWith("node.yml", StringComparison.Ordinal) ? "conf/node.yml" : "docker/elasticsearch.yml";
        using var sandbox = new Sandbox()
            .With(dockerfile, $"FROM elasticsearch:8.19.0\nENV xpack.security.http.ssl.enabled=true\n{instruction} /usr/share/elasticsearch/config/elasticsearch.yml\n")
            .With(file, "node.name: a\nxpack.security.enabled: true\nxpack.security.http.ssl.keystore.path: http.p12\n");
        Assert.DoesNotContain("ES202", sandbox.Check().Rules);

        // What lies beside the Dockerfile's folder is not looked for from a file alone.
        if (dockerfile == "Dockerfile" || file.StartsWith("docker/", StringComparison.Ordinal))
            Assert.DoesNotContain("ES202", sandbox.Check(file).Rules);
    }

    [Theory]
    [InlineData("COMPOSE_FILE=compose.yml:compose.prod.yml", false)]
    [InlineData("COMPOSE_FILE=compose.yml;compose.prod.yml", false)]
    [InlineData("COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=compose.yml,./overlays/prod.yml", false)]
    [InlineData("COMPOSE_FILE=compose.yml:of-nobody.yml", false)]
    [InlineData("COMPOSE_FILE=compose.yml:$MORE", false)]
    [InlineData("COMPOSE_FILE=compose.yml", true)]
    [InlineData("COMPOSE_FILE=compose.prod.yml", true)]
    public void A_project_has_the_files_that_its_variables_name(string variables, bool isAlone)
    {
        const string Overlay = "services:\n  es:\n    environment: [xpack.security.enabled=true]\n";
        using var sandbox = new Sandbox()
            .With("compose.yml", "services:\n  es:\n    image: elasticsearch:7.17.24\n    environment: [discovery.type=single-node]\n")
            .With(".env", variables + "\n").With("compose.prod.yml", Overlay).With("overlays/prod.yml", Overlay);
        Assert.Equal(isAlone, sandbox.Check("compose.yml").Rules.Contains("ES102"));
    }

    [Theory]
    [InlineData("5.5.1")]
    [InlineData("6.7.2")]
    [InlineData("5")]
    public void Of_a_version_before_6_8_nothing_is_judged_and_that_is_news(string tag)
    {
        using var sandbox = new Sandbox()
            .With("Dockerfile", $"FROM elasticsearch:{tag}\nENV xpack.security.enabled=false\n")
            .With("compose.yml", $"services:\n  es:\n    image: elasticsearch:{tag}\n    volumes:\n      - ./node.yml:/usr/share/elasticsearch/config/elasticsearch.yml\n")
            .With("node.yml", "cluster.name:\nxpack.security.enabled: false\nhttp.cors.allow-origin: '*'\n");
        var answer = sandbox.Check();
        Assert.Empty(answer.Rules);
        Assert.Equal(
            [
                "open Dockerfile: 1:6: 'Dockerfile' runs a version before 6.8, whose settings are not judged.",
                "open compose.yml: 3:12: 'es' runs a version before 6.8, whose settings are not judged.",
            ],
            answer.Notices);
        Assert.NotEmpty(sandbox.Run("check", "--format", "json", "--stack-version", "7.17").Rules);
    }

    [Fact]
    public void A_settings_file_amid_a_compose_file_is_news()
    {
        using var sandbox = new Sandbox().With(
            "compose.yml",
            "services:\n  es:\n    image: elasticsearch:8.19.0\n    configs: [{source: es, target: /usr/share/elasticsearch/config/elasticsearch.yml}]\nconfigs:\n  es:\n    content: |\n      node.name: a\n");
        Assert.Equal(["open compose.yml: 7:14: the settings file of 'es' is written here, where it is not read."], sandbox.Check().Notices);
        Assert.Empty(sandbox.With("elasticsearch.yml", "node.name: b\nxpack.security.enabled: true\n").Check("elasticsearch.yml").Notices);
    }

    [Fact]
    public void A_Dockerfile_that_is_not_there_is_news_and_the_mounted_settings_file_is_linted()
    {
        using var sandbox = new Sandbox()
            .With("compose.yml", "services:\n  es:\n    build: es/\n    volumes:\n      - ./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml\n  web:\n    build: web/\n")
            .With("es.yml", "network.host: 0.0.0.0\ndiscovery.seed_hosts: [a, b]\nxpack.security.enabled: true\n");
        var answer = sandbox.Check();
        Assert.Equal(["open compose.yml: 3:12: the Dockerfile of 'es' is not in sight."], answer.Notices);
        Assert.Contains("ES201", answer.Rules);
    }

    [Theory]
    [InlineData("    build: es\n")]
    [InlineData("    build:\n      context: ./es/\n")]
    [InlineData("    build: {context: ./es, target: x}\n")]
    public void A_settings_file_that_a_build_copies_is_that_containers_however_deep_it_lies(string build)
    {
        using var sandbox = new Sandbox()
            .With("compose.yml", $"services:\n  es:\n{build}    environment:\n      - discovery.type=single-node\n")
            .With("es/Dockerfile", "FROM docker.elastic.co/elasticsearch/elasticsearch:8.17.4 AS x\nCOPY config/elasticsearch.yml /usr/share/elasticsearch/config/\n")
            .With("es/config/elasticsearch.yml", "network.host: 0.0.0.0\nxpack.security.enabled: true\n");
        var answer = Tool.Run(sandbox.Folder, "settings", ".");
        Assert.Contains("elasticsearch es (8.17.4)", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("config/elasticsearch.yml (", answer.Output, StringComparison.Ordinal);
    }

    /// <summary>Compose files and Dockerfiles with where the settings file lies, as "path: text"; the settings of the container stand in them alone.</summary>
    public static TheoryData<string, string[]> Layouts => new()
    {
        { "elasticsearch.yml", ["Dockerfile: COPY elasticsearch.yml /usr/share/elasticsearch/config/"] },
        { "es/elasticsearch.yml", ["es/Dockerfile: COPY elasticsearch.yml /usr/share/elasticsearch/config/elasticsearch.yml"] },
        { "es/elasticsearch.yml", ["es/Dockerfile: COPY . /usr/share/elasticsearch/config/"] },
        { "es/elasticsearch.yml", ["es/Dockerfile: COPY --chown=1000:0 *.yml /usr/share/elasticsearch/config/"] },
        { "es/config/elasticsearch.yml", ["es/Dockerfile: COPY config/elasticsearch.yml /usr/share/elasticsearch/config/"] },
        { "es/config/elasticsearch.yml", ["es/Dockerfile: COPY . /usr/share/elasticsearch/"] },
        { "es/config/elasticsearch.yml", ["es/Dockerfile: COPY config/elasticsearch.yml /usr/share/elasticsearch/config/", "es/kibana.yml: server.name: another"] },
        { "es/config/elasticsearch.yml", ["es/Dockerfile: COPY config/elasticsearch.yml /usr/share/elasticsearch/config/", "es/elasticsearch.yml: cluster.name: another"] },
        { "elasticsearch.yml", ["compose.yml: volumes: ['.:/usr/share/elasticsearch/config']"] },
        { "es/elasticsearch.yml", ["es/compose.yml: volumes: ['./:/usr/share/elasticsearch/config']"] },
        { "es/elasticsearch.yml", ["es/compose.yml: build: .", "es/Dockerfile: COPY . /usr/share/elasticsearch/config/"] },
        { "conf/elasticsearch.yml", ["deploy/compose.yml: volumes: ['../conf/elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml']"] },
        { "es/elasticsearch.yml", ["stack.yml: volumes: ['./es/elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml']"] },
        { "es/config/elasticsearch.yml", ["compose.yml: volumes: ['./es/config:/usr/share/elasticsearch/config']", "es/test-compose.yml: hostname: config"] },
        { "conf/elasticsearch.yml", ["deploy/compose.yml: volumes: ['../conf:/usr/share/elasticsearch/config']"] },
        { "es/elasticsearch.yml", ["es/compose.yml: build: .\n    volumes: ['./elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml']", "es/Dockerfile: CMD curl -s -c jar -H 'A: b' https://es:9200 && /usr/local/bin/docker-entrypoint.sh"] },
        { "conf/elasticsearch.yml", ["deploy/compose.yml: build: ../conf", "conf/Dockerfile: COPY elasticsearch.yml /usr/share/elasticsearch/config/"] },
        { "conf/elasticsearch.yml", ["deploy/compose.yml: build: {context: .., dockerfile: docker/Dockerfile}", "docker/Dockerfile: COPY conf/elasticsearch.yml /usr/share/elasticsearch/config/"] },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_settings_file_that_a_container_takes_is_no_node_of_its_own(string settings, string[] files)
    {
        using var sandbox = new Sandbox().With(settings, "cluster.name: orders\n").With(Beside(settings, "elasticsearch-keystore.list"), "keystore.seed\n");
        foreach (var file in files)
        {
            var (path, text) = (file[..file.IndexOf(':', StringComparison.Ordinal)], file[(file.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            sandbox.With(path, path.EndsWith("compose.yml", StringComparison.Ordinal) || path == "stack.yml" ? $"services:\n  es:\n    image: elasticsearch:8.17.4\n    {text}\n"
                : path.EndsWith("Dockerfile", StringComparison.Ordinal) ? $"FROM elasticsearch:8.17.4\n{text}\n" : text + "\n");
        }

        foreach (var named in new[] { ".", settings, Beside(settings, "elasticsearch-keystore.list") })
        {
            var processes = sandbox.Run("settings", "--format", "json", named).Json.GetProperty("processes").EnumerateArray()
                .Where(process => process.GetProperty("settings").EnumerateArray().Any(static one => one.GetProperty("value").GetString() == "orders") || named.EndsWith(".list", StringComparison.Ordinal));
            Assert.Equal("8.17.4", Assert.Single(processes).GetProperty("version").GetString());
        }
    }

    [Fact]
    public void A_compose_file_far_away_is_found_when_the_folder_above_both_is_linted()
    {
        using var sandbox = new Sandbox().With("conf/es/elasticsearch.yml", "cluster.name: orders\n").With(
            "deploy/prod/compose.yml",
            "services:\n  es:\n    image: elasticsearch:8.17.4\n    volumes: ['../../conf/es/elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml']\n");
        var process = Assert.Single(sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray());
        Assert.Equal("8.17.4", process.GetProperty("version").GetString());
    }

    [Fact]
    public void Services_that_others_extend_are_judged_as_part_of_those_alone()
    {
        using var sandbox = new Sandbox()
            .With("common.yml", "services:\n  base:\n    image: elasticsearch:8.17.4\n    user: root\n    environment:\n      - cluster.name=orders\n      - xpack.security.enabled=false\n")
            .With("docker-compose.yml", "services:\n  es:\n    extends: {file: common.yml, service: base}\n    user: '1000:0'\n    environment: [discovery.type=single-node]\n");
        var answer = sandbox.Check();
        Assert.Contains("ES101", answer.Rules);
        Assert.DoesNotContain("ES501", answer.Rules);
    }

    private static string Beside(string path, string name) => path[..(path.LastIndexOf('/') + 1)] + name;

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
    public void Options_of_what_runs_before_a_kibana_are_not_its_own()
    {
        using var sandbox = new Sandbox()
            .With("compose.yml", "services:\n  kibana:\n    build: .\n    volumes: ['./kibana.yml:/usr/share/kibana/config/kibana.yml']\n    ports: ['5601:5601']\n")
            .With("Dockerfile", "FROM kibana:8.12.0\nCMD curl -s -c jar -H 'A: b' -p x https://es:9200 &&\\\n    /usr/local/bin/kibana-docker\n")
            .With("kibana.yml", "server.name: orders\n");
        var process = Assert.Single(sandbox.Run("settings", "--format", "json").Json.GetProperty("processes").EnumerateArray());
        Assert.Equal("kibana", process.GetProperty("name").GetString());
        Assert.Equal(["server.name"], process.GetProperty("settings").EnumerateArray().Select(static one => one.GetProperty("key").GetString()));
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

using System.Diagnostics;

namespace EsConfigLint.EndToEnd.Tests;

public sealed class FileSelectionTests
{
    [Theory]
    [InlineData("elasticsearch.yml")]
    [InlineData("elasticsearch.yaml")]
    [InlineData("elasticsearch-dev.yml")]
    [InlineData("es01.elasticsearch.yml")]
    [InlineData("elasticsearch.yml.j2")]
    [InlineData("elasticsearch.yml.tmpl")]
    [InlineData("elasticsearch.yml.erb")]
    [InlineData("conf/Elasticsearch.YML")]
    [InlineData(".devcontainer/elasticsearch.yml")]
    [InlineData("anything.yml")]
    public void Settings_files_are_found_by_name_and_by_content(string name)
    {
        using var sandbox = new Sandbox().With(name, Sandbox.Bad);
        Assert.Equal([name], sandbox.Check().Files);
    }

    [Theory]
    [InlineData("elasticsearch.yml", "- hosts: all\n  tasks:\n    - name: install\n      apt: name=elasticsearch\n", "A list of mappings")]
    [InlineData("tasks/elasticsearch.yml", "---\n- name: start\n  service: name=elasticsearch state=started\n", "A list of mappings")]
    [InlineData("group_vars/elasticsearch.yml", "elasticsearch_heap: 1g\nelasticsearch_version: 8.1\n", "Variables")]
    [InlineData("elasticsearch.yml", "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Es:\n    Type: AWS::ES::Domain\n", "A CloudFormation template")]
    [InlineData("elasticsearch.yml", "Resources:\n  Es:\n    Type: AWS::ES::Domain\n", "A CloudFormation template")]
    [InlineData("elasticsearch.yml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: es\n", "A Kubernetes manifest")]
    [InlineData("config/elasticsearch.yml", "development:\n  host: localhost\nproduction:\n  host: es\n", "An application's configuration")]
    [InlineData("elasticsearch-values.yml", "replicas: 3\nesConfig: {}\n", "Values of a Helm chart")]
    [InlineData("elasticsearch.yaml", "clusterName: logs\nnodeGroup: master\nimageTag: 7.17.3\ntolerations:\n  - key: a\n", "Values of a Helm chart")]
    [InlineData("elasticsearch-values.yaml", "clusterName: logs\nesJavaOpts: -Xmx1g\nxpack:\n  security:\n    enabled: true\n", "Values of a Helm chart")]
    [InlineData("kibana.yml", "$ANSIBLE_VAULT;1.1;AES256\n6231\n", "It is encrypted (Ansible Vault).")]
    [InlineData("docker-compose.yml", "services:\n  es:\n    image: ENC[AES256_GCM,data:aGk=,iv:a,tag:b,type:str]\n", "Its values are encrypted (SOPS).")]
    public void A_file_that_only_bears_the_name_is_skipped_with_the_reason(string name, string text, string reason)
    {
        using var sandbox = new Sandbox().With(name, text);
        var answer = sandbox.Check();
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(0, answer.Linted);
        Assert.StartsWith($"skipped {name}: {reason}", Assert.Single(answer.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elasticsearch.yml", "- cluster.name: logs\n")]
    [InlineData("elasticsearch.yml", "- 'node.name': a\n- path.data: /data\n")]
    [InlineData("kibana.yml", "- server.host: localhost\n")]
    public void Settings_behind_a_dash_are_settings_that_the_product_does_not_read(string name, string text)
    {
        using var sandbox = new Sandbox().With(name, text);
        var answer = sandbox.Check("--stack-version", "8.12");
        Assert.Equal(1, answer.Linted);
        Assert.Contains("ES001", answer.Rules);
    }

    [Fact]
    public void A_project_outside_the_working_directory_gives_what_it_gives_inside()
    {
        using var elsewhere = new Sandbox();
        using var sandbox = new Sandbox()
            .With("compose.yml", "services:\n  es:\n    image: elasticsearch:8.19.0\n    environment:\n      discovery.type: single-node\n    volumes:\n      - ./config/elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml\n")
            .With("config/elasticsearch.yml", "network.host: 0.0.0.0\nxpack.security.enabled: true\n");
        var inside = sandbox.Check();
        Assert.DoesNotContain("ES201", inside.Rules);
        Assert.Equal(inside.Rules, elsewhere.Check(sandbox.Folder).Rules);
    }

    [Theory]
    [InlineData("kibana-keystore.list", "a b c\n====\n")]
    [InlineData("elasticsearch.yml.j2", "node.name: a\n{{ settings }}: {{\n  [ {{ x }}\n")]
    public void A_file_that_was_not_analysed_counts_as_skipped_and_not_as_linted(string name, string text)
    {
        using var sandbox = new Sandbox().With(name, text);
        var answer = sandbox.Check();
        Assert.Contains(name, Assert.Single(answer.Notices), StringComparison.Ordinal);
        Assert.Equal(0, answer.Linted);
        Assert.Equal(1, answer.Json.GetProperty("summary").GetProperty("skipped").GetInt32());
    }

    [Fact]
    public void A_compose_project_is_linted_whatever_its_name()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "services:\n  es:\n    image: elasticsearch:8.1.0\n");
        var answer = sandbox.Check();
        Assert.Equal(1, answer.Linted);
        Assert.DoesNotContain(answer.Notices, static one => one.StartsWith("skipped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_compose_project_with_its_services_at_the_root_is_linted()
    {
        using var sandbox = new Sandbox().With("docker-compose.yml", "es:\n  image: elasticsearch:8.19.0\n  ports: ['9200:9200']\n  environment: [discovery.type=single-node, xpack.security.enabled=false]\n");
        Assert.Contains("ES404", sandbox.Check().Rules);
    }

    [Theory]
    [InlineData("playbook.yml", "- hosts: all\n")]
    [InlineData("network.yml", "network:\n  version: 2\n  ethernets: {}\n")]
    [InlineData(".github/workflows/ci.yml", "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n")]
    public void Other_yaml_is_passed_over(string name, string text)
    {
        using var sandbox = new Sandbox().With(name, text);
        var answer = sandbox.Check();
        Assert.Equal(0, answer.Linted);
        Assert.Empty(answer.Notices);
    }

    [Theory]
    [InlineData("elasticsearch.yml.bak")]
    [InlineData("elasticsearch.yml.orig")]
    [InlineData("elasticsearch.yml~")]
    public void Copies_are_linted_only_when_they_are_named(string name)
    {
        using var sandbox = new Sandbox().With(name, Sandbox.Bad);
        Assert.Empty(sandbox.Check().Files);
        Assert.Equal([name], sandbox.Check(name).Files);
    }

    [Fact]
    public void A_kind_says_what_a_file_is()
    {
        using var sandbox = new Sandbox().With("conf/node.conf", Sandbox.Bad).With("elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["conf/node.conf", "elasticsearch.yml"], sandbox.Check("--kind", "*.conf=elasticsearch").Files);
        Assert.Empty(sandbox.Check("--kind", "elasticsearch.yml=ignore").Files);
    }

    [Fact]
    public void Ignored_files_are_passed_over_unless_they_are_named_or_nothing_is_ignored()
    {
        using var sandbox = new Sandbox().With(".gitignore", "out/\n").With(".esconfiglintignore", "lab\n!lab/keep\n").With("lab/x", "")
            .With("out/elasticsearch.yml", Sandbox.Bad).With("lab/elasticsearch.yml", Sandbox.Bad).With("prod/elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["prod/elasticsearch.yml"], sandbox.Check().Files);
        Assert.Equal(["out/elasticsearch.yml"], sandbox.Check("out/elasticsearch.yml").Files);
        Assert.Empty(sandbox.Check("--force-exclude", "out/elasticsearch.yml").Files);
        Assert.Equal(3, sandbox.Check("--no-ignore").Files.Length);
        Assert.Equal(["out/elasticsearch.yml"], sandbox.Check("--no-ignore", "--force-exclude", "out/elasticsearch.yml").Files);
    }

    [Fact]
    public void What_is_excluded_is_passed_over_but_a_named_file_is_linted_unless_forced()
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", Sandbox.Bad).With("b/elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["b/elasticsearch.yml"], sandbox.Check("--exclude", "a/").Files);
        Assert.Equal(["a/elasticsearch.yml"], sandbox.Check("--exclude", "a/", "a/elasticsearch.yml").Files);
        Assert.Empty(sandbox.Check("--exclude", "a/", "--force-exclude", "a/elasticsearch.yml").Files);
    }

    [Theory]
    [InlineData(true, "!elasticsearch.yml")]
    [InlineData(true, "*.yml", "!elasticsearch.yml")]
    [InlineData(false, "!elasticsearch.yml", "*.yml")]
    [InlineData(false, "a/")]
    [InlineData(false, "a/", "!elasticsearch.yml")]
    public void What_is_excluded_by_force_is_what_would_not_be_found(bool isLinted, params string[] patterns)
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", Sandbox.Bad);
        string[] exclude = [.. patterns.SelectMany(static pattern => new[] { "--exclude", pattern })];
        var expected = isLinted ? 1 : 0;
        Assert.Equal(expected, sandbox.Check([.. exclude]).Linted);
        Assert.Equal(expected, sandbox.Check([.. exclude, "--force-exclude", "a/elasticsearch.yml"]).Linted);
        Assert.Equal(expected, sandbox.Check([.. exclude, "--force-exclude", "a"]).Linted);
    }

    [Theory]
    [InlineData(".env")]
    [InlineData("docker-compose.yml")]
    [InlineData("Dockerfile")]
    [InlineData("elasticsearch.yml")]
    public void A_file_that_is_found_and_cannot_be_read_is_said(string name)
    {
        using var sandbox = new Sandbox().With("docker-compose.yml", "services:\n  es:\n    image: elasticsearch:9.1.0\n")
            .With(name, System.Text.Encoding.Unicode.GetBytes("ELASTIC_PASSWORD=x\n"));
        Assert.Contains($"skipped {name}: The file is binary.", sandbox.Check().Notices);
        sandbox.With(name, new string('#', (8 * 1024 * 1024) + 1));
        Assert.Contains($"skipped {name}: The file is larger than 8 MiB.", sandbox.Check().Notices);
    }

    [Fact]
    public void What_the_configuration_excludes_is_left_out_when_it_is_named_too_if_forced()
    {
        using var sandbox = new Sandbox().With(".esconfiglint.yml", "exclude: [\"vendor/\"]\n")
            .With("vendor/elasticsearch.yml", Sandbox.Bad).With("live/elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["live/elasticsearch.yml"], sandbox.Check("--force-exclude", "vendor/elasticsearch.yml", "live/elasticsearch.yml").Files);
        Assert.Empty(sandbox.Run("--force-exclude", "--diff", "--unsafe-fixes", "vendor/elasticsearch.yml").Output);
        var piped = Tool.Run(sandbox.Folder, "xpack.security.enabled: false\n"u8.ToArray(), "-", "--stdin-filename", "vendor/elasticsearch.yml", "--force-exclude", "--format", "json");
        Assert.Empty(piped.Files);
    }

    [Fact]
    public void Everything_behind_two_dashes_is_a_path()
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", Sandbox.Bad).With("b/elasticsearch.yml", Sandbox.Bad).With("--quiet/elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["a/elasticsearch.yml"], sandbox.Check("--", "a/elasticsearch.yml").Files);
        Assert.Equal(["a/elasticsearch.yml", "b/elasticsearch.yml"], sandbox.Check("a", "--", "b").Files);
        Assert.Equal(["--quiet/elasticsearch.yml"], sandbox.Check("--", "--quiet").Files);
        Assert.Equal(0, sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301", "--", "a/elasticsearch.yml").ExitCode);
        Assert.Equal(Sandbox.Bad, File.ReadAllText(sandbox.Path("b/elasticsearch.yml")));
        var missing = sandbox.Run("--", "no.yml");
        Assert.Equal(2, missing.ExitCode);
        Assert.Equal("esconfiglint: no.yml: No such file or folder.\n", missing.Error);
        Assert.Single(sandbox.Run("settings", "--format", "json", "--", "a").Json.GetProperty("processes").EnumerateArray());
    }

    [Fact]
    public void A_path_spelled_twice_is_linted_once_and_shown_in_one_way()
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", Sandbox.Bad);
        var expected = sandbox.Check().Output;
        foreach (var paths in new string[][]
        {
            ["."], ["./a/../a"], [sandbox.Folder], [sandbox.Folder + "/"], ["a/elasticsearch.yml"], ["./a//elasticsearch.yml"], ["a", ".", "a/elasticsearch.yml"],
        })
        {
            Assert.Equal(expected, sandbox.Check(paths).Output);
        }
    }

    [Fact]
    public void A_link_shows_a_file_once_and_a_link_out_of_the_workspace_or_in_a_circle_is_news()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var outside = new Sandbox().With("elasticsearch.yml", Sandbox.Bad);
        using var sandbox = new Sandbox().With("real/elasticsearch.yml", Sandbox.Bad);
        Directory.CreateSymbolicLink(sandbox.Path("current"), "real");
        Directory.CreateSymbolicLink(sandbox.Path("real/loop"), "..");
        Directory.CreateSymbolicLink(sandbox.Path("out"), outside.Folder);
        File.CreateSymbolicLink(sandbox.Path("elasticsearch.yml"), outside.Path("elasticsearch.yml"));
        File.CreateSymbolicLink(sandbox.Path("elasticsearch-again.yml"), "real/elasticsearch.yml");
        File.CreateSymbolicLink(sandbox.Path("elasticsearch-gone.yml"), "nowhere");
        var answer = sandbox.Check();
        Assert.Equal(["real/elasticsearch.yml"], answer.Files);
        Assert.Equal(
            [
                "skipped elasticsearch-gone.yml: The link leads nowhere or in a circle.",
                "skipped elasticsearch.yml: The link leads out of the workspace.",
                "skipped out: The link leads out of the workspace.",
                "skipped real/loop: The link leads in a circle.",
            ],
            answer.Notices);
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(["elasticsearch.yml"], sandbox.Check("elasticsearch.yml").Files);
        var gone = sandbox.Run("elasticsearch-gone.yml");
        Assert.Equal((2, "esconfiglint: elasticsearch-gone.yml: The link leads nowhere or in a circle.\n"), (gone.ExitCode, gone.Error));
    }

    [Fact]
    public void Standard_input_is_linted_as_the_named_file()
    {
        using var sandbox = new Sandbox();
        var answer = Tool.Run(sandbox.Folder, "xpack.security.enabled: false\n"u8.ToArray(), "-", "--stdin-filename", "./conf/../conf/elasticsearch.yml", "--format", "json");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(["conf/elasticsearch.yml"], answer.Files);
    }

    [Theory]
    [InlineData("n2/elasticsearch.yml")]
    [InlineData("stack/elasticsearch.yml")]
    [InlineData("stack/compose.yml")]
    [InlineData("kibana.yml")]
    [InlineData("roles.yml")]
    public void Standard_input_gives_what_the_file_gives_among_its_neighbours(string name)
    {
        using var sandbox = new Sandbox()
            .With("n1/elasticsearch.yml", "cluster.name: orders\nnode.name: n1\nxpack.security.enabled: true\n")
            .With("n2/elasticsearch.yml", "cluster.name: orders\nnode.name: n2\nxpack.security.enabled: false\n")
            .With("stack/compose.yml", "services:\n  es:\n    image: elasticsearch:7.17.0\n    volumes: ['./elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml']\n")
            .With("stack/elasticsearch.yml", "cluster.name: other\n")
            .With("kibana.yml", "server.host: 0.0.0.0\n")
            .With("kibana-keystore.list", "xpack.security.encryptionKey\n")
            .With("roles.yml", "admin:\n  cluster: [all]\n");
        var named = sandbox.Run("-f", "concise", name);
        var piped = Tool.Run(sandbox.Folder, File.ReadAllBytes(sandbox.Path(name)), "-f", "concise", "-", "--stdin-filename", name);
        Assert.Equal((named.ExitCode, named.Output), (piped.ExitCode, piped.Output));
    }

    [Fact]
    public void Standard_input_without_a_name_is_taken_for_settings()
    {
        using var sandbox = new Sandbox();
        Assert.Equal(["<stdin>"], Tool.Run(sandbox.Folder, "xpack.security.enabled: false\n"u8.ToArray(), "-", "--format", "json").Files);
    }

    [Fact]
    public void The_report_is_the_same_in_every_run_whatever_the_threads_do()
    {
        using var sandbox = new Sandbox();
        for (var i = 0; i < 200; i++)
            sandbox.With($"n{i % 7}/{i}/elasticsearch.yml", i % 3 == 0 ? "a: [\n" : Sandbox.Bad);
        var expected = sandbox.Check().Output;
        for (var i = 0; i < 5; i++)
            Assert.Equal(expected, sandbox.Check().Output);
        Assert.Equal(200, sandbox.Check().Linted);
    }

    [Fact]
    public void Names_with_any_character_survive()
    {
        using var sandbox = new Sandbox().With("sp ace/ünï/😀/elasticsearch.yml", Sandbox.Bad);
        Assert.Equal(["sp ace/ünï/😀/elasticsearch.yml"], sandbox.Check().Files);
    }

    [Theory]
    [InlineData("elasticsearch.yml", "check", 0)]
    [InlineData("elasticsearch.yml", "check", 2, "elasticsearch.yml")]
    [InlineData("elasticsearch.yml", "settings", 2, "elasticsearch.yml")]
    [InlineData("elasticsearch.yml", "check", 0, "--diff")]
    [InlineData("docker-compose.yml", "check", 0)]
    [InlineData("conf/cache.env", "check", 0)]
    [InlineData(".gitignore", "check", 0)]
    [InlineData(".esconfiglint.yml", "check", 2)]
    public async Task A_pipe_in_the_place_of_a_file_is_never_waited_for(string name, string command, int exitCode, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps its pipes elsewhere.");
            return;
        }

        using var sandbox = new Sandbox()
            .With("conf/kibana.yml", "server.name: kibana\n")
            .With("conf/compose.yml", "services:\n  cache:\n    image: redis:8\n    env_file: cache.env\n");
        using (var made = Process.Start("mkfifo", sandbox.Path(name)))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var start = Tool.StartInfo(sandbox.Folder, [command, .. arguments]);
        using var run = Process.Start(start)!;
        run.StandardInput.Close();
        var ended = run.WaitForExit(TimeSpan.FromSeconds(20));
        if (!ended)
            run.Kill();
        Assert.True(ended, "It waits for somebody to write into the pipe.");
        Assert.Equal(exitCode, run.ExitCode);
        if (name == "elasticsearch.yml" && arguments is not ["--diff"])
        {
            var said = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("elasticsearch.yml: It is a pipe, a device or a socket, no file.", said, StringComparison.Ordinal);
        }
    }
}

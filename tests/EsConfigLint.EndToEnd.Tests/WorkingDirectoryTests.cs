using System.Text.Json;

namespace EsConfigLint.EndToEnd.Tests;

/// <summary>One project, linted from wherever somebody may stand: what is found must not depend on it, only how paths are shown.</summary>
public sealed class WorkingDirectoryTests : IDisposable
{
    private readonly Sandbox sandbox = Project();

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData("", ".")]
    [InlineData("", "app")]
    [InlineData("app", ".")]
    [InlineData("app", "..")]
    [InlineData("app/conf", "..")]
    [InlineData("app/conf", "../..")]
    [InlineData("app/conf", "../../app")]
    [InlineData("app/search", "../../app")]
    [InlineData("aside", "../app")]
    [InlineData("app/conf", "/app")]
    [InlineData("aside", "/app")]
    [InlineData("/", "/app")]
    [InlineData("app/conf", ".", "../kibana", "../search", "../compose.yml")]
    public void A_project_has_the_same_findings_wherever_the_run_starts(string folder, params string[] paths) =>
        Assert.Equal(Findings("", "."), Findings(folder, paths));

    [Theory]
    [InlineData("app/compose.yml")]
    [InlineData("app/conf/es01.yml")]
    [InlineData("app/search/Dockerfile")]
    [InlineData("app/kibana/config/kibana.yml")]
    public void A_single_file_has_the_findings_of_its_project_wherever_it_is_named_from(string file)
    {
        var expected = Findings("", ".").FindAll(finding => finding.StartsWith(file + ':', StringComparison.Ordinal));
        var own = file[..file.LastIndexOf('/')];
        Assert.Equal(expected, Findings("", file));
        Assert.Equal(expected, Findings("app", file["app/".Length..]));
        Assert.Equal(expected, Findings(own, file[(own.Length + 1)..]));
        Assert.Equal(expected, Findings(own, "/" + file));
        Assert.Equal(expected, Findings("aside", "../" + file));
    }

    [Fact]
    public void What_a_container_gives_a_settings_file_counts_from_the_folder_of_that_file_too()
    {
        Assert.DoesNotContain(Findings("app/conf", "."), static finding => finding.Contains("ES202", StringComparison.Ordinal));
        Assert.Contains(Findings("app/kibana/config", "."), static finding => finding.Contains("XS113", StringComparison.Ordinal));
    }

    [Fact]
    public void Paths_are_shown_from_the_working_directory_in_messages_too()
    {
        var report = Tool.Run(sandbox.Path("app/conf"), "check", "--format", "json", "..").Json.GetProperty("diagnostics");
        var overruled = report.EnumerateArray().Single(static one => one.GetProperty("ruleId").GetString() == "XS112");
        Assert.Equal("../compose.yml", overruled.GetProperty("file").GetString());
        Assert.Contains("'es01.yml'", overruled.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("es01.yml", overruled.GetProperty("related")[0].GetProperty("file").GetString());
    }

    [Fact]
    public void The_fixes_of_a_project_are_the_same_wherever_the_run_starts()
    {
        using var other = Project();
        Assert.Equal(0, sandbox.Run("check", "--fix", "--unsafe-fixes", "--fail-on", "never").ExitCode);
        Assert.Equal(0, Tool.Run(other.Path("app/conf"), "check", "--fix", "--unsafe-fixes", "--fail-on", "never", "../..").ExitCode);
        foreach (var file in (string[])["app/compose.yml", "app/conf/es01.yml", "app/search/Dockerfile", "app/kibana/config/kibana.yml"])
            Assert.Equal(File.ReadAllText(sandbox.Path(file)), File.ReadAllText(other.Path(file)));
        Assert.NotEqual(Files["app/compose.yml"], File.ReadAllText(sandbox.Path("app/compose.yml")));
    }

    [Fact]
    public void The_settings_of_a_process_are_the_same_wherever_they_are_asked_for()
    {
        var fromTop = sandbox.Run("settings", "app");
        var fromInside = Tool.Run(sandbox.Path("app/conf"), "settings", "..");
        Assert.Equal(
            Processes(fromTop.Output.Replace("app/conf/es01.yml", "es01.yml", StringComparison.Ordinal).Replace("app/", "../", StringComparison.Ordinal)),
            Processes(fromInside.Output));
        Assert.Contains("elasticsearch es01 (8.15.2)", fromInside.Output, StringComparison.Ordinal);

        static IEnumerable<string> Processes(string output) => output.Trim().Split("\n\n").Order(StringComparer.Ordinal);
    }

    private static readonly Dictionary<string, string> Files = new()
    {
        ["app/compose.yml"] =
            """
            services:
              es01:
                image: docker.elastic.co/elasticsearch/elasticsearch:8.15.2
                ports: ["9200:9200"]
                environment:
                  - xpack.security.http.ssl.client_authentication=none
                  - ELASTIC_PASSWORD=changeme
                  - xpack.security.transport.ssl.enabled=true
                  - xpack.security.http.ssl.enabled=true
                volumes:
                  - ./conf/es01.yml:/usr/share/elasticsearch/config/elasticsearch.yml:ro
              es02:
                build: ./search
                user: "1000:0"
              kibana:
                image: docker.elastic.co/kibana/kibana:8.15.2
                volumes:
                  - ./kibana/config:/usr/share/kibana/config
            """,
        ["app/conf/es01.yml"] =
            """
            cluster.name: orders
            xpack.security.http.ssl.client_authentication: required
            network.host: 0.0.0.0
            discovery.seed_hosts: [es01]
            cluster.initial_master_nodes: [es01]
            xpack.security.transport.ssl.keystore.path: transport.p12
            xpack.security.http.ssl.keystore.path: http.p12
            """,
        ["app/search/Dockerfile"] =
            """
            FROM docker.elastic.co/elasticsearch/elasticsearch:8.15.2
            USER root
            RUN chmod g+w config
            """,
        ["app/kibana/config/kibana.yml"] =
            """
            elasticsearch.hosts: ["https://es01:9200"]
            server.name: ${NAME_OF_KIBANA}
            """,
    };

    private static Sandbox Project()
    {
        var project = new Sandbox().With(".git/HEAD", "ref: refs/heads/main\n").With("aside/readme.txt", "");
        foreach (var (name, text) in Files)
            project.With(name, text);
        return project;
    }

    /// <summary>What is found, with every path as from the top. A path with a slash before it is absolute.</summary>
    private List<string> Findings(string folder, params string[] paths)
    {
        var start = folder == "/" ? folder : sandbox.Path(folder);
        var answer = Tool.Run(start, ["check", "--format", "json", .. paths.Select(path => path.StartsWith('/') ? sandbox.Path(path[1..]) : path)]);
        Assert.NotEqual(2, answer.ExitCode);
        var found = answer.Json.GetProperty("diagnostics").EnumerateArray().Select(Show).ToList();
        found.Sort(StringComparer.Ordinal);
        return found;

        string Show(JsonElement one) => string.Join(
            ' ',
            $"{FromTop(one)}:{one.GetProperty("startLine").GetInt32()}",
            one.GetProperty("severity"), one.GetProperty("ruleId"), one.GetProperty("variant"), one.GetProperty("preventsStart"), one.GetProperty("fingerprint"),
            string.Join(", ", one.GetProperty("related").EnumerateArray().Select(FromTop)));

        string FromTop(JsonElement one) =>
            Path.GetRelativePath(sandbox.Folder, Path.GetFullPath(one.GetProperty("file").GetString()!, start)).Replace('\\', '/');
    }
}

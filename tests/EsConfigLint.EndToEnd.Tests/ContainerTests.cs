namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Which compose project or Dockerfile takes a file, whatever they are called and wherever they lie.</summary>
public sealed class ContainerTests
{
    /// <summary>Starts only with both switches, which stand elsewhere.</summary>
    private const string Node =
        """
        discovery.type: single-node
        xpack.security.transport.ssl.keystore.path: transport.p12
        xpack.security.http.ssl.keystore.path: http.p12

        """;

    private const string Dockerfile = "FROM elasticsearch:8.15.2\nUSER root\nRUN chmod g+w config\n";

    [Theory]
    [InlineData("compose.yaml", "es01.yml")]
    [InlineData("docker-compose.prod.yml", "es01.yml")]
    [InlineData("stack.yml", "es01.yml")]
    [InlineData("stack.yml", "elasticsearch.yml")]
    [InlineData("production.yml", "node1.yml")]
    [InlineData("docker-stack.yml", "settings.yml")]
    [InlineData("all.yml", "es01.yml")]
    [InlineData("all.yml", "elasticsearch.yml")]
    public void A_compose_file_takes_settings_builds_and_variables_whatever_it_is_called(string compose, string settings)
    {
        using var sandbox = new Sandbox().With(".git/HEAD", "")
            .With(compose, Compose("./conf/" + settings) + "    env_file: es/vars.env\n  built:\n    build: ./es\n    user: '1000:0'\n")
            .With("conf/" + settings, Node)
            .With("es/vars.env", "ELASTIC_PASSWORD=changeme\n")
            .With("es/Dockerfile", Dockerfile);
        Assert.Equal(["es/vars.env"], sandbox.Check().Files);
        Assert.Empty(sandbox.Check("conf").Files);
        Assert.Empty(sandbox.Check("conf/" + settings).Files);
        Assert.Empty(sandbox.Check("es/Dockerfile").Files);
        Assert.Empty(Tool.Run(sandbox.Path("es"), "check", "--format", "json", "Dockerfile").Files);
    }

    [Fact]
    public void Many_files_beside_each_other_are_manifests_and_not_looked_into()
    {
        using var sandbox = new Sandbox().With("stack.yml", Compose("./conf/es01.yml")).With("conf/es01.yml", Node);
        Assert.Empty(sandbox.Check().Rules);
        for (var i = 0; i < 40; i++)
            sandbox.With($"manifest{i}.yml", "kind: Service\n");
        Assert.Contains("ES202", sandbox.Check().Rules);
    }

    [Theory]
    [InlineData("dev/compose.yml", "prod/compose.yml", "../config/elasticsearch.yml", "config/elasticsearch.yml")]
    [InlineData("zdev/compose.yml", "prod/compose.yml", "../config/elasticsearch.yml", "config/elasticsearch.yml")]
    [InlineData("zdev/compose.yml", "prod/stack.yml", "../config/es.yml", "config/es.yml")]
    [InlineData("dev.yml", "prod.yml", "./elasticsearch.yml", "elasticsearch.yml")]
    [InlineData("docker-compose.dev.yml", "docker-compose.prod.yml", "./elasticsearch.yml", "elasticsearch.yml")]
    [InlineData("docker-compose.yml", "prod.yml", "./es/elasticsearch.yml", "es/elasticsearch.yml")]
    [InlineData("dev/deep/down/compose.yml", "prod/deep/down/compose.yml", "../../../config/elasticsearch.yml", "config/elasticsearch.yml")]
    public void A_settings_file_that_several_projects_take_is_judged_in_each_of_them(string right, string wrong, string mounted, string file)
    {
        using var sandbox = new Sandbox().With(".git/HEAD", "")
            .With(right, Compose(mounted))
            .With(wrong, Compose(mounted).Replace("- xpack.security.http.ssl.enabled=true", "- node.name=a", StringComparison.Ordinal))
            .With(file, Node);
        Assert.Equal(["ES202"], sandbox.Check().Rules);
        Assert.Equal(["ES202"], sandbox.Check(file).Rules);
        File.Copy(sandbox.Path(right), sandbox.Path(wrong), overwrite: true);
        Assert.Empty(sandbox.Check().Rules);
        Assert.Empty(sandbox.Check(file).Rules);
    }

    [Fact]
    public void A_project_beside_a_settings_file_and_one_above_both_count()
    {
        using var sandbox = new Sandbox().With(".git/HEAD", "")
            .With("compose.yml", Compose("./es/elasticsearch.yml").Replace("http.ssl.enabled=true", "http.ssl.enabled=false", StringComparison.Ordinal))
            .With("es/compose.yml", Compose("./elasticsearch.yml"))
            .With("es/elasticsearch.yml", Node);
        var apart = sandbox.Check("compose.yml").Rules.Concat(sandbox.Check("es/compose.yml").Rules).Concat(sandbox.Check("es/elasticsearch.yml").Rules);
        Assert.Equal(sandbox.Check().Rules.Order(StringComparer.Ordinal), apart.Order(StringComparer.Ordinal));
        Assert.NotEmpty(apart);
    }

    [Theory]
    [InlineData("infra/compose/dev/compose.yml", "../../config/elasticsearch.yml", "infra/config/elasticsearch.yml")]
    [InlineData("orders/compose.yml", "../common/es/elasticsearch.yml", "common/es/elasticsearch.yml")]
    [InlineData("deploy/compose.yml", "../conf/a/b/es01.yml", "conf/a/b/es01.yml")]
    public void A_single_file_is_judged_in_its_project_however_far_that_lies(string compose, string mounted, string file)
    {
        using var sandbox = new Sandbox().With(".git/HEAD", "").With(compose, Compose(mounted)).With(file, Node);
        Assert.Empty(sandbox.Check().Rules);
        Assert.Empty(sandbox.Check(file).Rules);
        Assert.Empty(Tool.Run(Path.GetDirectoryName(sandbox.Path(file))!, "check", "--format", "json", Path.GetFileName(file)).Rules);
    }

    [Fact]
    public void A_settings_file_of_any_name_that_a_Dockerfile_copies_is_that_images()
    {
        using var sandbox = new Sandbox()
            .With("es/Dockerfile", "FROM elasticsearch:8.15.2\nENV xpack.security.transport.ssl.enabled=true xpack.security.http.ssl.enabled=true\nCOPY conf/es01.yml config/elasticsearch.yml\n")
            .With("es/conf/es01.yml", Node);
        Assert.Empty(sandbox.Check().Rules);
        Assert.Empty(sandbox.Check("es/conf/es01.yml").Rules);
    }

    [Theory]
    [InlineData("conf/es01.yml", "real/es01.yml")]
    [InlineData("conf/elasticsearch.yml", "elasticsearch.yml")]
    [InlineData("conf/elasticsearch.yml", "real/base.yml")]
    public void A_settings_file_that_is_mounted_by_a_link_is_the_one_that_the_link_leads_to(string link, string target)
    {
        using var sandbox = new Sandbox().With(".git/HEAD", "").With("conf/readme.txt", "")
            .With("compose.yml", Compose("./" + link)).With(target, Node);
        File.CreateSymbolicLink(sandbox.Path(link), "../" + target);
        Assert.Empty(sandbox.Check().Rules);
        Assert.Empty(sandbox.Check(target).Rules);
        File.WriteAllText(sandbox.Path(target), Node + "node.name: ${NODE}\n");
        Assert.Equal([target], sandbox.Check("--select", "XS113").Files);
    }

    [Fact]
    public void A_compose_file_that_is_a_link_takes_what_it_names()
    {
        using var sandbox = new Sandbox().With(".git/HEAD", "").With("real.yml", Compose("./conf/es01.yml")).With("conf/es01.yml", Node);
        File.CreateSymbolicLink(sandbox.Path("docker-compose.yml"), "real.yml");
        Assert.Empty(sandbox.Check().Rules);
    }

    /// <summary>A node that mounts its settings and switches TLS on in its environment.</summary>
    private static string Compose(string mounted) =>
        $"""
        services:
          es:
            image: elasticsearch:8.15.2
            environment:
              - xpack.security.transport.ssl.enabled=true
              - xpack.security.http.ssl.enabled=true
            volumes:
              - {mounted}:/usr/share/elasticsearch/config/elasticsearch.yml:ro

        """;
}

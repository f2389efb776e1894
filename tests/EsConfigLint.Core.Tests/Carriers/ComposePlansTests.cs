using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Deployments;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Tests.Carriers;

/// <summary>Which services are nodes, and what is known of their settings.</summary>
public sealed class ComposePlansTests
{
    private const string Image = "image: docker.elastic.co/elasticsearch/elasticsearch:8.19.0";

    [Theory]
    [InlineData("environment: [a.b=c]")]
    [InlineData("command: elasticsearch -Ea.b=c")]
    [InlineData("command: [eswrapper, -E, a.b=c]")]
    [InlineData("command: -Ea.b=c")]
    [InlineData("entrypoint: [/bin/tini, --, /usr/local/bin/docker-entrypoint.sh]")]
    [InlineData("command: bash -c \"bin/elasticsearch -Ea.b=c\"")]
    [InlineData("command: bash -c \"ulimit -l unlimited && exec gosu elasticsearch elasticsearch -Ea.b=c > /var/log/es.log\"")]
    [InlineData("command: sh -ec \"until curl -s -o /dev/null http://other:9200; do sleep 1; done; ES_JAVA_OPTS=-Xmx1g exec /usr/local/bin/docker-entrypoint.sh eswrapper\"")]
    [InlineData("command: [bash, -c, 'elasticsearch -Enode.name=$$HOSTNAME']")]
    public void A_node_of_which_all_is_in_sight_is_closed(string service) => Assert.False(Plan(service).IsOpen);

    [Theory]
    [InlineData("command: [/opt/wait.sh, elasticsearch]")]
    [InlineData("command: elasticsearch ${OPTIONS}")]
    [InlineData("command: bash -c \"elasticsearch $$OPTIONS\"")]
    [InlineData("command: bash -c \"source /opt/x && elasticsearch\"")]
    [InlineData("command: bash -c \"echo a.b >> config/elasticsearch.yml; elasticsearch\"")]
    [InlineData("command: bash -c \"X=1 elasticsearch\"")]
    [InlineData("command: bash -c \"curl -sSo config/elasticsearch.yml http://x; elasticsearch\"")]
    [InlineData("command: su elasticsearch -c bin/elasticsearch")]
    [InlineData("{entrypoint: /opt/start.sh, ports: ['9200:9200']}")]
    [InlineData("{entrypoint: /opt/start.sh, volumes: ['./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml']}")]
    [InlineData("volumes: ['./entry.sh:/usr/local/bin/docker-entrypoint.sh']")]
    [InlineData("{command: bash -c \"(sleep 9; bin/elasticsearch-reset-password -u elastic) & /opt/run elasticsearch\", ports: ['9200:9200']}")]
    public void A_node_that_something_else_may_give_settings_is_open(string service) => Assert.True(Plan(service).IsOpen);

    [Theory]
    [InlineData("command: bash -c 'bin/elasticsearch-certutil ca'")]
    [InlineData("{command: bash -c 'bin/elasticsearch-users useradd x', volumes: ['./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml'], ports: ['9200:9200']}")]
    [InlineData("{command: bash -c 'chown -R 1000 /usr/share/elasticsearch', ports: ['9200:9200']}")]
    [InlineData("{command: sysctl -w vm.max_map_count=262144, ports: ['9200:9200']}")]
    [InlineData("entrypoint: /setup.sh")]
    [InlineData("{entrypoint: /setup.sh, ports: ['8080:8080'], volumes: ['certs:/usr/share/elasticsearch/config/certs']}")]
    public void A_tool_of_the_image_is_no_node(string service) => Assert.Empty(Plans(service));

    [Theory]
    [InlineData("bash -c \"elasticsearch -Ea.b='c d'\"", "c d")]
    [InlineData("bash -c \"elasticsearch -E a.b=c\"", "c")]
    [InlineData("bash -c 'elasticsearch \"-Ea.b=c\"'", "c")]
    [InlineData("bash -c \"elasticsearch -Ea.b=$$C\"", null)]
    [InlineData("elasticsearch -Ea.b=${C:-d}", "d")]
    [InlineData("elasticsearch -Ea.b=${C}", null)]
    public void An_option_is_a_setting_wherever_it_stands(string command, string? value)
    {
        var setting = Assert.Single(Plan($"command: {command}").Carriers[^1].Load(StackVersion.Newest).Settings);
        Assert.Equal("a.b", setting.Key);
        Assert.Equal(value, setting.Value.Scalar.Known);
    }

    [Theory]
    [InlineData("ENTRYPOINT [\"/opt/start.sh\"]\nCOPY elasticsearch.yml /opt/mine.yml", true)]
    [InlineData("COPY elasticsearch.yml /opt/mine.yml", true)]
    [InlineData("COPY elasticsearch.yml config/", false)]
    [InlineData("COPY --chown=1000:0 . /usr/share/elasticsearch/config\nCMD [\"eswrapper\"]", false)]
    [InlineData("COPY elasticsearch.yml config/elasticsearch.yml\nCMD bin/elasticsearch", false)]
    [InlineData("COPY . /opt/", true)]
    public void A_settings_file_that_is_copied_into_the_image_is_the_nodes(string instructions, bool isOpen)
    {
        var plan = Plan("build: es", ("es/Dockerfile", $"FROM docker.elastic.co/elasticsearch/elasticsearch:8.19.0\n{instructions}\n"), ("es/elasticsearch.yml", "a: b\n"));
        Assert.Equal("es/elasticsearch.yml", plan.Carriers[0].File.Path);
        Assert.Equal(isOpen, plan.IsOpen);
    }

    [Theory]
    [InlineData("FROM alpine AS files\nCOPY elasticsearch.yml /files/\nFROM elasticsearch:8.19.0\nCOPY --from=files /files/elasticsearch.yml config/", "es/elasticsearch.yml", false)]
    [InlineData("FROM alpine AS files\nCOPY . /files\nFROM elasticsearch:8.19.0\nCOPY --from=0 /files /usr/share/elasticsearch/config", "es/elasticsearch.yml", false)]
    [InlineData("FROM alpine AS a\nCOPY elasticsearch.yml /x\nFROM alpine AS b\nCOPY --from=a /x /y\nFROM elasticsearch:8.19.0\nCOPY --from=b y config/elasticsearch.yml", "es/elasticsearch.yml", false)]
    [InlineData("FROM alpine AS files\nRUN wget -O /x http://x\nFROM elasticsearch:8.19.0\nCOPY --from=files /x config/elasticsearch.yml", null, true)]
    [InlineData("FROM elasticsearch:8.19.0\nCOPY --from=acme/files /x config/elasticsearch.yml", null, true)]
    [InlineData("FROM elasticsearch:8.19.0\nCOPY --from=acme/files /conf config", null, true)]
    [InlineData("FROM elasticsearch:8.19.0\nCOPY --from=acme/files /conf/ca.crt config", null, false)]
    public void A_settings_file_that_comes_by_way_of_another_stage_is_followed_to_the_context(string dockerfile, string? path, bool isOpen)
    {
        var plan = Plan("build: es", ("es/Dockerfile", dockerfile + "\n"), ("es/elasticsearch.yml", "a: b\n"));
        Assert.Equal(path, plan.Carriers[0] is ElasticsearchYmlCarrier { File.Path: var read } ? read : null);
        Assert.Equal(isOpen, plan.IsOpen);
    }

    [Theory]
    [InlineData("docker/es/Dockerfile", "docker/es/mine.yml", "docker/es/mine.yml")]
    [InlineData("docker/es/Dockerfile", "mine.yml", "docker/es/mine.yml")]
    [InlineData("docker/es/Dockerfile", "es/mine.yml", "docker/es/mine.yml")]
    [InlineData("ci/es.Dockerfile", "docker/es/mine.yml", "docker/es/mine.yml")]
    [InlineData("docker/es/Dockerfile", "other/mine.yml", null)]
    public void A_Dockerfile_of_no_project_may_be_built_in_a_folder_above_it(string dockerfile, string source, string? path)
    {
        var lookup = new Files((dockerfile, $"FROM elasticsearch:8.19.0\nCOPY {source} config/elasticsearch.yml\n"), ("docker/es/mine.yml", "a: b\n"));
        var plan = Assert.Single(ComposePlans.OfDockerfile(lookup.Find(dockerfile)!, lookup, new HashSet<string>(), []));
        Assert.Equal(path, plan.Carriers[0] is ElasticsearchYmlCarrier { File.Path: var read } ? read : null);
    }

    [Theory]
    [InlineData("docker.elastic.co/logstash/logstash:8.19.0")]
    [InlineData("docker.elastic.co/enterprise-search/enterprise-search:8.19.0")]
    [InlineData("debian:12")]
    public void What_is_built_on_another_program_is_no_node_whatever_its_variables(string image) =>
        Assert.Empty(Plans("{build: it, environment: ['node.name=x','xpack.security.enabled=false']}", ("it/Dockerfile", $"FROM {image}\n")));

    [Theory]
    [InlineData("CMD [\"/usr/share/elasticsearch/bin/elasticsearch\"]", true)]
    [InlineData("CMD [\"-f\", \"/x.conf\"]", false)]
    public void What_is_installed_on_another_image_counts_when_it_is_started_by_its_name(string instruction, bool isNode) =>
        Assert.Equal(isNode, Plans("{build: it, environment: ['node.name=x']}", ("it/Dockerfile", $"FROM debian:12\n{instruction}\n")).Count == 1);

    [Fact]
    public void What_is_built_on_something_unknown_counts_by_what_it_sets() =>
        Assert.Single(Plans("{build: it, environment: ['node.name=x']}", ("it/Dockerfile", "ARG BASE\nFROM $BASE\n")));

    [Fact]
    public void A_Dockerfile_amid_the_compose_file_is_read_in_its_place()
    {
        const string Dockerfile = "{build: {dockerfile_inline: \"FROM elasticsearch:8.19.0\\nENV a.b=c\\nUSER $${WHO:-root}\\nCOPY elasticsearch.yml config/\\n\"}}";
        var plan = Plan(Dockerfile, ("elasticsearch.yml", "d: e\n"));
        Assert.Null(plan.HiddenBuild);
        Assert.Equal(new StackVersion(8, 19), plan.Version);
        Assert.Equal("root", plan.Container.User?.Known);
        Assert.Equal("elasticsearch.yml", plan.Carriers[0].File.Path);
        var setting = Assert.Single(plan.Carriers[1].Load(StackVersion.Newest).Settings);
        Assert.Equal("compose.yml", setting.KeyLocation.File.Path);
        Assert.Equal(("a.b", "c"), (setting.KeyLocation.File.Slice(setting.KeyLocation.Span), setting.ValueLocation.File.Slice(setting.ValueLocation.Span)));
    }

    [Theory]
    [InlineData("{build: es, command: elasticsearch}", "COPY <<EOF config/elasticsearch.yml\na: b\nEOF\n", "COPY <<EOF config/elasticsearch.yml")]
    [InlineData("{build: es, volumes: ['./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml']}", "COPY <<EOF config/elasticsearch.yml\na: b\nEOF\n", null)]
    [InlineData("{build: es, command: elasticsearch}", "COPY <<EOF config/other.yml\na: b\nEOF\n", null)]
    public void A_settings_file_amid_the_Dockerfile_is_told_of(string service, string instruction, string? place)
    {
        var plan = Plan(service, ("es/Dockerfile", $"FROM elasticsearch:8.19.0\n{instruction}"), ("es.yml", "a: b\n"));
        Assert.Equal(place, plan.UnreadSettings is { } found ? found.File.Slice(found.Span) : null);
    }

    [Theory]
    [InlineData("/etc/es", "es.yml", false)]
    [InlineData("/etc/other", null, true)]
    [InlineData("${WHERE}", null, true)]
    public void A_node_reads_its_settings_where_a_variable_says(string folder, string? path, bool isOpen)
    {
        var plan = Plan($"{{environment: ['ES_PATH_CONF={folder}'], volumes: ['./es.yml:/etc/es/elasticsearch.yml']}}", ("es.yml", "a: b\n"));
        Assert.Equal(path, plan.Carriers[0] is ElasticsearchYmlCarrier { File.Path: var read } ? read : null);
        Assert.Equal(isOpen, plan.IsOpen);
    }

    [Fact]
    public void A_build_out_of_sight_is_named_and_hides_nothing_of_a_mounted_file()
    {
        const string Build = "{build: es, volumes: ['./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml']}";
        var plan = Plan(Build, ("es.yml", "a: b\n"));
        Assert.False(plan.IsOpen);
        Assert.Equal("es", plan.HiddenBuild?.File.Slice(plan.HiddenBuild.Value.Span));
        Assert.True(Plan(Build).IsOpen);
    }

    [Theory]
    [InlineData(Image, true)]
    [InlineData(Image + ", volumes: ['./plugins:/usr/share/elasticsearch/plugins']", false)]
    [InlineData(Image + ", command: bash -c 'bin/elasticsearch-plugin install x; elasticsearch'", false)]
    [InlineData("build: es", false)]
    public void A_plugins_setting_makes_a_fork_only_where_there_may_be_a_plugin(string service, bool isElastics)
    {
        var node = Node($"{{{service}, environment: [searchguard.x=y]}}", ("es/Dockerfile", "FROM docker.elastic.co/elasticsearch/elasticsearch:8.19.0\n"));
        Assert.Equal(isElastics ? Distribution.Default : Distribution.Fork, node.Distribution);
    }

    [Theory]
    [InlineData("7.14.2", false)]
    [InlineData("7.15.0", true)]
    public void The_prefix_of_variables_counts_from_the_version_that_reads_it(string version, bool isRead)
    {
        var node = Node($"{{image: 'elasticsearch:{version}', environment: [ES_SETTING_XPACK_SECURITY_ENABLED=true]}}");
        Assert.Equal(isRead, node.Security.Enabled.IsKnown);
    }

    [Theory]
    [InlineData("6.8.0", true)]
    [InlineData("7.0.0", false)]
    public void The_one_address_of_Kibana_counts_up_to_the_version_that_reads_it(string version, bool isRead)
    {
        var kibana = Assert.Single(Deployments($"{{image: 'kibana:{version}', environment: [ELASTICSEARCH_URL=http://es]}}").SelectMany(static one => one.Kibanas));
        Assert.Equal(isRead, kibana.Settings.TryGet("elasticsearch.url", out _));
    }

    [Theory]
    [InlineData("[kibana,--server.host,h]", "server.host", "h")]
    [InlineData("[kibana,--server.host=h]", "server.host", "h")]
    [InlineData("[kibana,--verbose,--server.host,h]", "server.host", "h")]
    [InlineData("[kibana-docker,-H,h]", "server.host", "h")]
    [InlineData("bin/kibana --host=h", "server.host", "h")]
    [InlineData("bin/kibana --host h -q", "server.host", "h")]
    [InlineData("[kibana,-p,'1']", "server.port", "1")]
    [InlineData("[kibana,--port,'1']", "server.port", "1")]
    [InlineData("[kibana,-e,'http://h']", "elasticsearch.hosts", "http://h")]
    [InlineData("[kibana,--elasticsearch,'http://h']", "elasticsearch.hosts", "http://h")]
    [InlineData("[kibana,-H,h,--server.host=other]", "server.host", "other")]
    [InlineData("[kibana,--server.host,other,-H,h]", "server.host", "other")]
    public void Kibana_takes_settings_from_its_command_in_every_form(string command, string key, string value)
    {
        var kibana = Kibana($"command: {command}");
        Assert.Equal(value, kibana.Settings.TryGet(key, out var setting) ? setting.Value.Scalar.Known : null);
    }

    [Fact]
    public void Hosts_on_Kibanas_command_line_stand_with_commas_between_them() =>
        Assert.Equal(["a", "b"], Kibana("command: [kibana,-e,'http://a,http://b']").Elasticsearch.Hosts.Select(static host => host.Host));

    [Fact]
    public void A_variable_of_Kibanas_image_beats_what_only_the_command_has_a_name_for() =>
        Assert.Equal("a", Kibana("{command: [kibana,-H,b], environment: [SERVER_HOST=a]}").Server.Host.Value);

    [Theory]
    [InlineData("[kibana,--config,/etc/my/kibana.yml]")]
    [InlineData("kibana -c /etc/my/kibana.yml")]
    [InlineData("[/usr/local/bin/kibana-docker,--config=/etc/my/kibana.yml]")]
    [InlineData("[kibana,--config,'${WHERE}']")]
    [InlineData("[kibana,-c,config/kibana.yml,-c,config/more.yml]")]
    public void A_settings_file_that_the_command_names_takes_the_place_of_the_images(string command)
    {
        var kibana = Kibana($"command: {command}");
        Assert.True(kibana.Settings.IsOpen);
        Assert.False(kibana.HasImageDefaults);
    }

    [Theory]
    [InlineData("command: [kibana,-c,/usr/share/kibana/config/kibana.yml]")]
    [InlineData("command: [kibana,-c,config/kibana.yml]")]
    [InlineData("environment: [KBN_PATH_CONF=/usr/share/kibana/config]")]
    public void The_images_own_settings_file_may_be_named_too(string service)
    {
        var kibana = Kibana(service);
        Assert.False(kibana.Settings.IsOpen);
        Assert.True(kibana.HasImageDefaults);
    }

    [Theory]
    [InlineData("{command: [kibana,-c,/etc/my/own.yml], volumes: ['./own.yml:/etc/my/own.yml']}")]
    [InlineData("{command: [kibana,--config=/etc/my/own.yml], volumes: ['.:/etc/my']}")]
    [InlineData("{environment: [KBN_PATH_CONF=/etc/my], volumes: ['./own.yml:/etc/my/kibana.yml']}")]
    public void A_settings_file_elsewhere_is_read_where_it_is_in_sight(string service)
    {
        var kibana = Kibana(service, ("own.yml", "server.host: h\n"));
        Assert.Equal("h", kibana.Server.Host.Value);
        Assert.False(kibana.Settings.IsOpen);
    }

    [Fact]
    public void A_node_is_called_as_its_service() => Assert.Equal("it", Node($"{{{Image}, environment: [node.name=node-a]}}").Name);

    private static ContainerPlan Plan(string service, params (string, string)[] files) => Assert.Single(Plans(service, files));

    private static IReadOnlyList<ContainerPlan> Plans(string service, params (string, string)[] files)
    {
        var inner = service.StartsWith('{') ? service[1..^1] : service;
        var needsImage = !inner.Contains("image:", StringComparison.Ordinal) && !inner.Contains("build:", StringComparison.Ordinal);
        var lines = service.StartsWith('{') ? inner.Replace(", ", "\n    ", StringComparison.Ordinal) : inner;
        var text = $"services:\n  it:\n    {(needsImage ? Image + "\n    " : "")}{lines}\n";
        var lookup = new Files([("compose.yml", text), .. files]);
        var project = ComposeProject.Read([lookup.Find("compose.yml")!], lookup);
        Assert.Empty(project.Problems);
        return ComposePlans.Of(project, lookup, new HashSet<string>(), []);
    }

    private static IEnumerable<Deployment> Deployments(string service, params (string, string)[] files) =>
        new DeploymentAssembler([], Plans(service, files)).Assemble(StackVersion.Newest, versionIsKnown: false);

    private static KibanaInstance Kibana(string service, params (string, string)[] files)
    {
        var inner = service.StartsWith('{') ? service[1..^1] : service;
        return Assert.Single(Deployments($"{{image: 'kibana:8.19.0', {inner}}}", files).SelectMany(static one => one.Kibanas));
    }

    private static ElasticsearchNode Node(string service, params (string, string)[] files) =>
        Assert.Single(Deployments(service, files).SelectMany(static one => one.Nodes));
}

using System.Text;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Workspace;

public sealed class FileClassifierTests
{
    private static readonly FileClassifier Classifier = new(static (product, key) => SettingsCatalogue.Of(product).TryFind(key, out _));

    [Fact]
    public void A_manifest_is_one_whatever_its_name_says() =>
        Assert.Equal(FileKind.Kubernetes, KindOf("kibana.yaml", "apiVersion: kibana.k8s.elastic.co/v1\nkind: Kibana\nspec:\n  version: 9.1.0\n"));

    [Fact]
    public void A_manifest_that_is_indented_as_a_whole_is_one_too() =>
        Assert.Equal(FileKind.Kubernetes, KindOf("kibana.yaml", "  apiVersion: kibana.k8s.elastic.co/v1\n  kind: Kibana\n  spec:\n    version: 9.1.0\n"));

    [Fact]
    public void Settings_that_are_indented_as_a_whole_are_settings() =>
        Assert.Equal(FileKind.Elasticsearch, KindOf("elasticsearch.yml", "  # of ours\n  cluster.name: logs\n  xpack.security.enabled: true\n"));

    [Fact]
    public void Compose_files_are_known_by_what_they_hold() =>
        Assert.Equal(FileKind.Compose, KindOf("stack.yml", "services:\n  es:\n    image: elasticsearch:9.1.0\n"));

    [Theory]
    [InlineData("services:\n  es:\n    <<: *node\n")]
    [InlineData("services:\n  es:\n    ports: ['9200:9200']\n")]
    [InlineData("services:\n  es: { image: 'elasticsearch:9.1.0' }\n")]
    [InlineData("services: { es: { image: 'elasticsearch:9.1.0' } }\n")]
    [InlineData("include:\n  - es/compose.yml\n")]
    [InlineData("# all of it\ninclude: [{ path: es/compose.yml }]\n")]
    [InlineData("es:\n  image: elasticsearch:8.19.0\n  ports: ['9200:9200']\n")]
    [InlineData("elk:\n  build: .\n")]
    public void Services_in_a_file_with_the_name_of_compose_are_enough(string text) =>
        Assert.Equal(FileKind.Compose, KindOf("docker-compose.override.yml", text));

    [Theory]
    [InlineData("images.yml", "es:\n  image: elasticsearch:8.19.0\n")]
    [InlineData("compose-tests.yml", "on: push\njobs:\n  es:\n    image: elasticsearch:8.19.0\n")]
    [InlineData("compose-tests.yml", "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n")]
    public void An_image_at_the_root_says_nothing_in_a_file_with_another_name_or_in_a_workflow(string name, string text) =>
        Assert.Equal(FileKind.Unknown, KindOf(name, text));

    [Fact]
    public void A_file_without_a_name_that_tells_is_the_products_whose_settings_it_holds()
    {
        Assert.Equal(FileKind.Kibana, KindOf("kib-prod.yml", "server.host: 0.0.0.0\nelasticsearch.hosts: [https://a:9200]\nelasticsearch.ssl.verificationMode: none\n"));
        Assert.Equal(FileKind.Elasticsearch, KindOf("es.yml", "network.host: 0.0.0.0\n"));
        Assert.Equal(FileKind.Unknown, KindOf("other.yml", "color: red\nsize: 3\n"));
    }

    [Fact]
    public void Services_alone_say_nothing_in_a_file_with_another_name() =>
        Assert.Equal(FileKind.Unknown, KindOf("application.yml", "services:\n  search:\n    ports: [9200]\n"));

    [Theory]
    [InlineData("kibana-values.yaml", "elasticsearch:\n  hosts:\n    - http://elasticsearch:9200\nresources:\n  limits:\n    cpu: 500m\nservice:\n  type: NodePort\n")]
    [InlineData("elasticsearch-values.yaml", "replicas: 3\nnetwork:\n  host: 0.0.0.0\npersistence:\n  enabled: true\n")]
    public void Values_of_a_chart_are_known_by_keys_that_every_chart_has(string name, string text) =>
        Assert.Equal(FileKind.HelmValues, KindOf(name, text));

    [Theory]
    [InlineData(".github/workflows", "elasticsearch.yml", "name: images\non:\n  push:\n    branches: [main]\njobs:\n  build:\n    runs-on: ubuntu-latest\n")]
    [InlineData("ci", "kibana.yml", "'on': push\njobs:\n  build:\n    runs-on: ubuntu-latest\n")]
    [InlineData(".github/workflows", "elasticsearch-nightly.yml", "name: nightly\n")]
    public void A_workflow_is_no_settings_file_whatever_its_name(string folder, string name, string text)
    {
        var found = Classify(folder, name, text);
        Assert.Equal(FileKind.Unknown, found.Kind);
        Assert.StartsWith("A workflow of GitHub", found.SkipReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_a_workflow_uses_are_settings() =>
        Assert.Equal(FileKind.Elasticsearch, Classify(".github/services", "elasticsearch.yml", "discovery.type: single-node\n").Kind);

    [Theory]
    [InlineData("http.host: 0.0.0.0\n")]
    [InlineData("http.host: 0.0.0.0\nnode.name: logstash\n")]
    [InlineData("http.host: 0.0.0.0\nxpack.monitoring.elasticsearch.hosts: [https://es:9200]\nxpack.monitoring.elasticsearch.username: logstash_system\nxpack.monitoring.elasticsearch.password: s3cret\n")]
    [InlineData("path.data: /data\npath.logs: /logs\nxpack.monitoring.enabled: true\n")]
    public void Logstash_shares_settings_with_both_products_and_is_neither(string text)
    {
        Assert.Equal(FileKind.Unknown, KindOf("logstash.yml", text));
        Assert.Equal(FileKind.Unknown, KindOf("settings.yml", text));
    }

    [Theory]
    [InlineData("logstash.yml")]
    [InlineData("logstash-prod.yaml")]
    [InlineData("metricbeat.yml")]
    [InlineData("my.filebeat.docker.yml")]
    [InlineData("apm-server.yml")]
    [InlineData("fleet-server.yml")]
    [InlineData("elastic-agent.yml.j2")]
    [InlineData("enterprise-search.yml")]
    public void The_name_of_another_product_says_that_it_is_neither(string name) =>
        Assert.Equal(FileKind.Unknown, KindOf(name, "cluster.name: logs\ndiscovery.type: single-node\n"));

    [Theory]
    [InlineData("config.yml", "server:\n  host: 0.0.0.0\n  port: 8080\n")]
    [InlineData("config.yml", "http:\n  host: 203.0.113.2\n  port: 8080\n  cors:\n    enabled: true\n    allow-origin: '*'\nnode:\n  name: a\n")]
    [InlineData("config.yml", "network:\n  host: 8.8.8.8\n")]
    [InlineData("config.yml", "server:\n  host: 0.0.0.0\nelasticsearch:\n  hosts: [http://es:9200]\n  requestTimeout: 3000\n")]
    [InlineData("config.yml", "elasticsearch.host: http://es:9200\nelasticsearch.username: app\nelasticsearch.password: s3cret\n")]
    [InlineData("application.yml", "server:\n  port: 8080\n  ssl:\n    enabled: true\nlogging:\n  level:\n    root: info\nelasticsearch:\n  hosts: es:9200\n")]
    [InlineData("application.yml", "server.port: 8080\nserver.ssl.enabled: true\nlogging.level: debug\n")]
    [InlineData("transform.yml", "processors: []\n")]
    [InlineData("pipeline.yml", "description: parses\nprocessors:\n  - set:\n      field: a\n")]
    [InlineData("collector.yaml", "receivers:\n  otlp:\nprocessors:\n  batch:\nexporters:\n  debug:\nservice:\n  pipelines:\n")]
    [InlineData("defaults.yaml", "kibana:\n  enabled: true\n  config:\n    server:\n      name: kibana\n")]
    [InlineData("agent.yml", "path:\n  data: /data\n  logs: /logs\nlogging:\n  json: true\n")]
    [InlineData("cloud.yml", "cloud:\n  aws:\n    region:\n      static: eu-central-1\n")]
    public void What_many_programs_call_alike_makes_no_settings_file(string name, string text) =>
        Assert.Equal(FileKind.Unknown, KindOf(name, text));

    [Theory]
    [InlineData("es-prod.yml", "http.port: 9200\nnode.name: a\n")]
    [InlineData("es.yml", "network:\n  host: 0.0.0.0\n")]
    [InlineData("es01.yml", "node:\n  name: es01\n")]
    [InlineData("my-elastic-node.yml", "http.port: 9200\n")]
    [InlineData("master.yml", "node.name: master\nnode.roles: [master]\npath.data: /data\n")]
    [InlineData("master.yml", "cluster:\n  name: logs\nnode:\n  name: a\nnetwork:\n  host: 0.0.0.0\n")]
    [InlineData("custom.yml", "http:\n  port: 9200\ntransport:\n  tcp:\n    port: 9300\nnetwork:\n  host: 172.23.0.2\n")]
    [InlineData("node1.yml.j2", "cluster.name: {{ name }}\nnode.name: {{ host }}\n{{ more }}: 1\n")]
    [InlineData("a.yml", "xpack:\n  security:\n    enabled: false\n")]
    public void Settings_of_Elasticsearch_are_known_under_any_name(string name, string text) =>
        Assert.Equal(FileKind.Elasticsearch, KindOf(name, text));

    [Theory]
    [InlineData("dashboards.yml", "server.host: 0.0.0.0\nelasticsearch.hosts: [http://es:9200]\n")]
    [InlineData("kib.yml", "server:\n  host: 0.0.0.0\nelasticsearch:\n  hosts: [http://es:9200]\n")]
    [InlineData("my-kibana.yml", "server:\n  host: 0.0.0.0\n")]
    [InlineData("kibana-dev.yml", "server:\n  port: 5602\n")]
    [InlineData("kibana-dev.yml", "server.host: 0.0.0.0\nmore.of.it: 1\nand.that: 2\n")]
    [InlineData("prod.yml", "server.publicBaseUrl: https://kibana.internal\n")]
    public void Settings_of_Kibana_are_known_under_any_name(string name, string text) =>
        Assert.Equal(FileKind.Kibana, KindOf(name, text));

    [Theory]
    [InlineData("discovery.type: single-node\n")]
    [InlineData("http.port: 9200\n")]
    [InlineData("xpack.securty.enabled: false\n")]
    [InlineData("clutser:\n  name: logs\n")]
    [InlineData("thread_pool:\n  write:\n    queue_size: 1000\n")]
    [InlineData("clustername: logs\nnodename: a\n")]
    [InlineData("server:\n  host: localhost\nelasticsearch:\n  hosts: [http://es:9200]\nmore: true\n")]
    public void A_file_with_the_products_own_name_needs_no_more_than_one_setting(string text) =>
        Assert.Equal(FileKind.Elasticsearch, KindOf("elasticsearch.yml", text));

    [Fact]
    public void A_file_with_the_products_own_name_and_many_keys_of_another_program_is_another_programs()
    {
        var found = Classify("analyzers", "elasticsearch.yaml", "base_url: https://es\nauth_user: a\nindex: _all\nmap: {}\n");
        Assert.Equal(new(FileKind.Unknown, "None of its keys is a setting; --kind says what it is."), found);
    }

    [Fact]
    public void Descriptions_of_settings_are_no_settings() =>
        Assert.Equal(FileKind.Unknown, KindOf("soc_kibana.yaml", "kibana:\n  enabled:\n    description: Switches it on.\n  config:\n    server:\n      description: More.\n"));

    [Theory]
    [InlineData("config-elasticsearch.yaml", "service:\n  extensions: [health]\nextensions:\n  health:\nreceivers:\n  otlp:\nexporters:\n  es:\n", "The configuration of an OpenTelemetry collector")]
    [InlineData("kibana-rest.yml", "kibana_actions:\n  url: /api/actions\nkibana_alerts:\n  url: /api/alerts\n", "None of its keys is a setting")]
    [InlineData("application-kibana.yml", "server:\n  port: 8080\nspring:\n  main: a\n", "Its few settings are such as other programs have too")]
    [InlineData("elasticsearch-vars.yml", "elasticsearch_heap: 1g\nelasticsearch_version: 8.1\n", "None of its keys is a setting")]
    [InlineData("elasticsearch.yml", "$ANSIBLE_VAULT;1.1;AES256\n6231\n", "It is encrypted (Ansible Vault).")]
    [InlineData("kibana.yml", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "It only points to a file that Git LFS keeps.")]
    [InlineData("elasticsearch.yml", "xpack.security.enabled: ENC[AES256_GCM,data:aGk=,iv:a,tag:b,type:bool]\nsops:\n  version: 3.9.0\n", "Its values are encrypted (SOPS).")]
    [InlineData(".env", "ELASTIC_PASSWORD=ENC[AES256_GCM,data:aGk=,iv:a,tag:b,type:str]\nsops_version=3.9.0\n", "Its values are encrypted (SOPS).")]
    public void The_reason_says_what_a_file_is_or_is_not(string name, string text, string reason) =>
        Assert.StartsWith(reason, Classify("", name, text).SkipReason, StringComparison.Ordinal);

    private static Classification Classify(string folder, string name, string text) =>
        Classifier.Classify(name, folder, Encoding.UTF8.GetBytes(text), null);

    private static FileKind KindOf(string name, string text) => Classifier.Classify(name, "", Encoding.UTF8.GetBytes(text), null).Kind;
}

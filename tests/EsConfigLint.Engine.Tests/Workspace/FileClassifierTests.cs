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
    public void Services_in_a_file_with_the_name_of_compose_are_enough(string text) =>
        Assert.Equal(FileKind.Compose, KindOf("docker-compose.override.yml", text));

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

    private static FileKind KindOf(string name, string text) => Classifier.Classify(name, "", Encoding.UTF8.GetBytes(text), null).Kind;
}

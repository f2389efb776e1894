using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Tests.Model;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("docker.elastic.co/elasticsearch/elasticsearch:8.19.0", Product.Elasticsearch, Distribution.Default, "8.19")]
    [InlineData("elasticsearch:7.17", Product.Elasticsearch, Distribution.Default, "7.17")]
    [InlineData("localhost:5000/elasticsearch-wolfi:9.1.4@sha256:00", Product.Elasticsearch, Distribution.Default, "9.1.4")]
    [InlineData("registry.example/team/kibana:v8.14.2-arm64", Product.Kibana, Distribution.Default, "8.14.2")]
    [InlineData("docker.elastic.co/kibana/kibana-oss:6.2.4", Product.Kibana, Distribution.Oss, "6.2.4")]
    [InlineData("elasticsearch:8.x", Product.Elasticsearch, Distribution.Default, null)]
    [InlineData("elasticsearch:latest", Product.Elasticsearch, Distribution.Default, null)]
    [InlineData("elasticsearch:8", Product.Elasticsearch, Distribution.Default, null)]
    [InlineData("localhost:5000/elasticsearch", Product.Elasticsearch, Distribution.Default, null)]
    [InlineData("opensearchproject/opensearch:2.11.0", Product.Elasticsearch, Distribution.Fork, null)]
    [InlineData("opensearchproject/opensearch-dashboards:2", Product.Kibana, Distribution.Fork, null)]
    [InlineData("amazon/opendistro-for-elasticsearch:1.13.2", Product.Elasticsearch, Distribution.Fork, null)]
    [InlineData("floragunncom/sg-elasticsearch:7.17.7-53.5.0", Product.Elasticsearch, Distribution.Fork, null)]
    [InlineData("wazuh/wazuh-indexer:4.7.0", Product.Elasticsearch, Distribution.Fork, null)]
    [InlineData("wazuh/wazuh-elasticsearch:3.13.6_7.9.2", Product.Elasticsearch, Distribution.Default, null)]
    [InlineData("bitnami/elasticsearch:8.10.4", Product.Elasticsearch, Distribution.Default, "8.10.4")]
    public void The_name_tells_product_distribution_and_version(string image, Product product, Distribution distribution, string? version)
    {
        var reference = ImageReference.Parse(image);
        Assert.Equal(product, reference.Product);
        Assert.Equal(distribution, reference.Distribution);
        Assert.Equal(version, reference.Version?.ToString());
    }

    [Theory]
    [InlineData("wazuh/wazuh-manager:4.7.0")]
    [InlineData("bitnami/elasticsearch-curator:5.8.1")]
    [InlineData("docker.elastic.co/beats/filebeat:8.1.0")]
    [InlineData("custom-elasticsearch:9.2.1")]
    [InlineData("elasticsearch/kopf")]
    [InlineData("${IMAGE}")]
    [InlineData("\0")]
    [InlineData("")]
    public void Another_program_and_a_hidden_name_have_no_product(string image) => Assert.Null(ImageReference.Parse(image).Product);

    [Theory]
    [InlineData("docker.elastic.co/elasticsearch/elasticsearch:\0")]
    [InlineData("${REGISTRY:-docker.io/library}/elasticsearch:${STACK_VERSION:-8.1}")]
    public void A_hidden_tag_hides_nothing_else(string image)
    {
        var reference = ImageReference.Parse(image);
        Assert.Equal(Product.Elasticsearch, reference.Product);
        Assert.True(reference.TagIsHidden);
        Assert.Null(reference.Version);
    }

    [Fact]
    public void Bitnami_repackages_the_stack_with_names_of_its_own() =>
        Assert.Equal(ImageMaker.Bitnami, ImageReference.Parse("docker.io/bitnamilegacy/kibana:8").Maker);

    [Theory]
    [InlineData("vendor/elasticsearch:6.8.6", ImageMaker.Community)]
    [InlineData("docker.io/vendor/kibana:8.1.0", ImageMaker.Community)]
    [InlineData("elasticsearch:6.8.6", ImageMaker.Elastic)]
    [InlineData("library/elasticsearch:6.8.6", ImageMaker.Elastic)]
    [InlineData("docker.io/elastic/kibana:8.1.0", ImageMaker.Elastic)]
    [InlineData("elasticsearch/elasticsearch:8.1.0", ImageMaker.Elastic)]
    [InlineData("mirror.example.net/some/path/elasticsearch:8.1.0", ImageMaker.Elastic)]
    [InlineData("${REGISTRY}/elasticsearch:8.1.0", ImageMaker.Elastic)]
    public void What_somebody_else_builds_on_Docker_Hub_is_not_Elastics_image(string image, ImageMaker maker) =>
        Assert.Equal(maker, ImageReference.Parse(image).Maker);

    [Fact]
    public void The_parts_are_told_apart()
    {
        var reference = ImageReference.Parse("localhost:5000/a/elasticsearch:9.1.4-rc1@sha256:12");
        Assert.Equal("localhost:5000", reference.Registry);
        Assert.Equal("a/elasticsearch", reference.Repository);
        Assert.Equal("9.1.4-rc1", reference.Tag);
        Assert.Equal("sha256:12", reference.Digest);
    }
}

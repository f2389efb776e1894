using System.Text;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Settings;

public sealed class SettingsViewReadingTests
{
    private static readonly StackVersion Eight = new(8, 19);

    [Fact]
    public void A_duration_is_known_malformed_unknown_or_absent()
    {
        var view = Elasticsearch("""
            a: 30s
            b: 30
            c: ${WAIT}
            d: [1s]
            """);
        Assert.Equal(TimeSpan.FromSeconds(30), view.Time("a", Eight).Value);
        Assert.True(view.Time("a", Eight).IsKnown);
        Assert.True(view.Time("b", Eight).IsMalformed);
        Assert.True(view.Time("c", Eight).IsUnknown);
        Assert.True(view.Time("d", Eight).IsMalformed);
        Assert.True(view.Time("e", Eight).IsAbsent);
    }

    [Theory]
    [InlineData("xpack.security.authc.realms.native.native1.order: 0\nxpack.security.enabled: true\n", 2)]
    [InlineData("xpack.security.enabled: true\nxpack.security.authc.realms.native.native1.order: 0\n", 1)]
    [InlineData("xpack.security.enabled: true\nxpack.security.transport.ssl.key: a.key\n", 2)]
    public void A_missing_setting_is_missed_beside_its_nearest_sibling_and_of_equals_beside_the_switch(string text, int line) =>
        Assert.Equal(line, Elasticsearch(text).Anchor("xpack.security.transport.ssl.enabled").Start.Line);

    [Fact]
    public void A_size_is_read_as_the_version_reads_it()
    {
        var view = Elasticsearch("a: 1.125gb\nb: 100mb\n");
        Assert.True(view.Bytes("a", Eight).IsKnown);
        Assert.True(view.Bytes("a", new(9, 1)).IsMalformed);
        Assert.Equal(104_857_600, view.Bytes("b", Eight).Value);
    }

    [Fact]
    public void An_enum_is_read_in_the_case_that_the_product_asks_for()
    {
        var view = Elasticsearch("a: FULL\nb: some\n");
        Assert.Equal("full", view.Enum("a", StringComparison.OrdinalIgnoreCase, "full", "none").Value);
        Assert.True(view.Enum("a", StringComparison.Ordinal, "full", "none").IsMalformed);
        Assert.True(view.Enum("b", StringComparison.OrdinalIgnoreCase, "full", "none").IsMalformed);
        Assert.True(view.Enum("c", StringComparison.OrdinalIgnoreCase, "full", "none").IsAbsent);
    }

    [Fact]
    public void An_empty_text_is_absent_because_Elasticsearch_drops_it()
    {
        var view = Elasticsearch("a: \"\"\n");
        Assert.True(view.Time("a", Eight).IsAbsent);
        Assert.True(view.Text("a").IsAbsent);
        Assert.Null(view.Text("a").Value);
    }

    [Fact]
    public void Kibana_reads_bare_numbers_as_milliseconds_and_bytes()
    {
        var file = SourceFile.FromBytes("kibana.yml", Encoding.UTF8.GetBytes("a: 1500\nb: 10mb\nc: 1m30s\n"));
        var view = new SettingsView(Product.Kibana, [new KibanaYmlCarrier(file).Load(Eight)], isOpen: false, keystoreIsOpen: false);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), view.Time("a", new(8, 12)).Value);
        Assert.Equal(10_485_760, view.Bytes("b", Eight).Value);
        Assert.True(view.Time("c", new(8, 12)).IsMalformed);
    }

    private static SettingsView Elasticsearch(string text)
    {
        var file = SourceFile.FromBytes("elasticsearch.yml", Encoding.UTF8.GetBytes(text));
        return new(Product.Elasticsearch, [new ElasticsearchYmlCarrier(file).Load(Eight)], isOpen: false, keystoreIsOpen: false);
    }
}

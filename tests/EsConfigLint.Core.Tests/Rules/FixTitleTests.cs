using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Rules;

public sealed class FixTitleTests
{
    [Theory]
    [InlineData(null, "Write 'b' instead.")]
    [InlineData("publish the port on 127.0.0.1 only", "Publish the port on 127.0.0.1 only.")]
    public void A_replaced_text_is_called_by_what_comes_of_it(string? effect, string title)
    {
        var edit = new TextEdit(SourceFile.FromText("a.yml", "a"), new(0, 1), "b");
        Assert.Equal(title, new Fix(FixSafety.Safe, [], [new(edit, effect)]).Title);
    }

    [Theory]
    [InlineData("network.host:", "Delete 'network.host', whose default is '_local_'.")]
    [InlineData("path.data: ~", "Delete 'path.data', whose default is 'data in its home folder'.")]
    [InlineData("http.bind_host:", "Delete 'http.bind_host'.")]
    [InlineData("discovery.seed_hosts:", "Delete 'discovery.seed_hosts', whose default is '[]'.")]
    [InlineData("http.compression:", "Delete 'http.compression', whose default is 'true'.")]
    public void What_is_deleted_for_its_default_is_called_with_what_holds_then(string text, string title)
    {
        var setting = new ElasticsearchYmlCarrier(SourceFile.FromText("elasticsearch.yml", text)).Load(new(9, 1)).Settings[0];
        Assert.Equal(title, new Fix(FixSafety.Safe, [setting.RemoveForDefault(new(9, 1))], []).Title);
    }

    [Fact]
    public void One_change_in_two_places_is_said_once()
    {
        var settings = new ElasticsearchYmlCarrier(SourceFile.FromText("elasticsearch.yml", "a: b")).Load(new(9, 1)).Settings;
        var others = new ElasticsearchYmlCarrier(SourceFile.FromText("other.yml", "a: b")).Load(new(9, 1)).Settings;
        Assert.Equal("Delete 'a' in 2 places.", new Fix(FixSafety.Safe, [settings[0].Remove(), others[0].Remove()], []).Title);
    }
}

using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Tests;

public sealed class ElasticsearchLoaderCaseTests
{
    private static readonly LoaderCases Data = new("loader-cases-elasticsearch.json");

    /// <summary>What we do not read as the product does, and why that is no loss.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["bytes-overlong"] = "Jackson's decoder takes overlong UTF-8; from 8.2 on the node refuses the file all the same.",
        ["bytes-cesu-surrogate"] = "Jackson's decoder takes surrogates as UTF-8; from 8.2 on the node refuses the file all the same.",
        ["quote-dq-lone-surrogate"] = "The parser library refuses an escape that is half a character; no setting can mean it.",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Cases() => Data.Rows(Exceptions);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_read_as_that_version_reads_it(string id, string version) =>
        Data.Check(id, version, "elasticsearch.yml", static (file, stack) =>
            ElasticsearchLoader.Load(YamlParser.Parse(file, new(YamlDialect.Elasticsearch, BlankIslands: false)), stack));
}

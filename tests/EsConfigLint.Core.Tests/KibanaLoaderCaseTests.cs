using EsConfigLint.Core.Carriers;

namespace EsConfigLint.Core.Tests;

public sealed class KibanaLoaderCaseTests
{
    private static readonly LoaderCases Data = new("loader-cases-kibana.json");

    /// <summary>What we do not read as the product does, and why that is no loss.</summary>
    private static readonly Dictionary<string, string> Exceptions = [];

    public static IEnumerable<TheoryDataRow<string, string>> Cases() => Data.Rows(Exceptions);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_read_as_that_version_reads_it(string id, string version) =>
        Data.Check(id, version, "kibana.yml", static (file, stack) => new KibanaYmlCarrier(file, blankIslands: false).Load(stack));
}

using EsConfigLint.Core.Carriers;

namespace EsConfigLint.Core.Tests;

public sealed class KibanaLoaderCaseTests
{
    private static readonly LoaderCases Data = new("loader-cases-kibana.json");

    /// <summary>What we do not read as the product does, and why that is no loss.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["quote-dq-lone-surrogate"] = "The parser library refuses an escape that is half a character; no setting can mean it.",
        ["tag-on-key"] = "js-yaml refuses a tag before the first key; our parser reads it.",
        ["long-key-quoted-1030"] = "Our parser refuses quoted keys over 1,024 characters; no setting has one.",
        ["key-date"] = "A date as a key becomes JavaScript's long spelling of it; no setting is called like that.",
        ["tab-indent"] = "js-yaml 3 takes tabs as indentation where our parser does not.",
        ["indent-tab-before-key"] = "js-yaml 3 takes tabs as indentation where our parser does not.",
        ["list-flow-empty-item"] = "js-yaml 3 reads nothing between two commas as null; our parser refuses it.",
        ["numb-32"] = "A fraction of base 60; no setting takes one.",
        ["tag-set"] = "yaml 2 makes a set of !!set, which no setting takes.",
        ["doc-directive-yaml2"] = "A directive of a YAML that does not exist.",
        ["deep-flow-1100"] = "1,100 levels are within our budget; one library refuses them.",
        ["flow-multi-line-outdented"] = "yaml 2 wants brackets indented; we read what the others read.",
        ["cr-only"] = "yaml 2 ends no line at a lone CR; we do.",
        ["mixed-eol"] = "yaml 2 ends no line at a lone CR; we do.",
        ["eol-lfcr"] = "yaml 2 ends no line at a lone CR; we do.",
        ["eol-cr-list"] = "yaml 2 ends no line at a lone CR; we do.",
        ["eol-cr-comment"] = "yaml 2 ends no line at a lone CR; we do.",
        ["ctl-nul-at-end"] = "yaml 2 reads a NUL as text; we skip binary files.",
        ["bytes-utf16le-bom"] = "yaml 2 reads UTF-16 as text; we skip binary files.",
        ["bytes-gzip"] = "yaml 2 reads gzip as text; we skip binary files.",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Cases() => Data.Rows(Exceptions);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_read_as_that_version_reads_it(string id, string version) =>
        Data.Check(id, version, "kibana.yml", static (file, stack) => new KibanaYmlCarrier(file, blankIslands: false).Load(stack));
}

using System.Collections.Immutable;
using System.Text.Json;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Settings.Values;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Settings.Values;

/// <summary>Values that the parsers of released versions took or refused, one at a time.</summary>
public sealed class ElasticsearchValueCaseTests
{
    private const string EitherForm = "as either percentage or bytes";

    /// <summary>
    /// What the parsers say about the form of a value. All else is a range, another setting, or a check of what the
    /// text means.
    /// </summary>
    private static readonly string[] FormMessages =
    [
        "as only [true] or [false] are allowed",
        "For input string",
        "empty String",
        "as a time value",
        "fractional time values",
        "as a size in bytes",
        "with more than two decimals",
        EitherForm,
        "percentage should be in",
        "must be one of",
        "No enum constant",
        "Unknown level constant",
        "unknown role",
        "Invalid algorithm",
        "unrecognised license type",
        "cannot parse",
    ];

    [Fact]
    public void A_value_is_malformed_exactly_when_the_parser_refuses_its_form()
    {
        var wrong = new List<string>();
        var judged = 0;
        foreach (var (entry, value, version, isAccepted, message) in Cases())
        {
            // An empty text is dropped before a parser sees it; some enums take it, some do not.
            if (entry.TypeAt(version) == SettingType.Enum && value is { Kind: SettingValueKind.Scalar, Scalar.Text: "" })
                continue;
            if (entry.TypeAt(version) is SettingType.String or SettingType.Path or SettingType.Ports or SettingType.Host or SettingType.Group)
                continue;
            var isWellFormed = ElasticsearchValues.IsWellFormed(entry, value, version);
            if (isAccepted && !isWellFormed)
                wrong.Add($"{entry.Key} takes {value.Scalar.Text}{string.Join("|", value.Items.Select(i => i.Text))} at {version}");
            if (!isAccepted && isWellFormed && FormMessages.Any(form => message.Contains(form, StringComparison.Ordinal)))
                wrong.Add($"{entry.Key} refuses {value.Scalar.Text}{string.Join("|", value.Items.Select(i => i.Text))} at {version}: {message}");
            judged++;
        }

        Assert.True(judged > 4000, $"only {judged} cases were judged");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {judged}:\n{string.Join('\n', wrong)}");
    }

    private static IEnumerable<(CatalogueEntry Entry, SettingValue Value, StackVersion Version, bool IsAccepted, string Message)> Cases()
    {
        var catalogue = SettingsCatalogue.Of(Product.Elasticsearch);
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "value-cases-elasticsearch.json")));
        foreach (var setting in document.RootElement.GetProperty("values").EnumerateArray())
        {
            var key = setting.GetProperty("key").GetString()!;
            Assert.True(catalogue.TryFind(key, out var entry), key);
            foreach (var item in setting.GetProperty("values").EnumerateArray())
            {
                var value = Read(item.GetProperty("value"));
                var message = item.TryGetProperty("message", out var text) ? text.GetString()! : "";
                foreach (var (name, isAccepted) in new[] { ("accepted", true), ("refused", false) })
                {
                    if (!item.TryGetProperty(name, out var versions))
                        continue;
                    foreach (var version in versions.EnumerateArray())
                    {
                        Assert.True(StackVersion.TryParse(version.GetString(), out var at));
                        // The message is that of the newest version that refuses it; older ones may have had another reason.
                        var isNewest = version.GetString() == versions[versions.GetArrayLength() - 1].GetString();
                        yield return (entry, value, at, isAccepted, isNewest || !message.Contains(EitherForm, StringComparison.Ordinal) ? message : "");
                    }
                }
            }
        }
    }

    private static SettingValue Read(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? SettingValue.Of([.. value.EnumerateArray().Select(static item => Text(item.GetString()!))])
        : SettingValue.Of(Text(value.GetString()!));

    private static ValueText Text(string text) => new(text, text, new Location(SourceFile.FromBytes("elasticsearch.yml", []), default));
}

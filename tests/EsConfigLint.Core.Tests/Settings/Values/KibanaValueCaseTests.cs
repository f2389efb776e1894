using System.Text;
using System.Text.Json;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Settings.Values;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Settings.Values;

/// <summary>Values that the schemas of released builds took or refused, one at a time.</summary>
public sealed class KibanaValueCaseTests
{
    /// <summary>
    /// What the schemas say about the form of a value. All else is a range, another setting, or a check of what the
    /// text means.
    /// </summary>
    private static readonly string[] FormMessages =
    [
        "expected value of type [boolean]",
        "expected value of type [number]",
        "expected value of type [string]",
        "expected value of type [moment.Duration]",
        "expected value of type [ByteSize]",
        "expected value of type [array]",
        "expected value to equal",
        "could not parse array value",
        "as time value",
        "as byte value",
        "expected to be a safe positive integer",
    ];

    [Fact]
    public void A_value_is_malformed_exactly_when_the_schema_refuses_its_form()
    {
        var wrong = new List<string>();
        var judged = 0;
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "value-cases-kibana.json")));
        foreach (var one in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var key = one.GetProperty("key").GetString()!;
            // Without an environment, and without the namespace that the schema does not look at.
            if (one.TryGetProperty("env", out _) || key.StartsWith("dev.", StringComparison.Ordinal) || !SettingsCatalogue.Of(Product.Kibana).TryFind(key, out var entry))
                continue;
            var file = SourceFile.FromBytes("kibana.yml", Encoding.UTF8.GetBytes(one.GetProperty("text").GetString()!));
            foreach (var label in one.GetProperty("labels").EnumerateArray())
            {
                if (label.GetProperty("accepted").ValueKind == JsonValueKind.String)
                    continue;
                var isAccepted = label.GetProperty("accepted").GetBoolean();
                var error = label.TryGetProperty("error", out var text) ? text.GetString()! : "";
                var path = label.TryGetProperty("path", out var at) ? at.GetString()! : key;
                foreach (var version in label.GetProperty("versions").EnumerateArray())
                {
                    Assert.True(StackVersion.TryParse(version.GetString(), out var stack));
                    // A key that is rewritten is judged under its new name.
                    if (entry.StateAt(stack) != SettingState.Available || path != key)
                        continue;
                    // Between two builds with different words nobody asked: then every word is taken.
                    if (entry.TypeAt(stack) == SettingType.Enum && entry.ValuesAt(stack).IsEmpty)
                        continue;
                    var setting = new KibanaYmlCarrier(file, blankIslands: false).Load(stack).Settings.SingleOrDefault(setting => setting.Key == key);
                    if (setting is null)
                        continue;
                    var isWellFormed = KibanaValues.IsWellFormed(entry, setting.Value, stack);
                    var refusesForm = !isAccepted && IsAboutForm(error);
                    if (isAccepted != isWellFormed && (isAccepted || refusesForm))
                        wrong.Add($"{version.GetString()} {(isAccepted ? "takes" : "refuses")} {one.GetProperty("text").GetString()!.Trim()}   ({entry.TypeTextAt(stack)}) {error}");
                    judged++;
                }
            }
        }

        Assert.True(judged > 1500, $"only {judged} cases were judged");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {judged}:\n{string.Join('\n', wrong)}");
    }

    /// <summary>
    /// A union says of each of its shapes why it does not fit: it is about form when all of them are.
    /// </summary>
    private static bool IsAboutForm(string error) => error.Split("- [", StringSplitOptions.RemoveEmptyEntries)
        .All(static part => FormMessages.Any(form => part.Contains(form, StringComparison.Ordinal)));
}

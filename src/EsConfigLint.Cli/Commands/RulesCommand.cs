using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EsConfigLint.Core.Rules;
using EsConfigLint.Rules;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint rules</c>: the list of rules.</summary>
internal static class RulesCommand
{
    private static readonly string[] Formats = ["text", "json", "markdown"];

    public static void Configure(CommandLineApplication app)
    {
        var format = app.Option("-f|--format <FMT>", "text (default), json or markdown", CommandOptionType.SingleValue);
        app.OnExecute(() =>
        {
            switch (format.Word("format", Formats, 0))
            {
                case 1:
                    WriteJson();
                    break;
                case 2:
                    WriteMarkdown();
                    break;
                default:
                    WriteText();
                    break;
            }

            return ExitCode.Clean;
        });
    }

    private static void WriteText()
    {
        var text = new StringBuilder();
        var width = RuleList.All.Select(static rule => rule.Descriptor.Name.Length).DefaultIfEmpty().Max();
        foreach (var rule in RuleList.All)
        {
            var descriptor = rule.Descriptor;
            text.Append(CultureInfo.InvariantCulture, $"{descriptor.Id}  {descriptor.Name.PadRight(width)}  {RuleWords.Of(descriptor.Level),-7}  ")
                .Append(CultureInfo.InvariantCulture, $"{string.Join('+', Rulesets(descriptor)),-15}  from {RuleWords.Of(descriptor.From),-7}");
            if (descriptor.Fix != FixSafety.None)
                text.Append(CultureInfo.InvariantCulture, $"  {RuleWords.Of(descriptor.Fix)} fix");
            text.Append('\n');
        }

        Terminal.Write(text.ToString());
    }

    private static void WriteMarkdown()
    {
        var text = new StringBuilder("| id | name | severity | rulesets | layers | fix |\n|---|---|---|---|---|---|\n");
        foreach (var rule in RuleList.All)
        {
            var descriptor = rule.Descriptor;
            text.Append(CultureInfo.InvariantCulture, $"| {descriptor.Id} | {descriptor.Name} | {RuleWords.Of(descriptor.Level)} | ")
                .Append(CultureInfo.InvariantCulture, $"{string.Join(", ", Rulesets(descriptor))} | {string.Join(", ", Layers(descriptor))} | {RuleWords.Of(descriptor.Fix)} |\n");
        }

        Terminal.Write(text.ToString());
    }

    private static void WriteJson() => Terminal.Write(static output =>
    {
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var rule in RuleList.All)
                WriteTo(json, rule.Descriptor);
            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    });

    private static void WriteTo(Utf8JsonWriter json, RuleDescriptor rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.WriteString("severity", RuleWords.Of(rule.Level));
        json.WriteNumber("securitySeverity", rule.SecuritySeverity);
        WriteTo(json, "rulesets", Rulesets(rule));
        WriteTo(json, "layers", Layers(rule));
        json.WriteStartArray("cwe");
        foreach (var cwe in rule.Cwe)
            json.WriteNumberValue(cwe);
        json.WriteEndArray();
        json.WriteString("fix", RuleWords.Of(rule.Fix));
        json.WriteStartArray("variants");
        foreach (var variant in rule.Variants)
        {
            json.WriteStartObject();
            json.WriteString("key", variant.Key);
            json.WriteString("severity", RuleWords.Of(variant.Level));
            json.WriteNumber("securitySeverity", variant.SecuritySeverity);
            json.WriteString("ruleset", RuleWords.Of(variant.Ruleset));
            json.WriteString("fix", RuleWords.Of(variant.Fix));
            json.WriteBoolean("preventsStart", !variant.PreventsStart.IsEmpty);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTo(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static IEnumerable<string> Rulesets(RuleDescriptor rule) =>
        rule.Variants.Select(static variant => variant.Ruleset).Distinct().Order().Select(static ruleset => RuleWords.Of(ruleset));

    /// <summary>The layers at which the rule can report something.</summary>
    private static IEnumerable<string> Layers(RuleDescriptor rule)
    {
        var lowest = rule.Variants.Min(static variant => variant.From);
        var from = rule.From > lowest ? rule.From : lowest;
        return RuleWords.Layers.Skip((int)from);
    }
}

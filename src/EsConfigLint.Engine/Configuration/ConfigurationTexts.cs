using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsConfigLint.Engine.Configuration;

/// <summary>The texts that are made from the list of keys: a commented file, and the JSON Schema for editors.</summary>
public static class ConfigurationTexts
{
    /// <summary>A <c>.esconfiglint.yml</c> that says nothing yet and explains everything.</summary>
    public static string Commented()
    {
        var text = new StringBuilder("# Configuration of esconfiglint. Everything is optional; flags on the command line win.\n");
        foreach (var key in ConfigurationKeys.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# {key.Description}\n");
            if (key.Kind != ConfigurationValueKind.Overrides)
                text.Append(CultureInfo.InvariantCulture, $"# {key.Name}: {key.Example}\n");
            else
                text.Append("# overrides:\n#   - files: [\"lab/**\"]\n#     layer: minimal\n#     ignore: [ES101]\n");
        }

        return text.ToString();
    }

    /// <summary>The JSON Schema (draft 2020-12) of the configuration.</summary>
    public static string Schema()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "Configuration of esconfiglint");
            WriteObject(json, ConfigurationKeys.All, filesRequired: false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<ConfigurationKey> keys, bool filesRequired)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        if (filesRequired)
        {
            json.WriteStartObject("files");
            json.WriteString("description", "Patterns like those of .gitignore, relative to this file.");
            WriteList(json, []);
            json.WriteEndObject();
        }

        foreach (var key in keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.Description);
            WriteType(json, key);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (filesRequired)
        {
            json.WriteStartArray("required");
            json.WriteStringValue("files");
            json.WriteEndArray();
        }
    }

    private static void WriteType(Utf8JsonWriter json, ConfigurationKey key)
    {
        switch (key.Kind)
        {
            case ConfigurationValueKind.Boolean:
                json.WriteString("type", "boolean");
                break;
            case ConfigurationValueKind.Word:
                WriteWords(json, key.Values);
                break;
            case ConfigurationValueKind.Version:
                json.WriteStartArray("type");
                json.WriteStringValue("string");
                json.WriteStringValue("number");
                json.WriteEndArray();
                break;
            case ConfigurationValueKind.Severities:
                json.WriteString("type", "object");
                json.WriteStartObject("additionalProperties");
                WriteWords(json, ConfigurationKeys.Levels);
                json.WriteEndObject();
                break;
            case ConfigurationValueKind.Overrides:
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                WriteObject(json, ConfigurationKeys.All.Where(static other => other.IsPerFile), filesRequired: true);
                json.WriteEndObject();
                break;
            default:
                WriteList(json, key.Values);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, IReadOnlyCollection<string> words)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        if (words.Count == 0)
            json.WriteString("type", "string");
        else
            WriteWords(json, words);
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, IEnumerable<string> words)
    {
        json.WriteStartArray("enum");
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }
}

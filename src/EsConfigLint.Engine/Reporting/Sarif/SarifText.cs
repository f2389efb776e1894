using System.Text.Json;

namespace EsConfigLint.Engine.Reporting.Sarif;

internal static class SarifText
{
    /// <summary>Writes a message object that holds a text and nothing else.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}

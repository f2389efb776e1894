using System.Text.Json;

namespace EsConfigLint.Engine.Reporting;

internal static class JsonWriting
{
    private const int Large = 32 * 1024;

    /// <summary>Hands on what was written, when it is much: else the writer holds the whole report.</summary>
    public static void FlushWhenLarge(this Utf8JsonWriter json)
    {
        if (json.BytesPending > Large)
            json.Flush();
    }
}

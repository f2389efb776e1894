using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>What Kibana takes a key of its file for.</summary>
internal static class KibanaKeys
{
    /// <summary>The name, not yet split at its dots; null for an alias.</summary>
    public static string? TextOf(YamlNode key, YamlDialect dialect, StackVersion version)
    {
        switch (key)
        {
            case YamlScalar scalar:
                var text = KibanaScalars.KeyText(scalar, dialect);
                return version.IsBefore(8, 14) ? AsPath(text)
                    : text.Length > 2 && text[0] == '[' && text[^1] == ']' ? Bracketed(text)
                    : text;
            case YamlMapping or YamlSequence:
                // An object as a key becomes what JavaScript, or the library, prints for it.
                return dialect == YamlDialect.Yaml2 ? Print(key, dialect)
                    : key is YamlMapping ? "object Object"
                    : string.Join(',', Texts((YamlSequence)key, dialect));
            default:
                return null;
        }
    }

    /// <summary>Before 8.14 brackets in a key are path syntax: <c>[a.b]</c> is <c>a.b</c>, <c>a[0]</c> is <c>a.0</c>.</summary>
    private static string AsPath(string text) => text.Contains('[') && text.Contains(']')
        ? text.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).TrimStart('.')
        : text;

    private static IEnumerable<string> Texts(YamlSequence sequence, YamlDialect dialect) =>
        sequence.Items.Select(item => item is YamlScalar scalar ? KibanaScalars.KeyText(scalar, dialect) : item is YamlMapping ? "[object Object]" : "");

    private static string Print(YamlNode node, YamlDialect dialect) => node switch
    {
        YamlSequence sequence => " " + string.Join(", ", Texts(sequence, dialect)) + " ",
        YamlMapping { Entries: [{ Key: YamlScalar key, Value: YamlScalar { IsMissing: true } }] } => $"{{ {key.Value} }}",
        YamlMapping { Entries: [{ Key: YamlScalar key, Value: YamlScalar value }] } => $"{{ {key.Value}: {value.Value} }}",
        YamlMapping { Entries: [{ Key: YamlMapping inner }] } => Print(inner, dialect),
        _ => "{}",
    };

    /// <summary>A name in brackets is not split at its dots; it keeps its brackets when it holds one.</summary>
    private static string Bracketed(string text) => text.Contains('.') ? text : text[1..^1];
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Whose grammar decides what is legal.</summary>
public enum YamlDialect
{
    /// <summary>YAML as the tools around the stack read it (compose, Kubernetes).</summary>
    Generic,

    /// <summary>SnakeYAML below Jackson, as Elasticsearch uses it.</summary>
    Elasticsearch,

    /// <summary>js-yaml 3 (Kibana 7.0 to 8.18).</summary>
    JsYaml3,

    /// <summary>js-yaml 4 (Kibana 8.19, 9.0 to 9.4).</summary>
    JsYaml4,

    /// <summary>yaml 2 (Kibana 9.5 and later patch releases of 8.19, 9.3, 9.4).</summary>
    Yaml2,
}

/// <param name="Dialect">Whose grammar decides what is legal.</param>
/// <param name="BlankIslands">Whether template islands are blanked before parsing; if not, the text is read as it stands.</param>
public readonly record struct YamlParseOptions(YamlDialect Dialect, bool BlankIslands = true);

/// <summary>Text to tree.</summary>
public static class YamlParser
{
    public static YamlTree Parse(SourceFile file, YamlParseOptions options) => throw new NotSupportedException();
}

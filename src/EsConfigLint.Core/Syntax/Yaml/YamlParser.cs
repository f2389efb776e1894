using EsConfigLint.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Event = YamlDotNet.Core.Events.ParsingEvent;

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
    /// <summary>Elasticsearch 7.17 reads 1,100 levels below the root; later versions fewer, which is their loader profile's business.</summary>
    public const int MaxDepth = 1101;

    public static YamlTree Parse(SourceFile file, YamlParseOptions options)
    {
        var template = options.BlankIslands ? TemplateScanner.Scan(file.Text) : TemplateScan.None(file.Text);
        var text = template.Text;
        if (YamlCharacters.FirstForbidden(text, options.Dialect) is { } forbidden)
            return Failed(file, template, [], forbidden);
        var readable = YamlCharacters.Neutralise(text, options.Dialect);
        var builder = new YamlTreeBuilder(file, readable, [], template);
        if (builder.TryBuild(out var tree))
            return tree;
        var shifted = OutdentedFlow.Indent(readable, out var insertions);
        new YamlTreeBuilder(file, shifted, insertions, template).TryBuild(out tree);
        return tree;
    }

    internal static YamlTree Failed(SourceFile file, TemplateScan template, IReadOnlyList<YamlDocument> documents, SyntaxError error) => new()
    {
        File = file,
        Documents = documents,
        Islands = template.Islands,
        ConditionalRegions = template.ConditionalRegions,
        Error = error,
    };
}

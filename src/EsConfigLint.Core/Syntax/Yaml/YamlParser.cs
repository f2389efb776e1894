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
public readonly record struct YamlParseOptions(YamlDialect Dialect, bool BlankIslands = true)
{
    /// <summary>Whether variables (<c>${NAME}</c>) are islands too: for a product that puts their values into the text before it is YAML.</summary>
    public bool BlankVariables { get; init; }
}

/// <summary>Text to tree.</summary>
public static class YamlParser
{
    /// <summary>Elasticsearch 7.17 reads 1,100 levels below the root; later versions fewer, which is their loader profile's business.</summary>
    public const int MaxDepth = 1101;

    /// <summary>How many units are read again, over all attempts, after what YamlDotNet cannot read was written otherwise.</summary>
    private const long RepairBudget = 32 * 1024 * 1024;

    /// <summary>Reads a text. It never throws: what cannot be read is the tree's <see cref="YamlTree.Error"/>.</summary>
    public static YamlTree Parse(SourceFile file, YamlParseOptions options) => Parse(file, options, foldsComments: true);

    /// <param name="foldsComments">Whether YamlDotNet is spared what it may be of the comments; the tree is the same.</param>
    internal static YamlTree Parse(SourceFile file, YamlParseOptions options, bool foldsComments)
    {
        var template = options.BlankIslands ? TemplateScan.Of(file.Text, options.BlankVariables) : null;
        var text = template?.Text ?? file.Text;
        if (YamlCharacters.FirstForbidden(text, options.Dialect) is { } forbidden)
            return new YamlTreeBuilder(file, options.Dialect, template).Fail(forbidden);
        text = YamlCharacters.Neutralise(text, options.Dialect);
        if (foldsComments && CommentFold.Of(text) is { } fold)
        {
            var builder = new YamlTreeBuilder(file, options.Dialect, template);
            if (builder.TryBuild(text, fold) is null && !builder.LacksText && builder.Tree is { Error: null } tree)
                return tree;
        }

        var budget = RepairBudget;
        while (true)
        {
            var builder = new YamlTreeBuilder(file, options.Dialect, template);
            if (builder.TryBuild(text) is not { } defect)
                return builder.Tree;
            budget -= text.Length;
            var repaired = text.ToCharArray();
            if (budget < 0 || !defect.TryRepair(repaired))
                return builder.Fail(defect.ToError(file.Text));
            text = new(repaired);
        }
    }
}

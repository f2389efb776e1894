using EsConfigLint.Core.Carriers.Editing;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>An elasticsearch.yml.</summary>
public sealed class ElasticsearchYmlCarrier(SourceFile file, bool blankIslands = true) : Carrier(file)
{
    private YamlTree? tree;
    private SettingsSource? sameForAll;

    public override Product Product => Product.Elasticsearch;

    public override YamlTree Tree => tree ??= YamlParser.Parse(File, new(YamlDialect.Elasticsearch, blankIslands));

    /// <remarks>Most files read the same at every version; these are read once, however many versions are asked for.</remarks>
    public override SettingsSource Load(StackVersion version)
    {
        if (sameForAll is not null)
            return sameForAll;
        var source = ElasticsearchLoader.Load(Tree, version);
        source.Editor = new YamlSettingsEditor(Tree);
        if (!source.DependsOnVersion)
            sameForAll = source;
        return source;
    }
}

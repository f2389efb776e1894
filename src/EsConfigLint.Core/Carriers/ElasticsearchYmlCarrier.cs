using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>An elasticsearch.yml.</summary>
public sealed class ElasticsearchYmlCarrier(SourceFile file, bool blankIslands = true) : Carrier(file)
{
    private YamlTree? tree;

    public override Product Product => Product.Elasticsearch;

    public override YamlTree Tree => tree ??= YamlParser.Parse(File, new(YamlDialect.Elasticsearch, blankIslands));

    public override SettingsSource Load(StackVersion version) => ElasticsearchLoader.Load(Tree, version);
}

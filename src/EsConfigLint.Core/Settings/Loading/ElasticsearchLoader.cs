using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>The loader profiles of Elasticsearch: a tree of an elasticsearch.yml to flattened settings, as that version does it.</summary>
public static class ElasticsearchLoader
{
    public static SettingsSource Load(YamlTree tree, StackVersion version) => throw new NotSupportedException();
}

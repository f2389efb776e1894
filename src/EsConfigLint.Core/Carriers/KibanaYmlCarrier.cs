using EsConfigLint.Core.Carriers.Editing;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>A kibana.yml. Which library reads it depends on the version.</summary>
public sealed class KibanaYmlCarrier(SourceFile file, bool blankIslands = true) : Carrier(file)
{
    private readonly Dictionary<YamlDialect, YamlTree> trees = [];

    public override Product Product => Product.Kibana;

    public override YamlTree Tree => trees.Count > 0 ? trees.First().Value : TreeFor(StackVersion.Newest);

    public override SettingsSource Load(StackVersion version)
    {
        var tree = TreeFor(version);
        var source = KibanaLoader.Load(tree, version);
        source.Editor = new YamlSettingsEditor(tree);
        return source;
    }

    /// <summary>The tree as the library of that version sees it.</summary>
    public YamlTree TreeFor(StackVersion version)
    {
        var dialect = KibanaLoader.DialectOf(version);
        if (!trees.TryGetValue(dialect, out var tree))
            trees[dialect] = tree = YamlParser.Parse(File, new(dialect, blankIslands));
        return tree;
    }
}

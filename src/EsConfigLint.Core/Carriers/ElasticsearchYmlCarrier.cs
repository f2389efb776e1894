using EsConfigLint.Core.Carriers.Editing;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>An elasticsearch.yml.</summary>
public sealed class ElasticsearchYmlCarrier(SourceFile file, bool blankIslands = true) : Carrier(file)
{
    private YamlTree? written;
    private YamlTree? tree;
    private SettingsSource? sameForAll;

    public override Product Product => Product.Elasticsearch;

    /// <summary>The text as it stands, or, where that is no YAML but may become so by the values of its variables, without those.</summary>
    public override YamlTree Tree => tree ??= Written.Error is null || !blankIslands ? Written : WithoutVariables() ?? Written;

    private YamlTree Written => written ??= YamlParser.Parse(File, new(YamlDialect.Elasticsearch, blankIslands));

    /// <remarks>Most files read the same at every version; these are read once, however many versions are asked for.</remarks>
    public override SettingsSource Load(StackVersion version)
    {
        if (sameForAll is not null)
            return sameForAll;

        // Variables get their values before the text is read as YAML from 8.2 on, afterwards before that (seen on 8.1.0 and 8.2.0).
        var read = version.IsAtLeast(8, 2) ? Tree : Written;
        var source = ElasticsearchLoader.Load(read, version);
        source.DependsOnVersion |= Tree != Written;
        source.Editor = new YamlSettingsEditor(read);
        if (!source.DependsOnVersion)
            sameForAll = source;
        return source;
    }

    private YamlTree? WithoutVariables()
    {
        var blanked = YamlParser.Parse(File, new(YamlDialect.Elasticsearch, blankIslands) { BlankVariables = true });
        return blanked.Error is null ? blanked : null;
    }
}

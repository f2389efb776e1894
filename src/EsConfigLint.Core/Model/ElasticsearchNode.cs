using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>One Elasticsearch node as it will run.</summary>
public sealed class ElasticsearchNode(ImmutableArray<SettingsSource> sources, StackVersion version, bool versionIsKnown, bool isOpen = false)
    : StackProcess(Product.Elasticsearch, sources, version, versionIsKnown, isOpen)
{
    protected override string NameKey => "node.name";
}

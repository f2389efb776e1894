using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>One Kibana as it will run.</summary>
public sealed class KibanaInstance : StackProcess
{
    public KibanaInstance(ImmutableArray<SettingsSource> sources, StackVersion version, bool versionIsKnown, bool isOpen = false)
        : base(Product.Kibana, sources, version, versionIsKnown, isOpen)
    {
        Elasticsearch = new(this);
        Server = new(this);
        Keys = new(Settings);
    }

    /// <summary>How it reaches Elasticsearch, and as whom.</summary>
    public ElasticsearchConnection Elasticsearch { get; }

    /// <summary>What browsers reach.</summary>
    public KibanaServer Server { get; }

    public EncryptionKeys Keys { get; }

    /// <summary>Whether it runs in a container, where the image's defaults hold.</summary>
    public Truth IsInContainer { get; init; } = Truth.No;

    protected override string NameKey => "server.name";
}

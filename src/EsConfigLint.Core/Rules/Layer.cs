namespace EsConfigLint.Core.Rules;

/// <summary>Elastic's security layers, each on top of the one before.</summary>
public enum Layer
{
    /// <summary>Authentication.</summary>
    Minimal,

    /// <summary>TLS on the transport layer.</summary>
    Basic,

    /// <summary>TLS on the HTTP layer and for Kibana.</summary>
    Https,

    /// <summary>Client certificates between Kibana and Elasticsearch.</summary>
    Mutual,
}

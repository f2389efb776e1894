namespace EsConfigLint.Core.Rules;

/// <summary>SARIF's levels, lowest first.</summary>
public enum Level
{
    Note,
    Warning,
    Error,
}

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

/// <summary>Which rules and variants run: <c>core</c> always, the others when asked for.</summary>
public enum Ruleset
{
    Core,
    Pedantic,
    Compliance,
}

/// <summary>What a fix may break.</summary>
public enum FixSafety
{
    /// <summary>There is no automatic fix.</summary>
    None,

    /// <summary>Cannot weaken security and cannot break a node, Kibana or client that works today.</summary>
    Safe,

    /// <summary>Right in intent, but needs files, secrets, restarts or a human choice.</summary>
    Unsafe,
}

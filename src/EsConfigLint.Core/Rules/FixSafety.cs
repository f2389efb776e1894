namespace EsConfigLint.Core.Rules;

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

namespace EsConfigLint.Core.Model;

/// <summary>Whose build a process runs.</summary>
public enum Distribution
{
    /// <summary>Elastic's own distribution with its security features.</summary>
    Default,

    /// <summary>The Apache-licensed build up to 7.10: no security features at all.</summary>
    Oss,

    /// <summary>OpenSearch, Open Distro, Search Guard and the like: security of another maker.</summary>
    Fork,
}

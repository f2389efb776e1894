using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Whether the security features of Elastic run on a node.</summary>
public sealed class NodeSecurity
{
    internal NodeSecurity(ElasticsearchNode node)
    {
        Enabled = node.Settings.Boolean("xpack.security.enabled");
        IsOnByDefault = node.Version.IsAtLeast(8);
        IsOn = node.Distribution switch
        {
            Distribution.Default => Enabled.OrDefault(IsOnByDefault),
            Distribution.Oss => Truth.No,
            _ => Truth.Unknown,
        };
        IsSwitchedOff = node.HasElasticSecurity & Enabled.IsExplicitly(false);
        IsBuilt = node.HasElasticSecurity & !Enabled.IsExplicitly(false);
    }

    /// <summary><c>xpack.security.enabled</c>.</summary>
    public Reading<bool> Enabled { get; }

    /// <summary>Whether security runs where nobody switches it on or off: from 8.0 on; before it with a licence above basic and trial alone.</summary>
    public bool IsOnByDefault { get; }

    /// <summary>Whether somebody wrote that security is off.</summary>
    public Truth IsSwitchedOff { get; }

    /// <summary>
    /// Whether the node builds security when it starts, its realms and its HTTP transport included: unless the setting says no, whatever the licence then
    /// allows (Security.createComponents, additionalSettings and getHttpTransports, 6.8 to 9.x).
    /// </summary>
    public Truth IsBuilt { get; }

    /// <summary>On when switched on; when absent, as <see cref="IsOnByDefault"/> says. A fork's security is unknown.</summary>
    public Truth IsOn { get; }
}

namespace EsConfigLint.Core.Model;

/// <summary>How far an address reaches.</summary>
public enum AddressClass
{
    /// <summary>A host name, an interface name, a placeholder.</summary>
    Unknown,

    /// <summary>127.0.0.0/8, ::1, <c>localhost</c>, <c>_local_</c>.</summary>
    Loopback,

    /// <summary>RFC 1918, RFC 6598, unique local, link-local, <c>_site_</c>.</summary>
    Private,

    /// <summary>0.0.0.0 and ::, every interface of the host.</summary>
    Wildcard,

    /// <summary>A literal that is neither private nor routed: documentation, test nets, multicast.</summary>
    Reserved,

    /// <summary>A globally routable literal, <c>_global_</c>, the public names of cloud plugins.</summary>
    Public,
}

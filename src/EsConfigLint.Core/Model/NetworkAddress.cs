using System.Buffers;
using System.Net;

namespace EsConfigLint.Core.Model;

/// <summary>Classifies what stands in a bind or publish setting of Elasticsearch (NetworkService, 6.8 to 9.3) or names a host.</summary>
public static class NetworkAddress
{
    private static readonly SearchValues<char> DottedDecimal = SearchValues.Create("0123456789.");

    private static readonly IPNetwork[] PrivateNetworks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
    ];

    /// <summary>Not routed on the internet, and no private network either: reserved, documentation, multicast, test nets.</summary>
    private static readonly IPNetwork[] ReservedNetworks =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("100::/64"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"), IPNetwork.Parse("ff00::/8"),
    ];

    public static AddressClass Classify(string text)
    {
        var name = text.AsSpan().Trim();
        if (name.Length > 2 && (name[0] is '_' or '#') && (name[^1] is '_' or '#'))
            return ClassifySpecial(name[1..^1]);
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return AddressClass.Loopback;

        // A lone zero is short for 0.0.0.0, in Java as in C.
        if (name is "0")
            return AddressClass.Wildcard;
        if (name.Length > 2 && name[0] == '[' && name[^1] == ']')
            name = name[1..^1];
        return IsLiteral(name) && IPAddress.TryParse(name, out var address) ? Classify(address) : AddressClass.Unknown;
    }

    private static AddressClass ClassifySpecial(ReadOnlySpan<char> name)
    {
        foreach (var family in (ReadOnlySpan<string>)[":ipv4", ":ipv6"])
        {
            if (name.EndsWith(family, StringComparison.Ordinal))
                name = name[..^family.Length];
        }

        return name switch
        {
            "local" => AddressClass.Loopback,
            "site" => AddressClass.Private,
            "global" or "ec2:publicIp" or "ec2:publicIpv4" or "ec2:publicDns" => AddressClass.Public,
            _ => AddressClass.Unknown,
        };
    }

    private static AddressClass Classify(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return AddressClass.Wildcard;
        if (IPAddress.IsLoopback(address))
            return AddressClass.Loopback;
        if (Contains(PrivateNetworks, address))
            return AddressClass.Private;
        return Contains(ReservedNetworks, address) ? AddressClass.Reserved : AddressClass.Public;
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
                return true;
        }

        return false;
    }

    /// <summary>Four decimal parts, or something with a colon: .NET would take <c>1</c> and <c>0x7f.1</c> for addresses too.</summary>
    private static bool IsLiteral(ReadOnlySpan<char> text) =>
        text.Contains(':') || (text.Count('.') == 3 && text.IndexOfAnyExcept(DottedDecimal) < 0);
}

using System.Net;
using System.Net.Sockets;

namespace EsConfigLint.Core.Model;

/// <summary>Classifies what stands in a bind or publish setting of Elasticsearch (NetworkService, 6.8 to 9.3) or names a host.</summary>
public static class NetworkAddress
{
    private static readonly Network[] PrivateNetworks =
    [
        new(8, 10), new(12, 172, 16), new(16, 192, 168), new(10, 100, 64), new(16, 169, 254),
    ];

    /// <summary>Not routed on the internet, and no private network either: reserved, documentation, multicast, test nets.</summary>
    private static readonly Network[] ReservedNetworks =
    [
        new(8, 0), new(24, 192, 0, 0), new(24, 192, 0, 2), new(15, 198, 18), new(24, 198, 51, 100), new(24, 203, 0, 113), new(3, 224),
    ];

    private static readonly Network[] PrivateNetworks6 = [new(7, 0xFC), new(10, 0xFE, 0x80), new(10, 0xFE, 0xC0)];

    private static readonly Network[] ReservedNetworks6 =
    [
        new(64, 1, 0, 0, 0, 0, 0, 0, 0), new(32, 0x20, 0x01, 0x0D, 0xB8), new(20, 0x3F, 0xFF, 0), new(8, 0xFF),
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
        Span<byte> parts = stackalloc byte[4];
        if (TryReadPlain(name, parts))
            return ClassifyVersion4(parts);
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
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        bytes = bytes[..length];
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return ClassifyVersion4(bytes);
        if (address.Equals(IPAddress.IPv6Any))
            return AddressClass.Wildcard;
        if (IPAddress.IsLoopback(address))
            return AddressClass.Loopback;
        if (Contains(PrivateNetworks6, bytes))
            return AddressClass.Private;
        return Contains(ReservedNetworks6, bytes) ? AddressClass.Reserved : AddressClass.Public;
    }

    private static AddressClass ClassifyVersion4(ReadOnlySpan<byte> address)
    {
        if (address is [0, 0, 0, 0])
            return AddressClass.Wildcard;
        if (address[0] == 127)
            return AddressClass.Loopback;
        if (Contains(PrivateNetworks, address))
            return AddressClass.Private;
        return Contains(ReservedNetworks, address) ? AddressClass.Reserved : AddressClass.Public;
    }

    private static bool Contains(Network[] networks, ReadOnlySpan<byte> address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    /// <summary>Reads four decimal numbers. Those with a leading zero are left to .NET, which takes them for octal as C does.</summary>
    private static bool TryReadPlain(ReadOnlySpan<char> text, Span<byte> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var dot = i < parts.Length - 1 ? text.IndexOf('.') : text.Length;
            if (dot is < 1 or > 3 || (dot > 1 && text[0] == '0'))
                return false;
            var value = 0;
            foreach (var digit in text[..dot])
            {
                if (!char.IsAsciiDigit(digit))
                    return false;
                value = (value * 10) + digit - '0';
            }

            if (value > byte.MaxValue)
                return false;
            parts[i] = (byte)value;
            text = i < parts.Length - 1 ? text[(dot + 1)..] : [];
        }

        return true;
    }

    /// <summary>Four decimal parts, or something with a colon: .NET would take <c>1</c> and <c>0x7f.1</c> for addresses too.</summary>
    private static bool IsLiteral(ReadOnlySpan<char> text) =>
        text.Contains(':') || (text.Count('.') == 3 && text.TrimStart(".0123456789").IsEmpty);

    /// <summary>A network by the leading bits of its addresses. <see cref="IPNetwork"/> parses text and counts in 128 bits, which start-up pays for.</summary>
    private sealed class Network(int bits, params byte[] address)
    {
        public bool Contains(ReadOnlySpan<byte> other)
        {
            var whole = bits / 8;
            for (var i = 0; i < whole; i++)
            {
                if (other[i] != address[i])
                    return false;
            }

            var rest = 8 - (bits % 8);
            return rest == 8 || other[whole] >> rest == address[whole] >> rest;
        }
    }
}

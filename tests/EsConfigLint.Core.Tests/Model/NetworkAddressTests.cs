using EsConfigLint.Core.Model;

namespace EsConfigLint.Core.Tests.Model;

public sealed class NetworkAddressTests
{
    [Theory]
    [InlineData("10.0.0.0", AddressClass.Private)]
    [InlineData("10.255.255.255", AddressClass.Private)]
    [InlineData("11.0.0.0", AddressClass.Public)]
    [InlineData("172.15.255.255", AddressClass.Public)]
    [InlineData("172.16.0.0", AddressClass.Private)]
    [InlineData("172.31.255.255", AddressClass.Private)]
    [InlineData("172.32.0.0", AddressClass.Public)]
    [InlineData("192.167.1.1", AddressClass.Public)]
    [InlineData("192.168.1.1", AddressClass.Private)]
    [InlineData("100.63.255.255", AddressClass.Public)]
    [InlineData("100.64.0.0", AddressClass.Private)]
    [InlineData("100.127.255.255", AddressClass.Private)]
    [InlineData("100.128.0.0", AddressClass.Public)]
    [InlineData("169.254.169.254", AddressClass.Private)]
    [InlineData("0.0.0.0", AddressClass.Wildcard)]
    [InlineData("0.0.0.1", AddressClass.Reserved)]
    [InlineData("192.0.0.8", AddressClass.Reserved)]
    [InlineData("192.0.1.1", AddressClass.Public)]
    [InlineData("192.0.2.1", AddressClass.Reserved)]
    [InlineData("198.17.255.255", AddressClass.Public)]
    [InlineData("198.19.255.255", AddressClass.Reserved)]
    [InlineData("198.20.0.0", AddressClass.Public)]
    [InlineData("198.51.100.9", AddressClass.Reserved)]
    [InlineData("203.0.113.9", AddressClass.Reserved)]
    [InlineData("223.255.255.255", AddressClass.Public)]
    [InlineData("224.0.0.1", AddressClass.Reserved)]
    [InlineData("255.255.255.255", AddressClass.Reserved)]
    [InlineData("127.0.0.1", AddressClass.Loopback)]
    [InlineData("127.255.0.1", AddressClass.Loopback)]
    [InlineData("8.8.8.8", AddressClass.Public)]
    [InlineData("::", AddressClass.Wildcard)]
    [InlineData("[::1]", AddressClass.Loopback)]
    [InlineData("::ffff:10.1.2.3", AddressClass.Private)]
    [InlineData("fbff::1", AddressClass.Public)]
    [InlineData("fc00::1", AddressClass.Private)]
    [InlineData("fdff::1", AddressClass.Private)]
    [InlineData("fe80::1", AddressClass.Private)]
    [InlineData("febf::1", AddressClass.Private)]
    [InlineData("fec0::1", AddressClass.Private)]
    [InlineData("100::1", AddressClass.Reserved)]
    [InlineData("100:0:0:1::1", AddressClass.Public)]
    [InlineData("2001:db8::1", AddressClass.Reserved)]
    [InlineData("2001:db9::1", AddressClass.Public)]
    [InlineData("3fff::1", AddressClass.Reserved)]
    [InlineData("3fff:fff::1", AddressClass.Reserved)]
    [InlineData("3fff:1000::1", AddressClass.Public)]
    [InlineData("ff02::1", AddressClass.Reserved)]
    public void An_address_belongs_to_the_network_that_holds_it(string text, AddressClass expected) =>
        Assert.Equal(expected, NetworkAddress.Classify(text));

    [Theory]
    [InlineData("010.0.0.1", AddressClass.Public)]
    [InlineData("0177.0.0.1", AddressClass.Loopback)]
    [InlineData("09.0.0.1", AddressClass.Unknown)]
    public void A_part_with_a_leading_zero_is_octal(string text, AddressClass expected) =>
        Assert.Equal(expected, NetworkAddress.Classify(text));

    [Theory]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1..2.3")]
    [InlineData("1.2.3.")]
    [InlineData(".1.2.3")]
    [InlineData("1.2.3.4x")]
    [InlineData("1234.1.1.1")]
    [InlineData("0x7f.1")]
    [InlineData("1")]
    [InlineData("")]
    public void What_is_no_address_in_full_is_unknown(string text) =>
        Assert.Equal(AddressClass.Unknown, NetworkAddress.Classify(text));
}

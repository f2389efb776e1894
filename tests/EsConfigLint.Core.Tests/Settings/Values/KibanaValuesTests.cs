using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Values;

namespace EsConfigLint.Core.Tests.Settings.Values;

public sealed class KibanaValuesTests
{
    private static readonly StackVersion Seven = new(7, 12);
    private static readonly StackVersion Eight = new(8, 12);
    private static readonly StackVersion Nine = new(9, 3);

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("1500", 1500)]
    [InlineData("0", 0)]
    [InlineData("", 0)]
    [InlineData("2m", 120_000)]
    [InlineData("1w", 604_800_000)]
    [InlineData("1e3", 1000)]
    public void A_duration_is_milliseconds_or_has_a_unit(string text, int milliseconds)
    {
        Assert.True(KibanaValues.TryDuration(text, Eight, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.5h")]
    [InlineData("-5s")]
    [InlineData("-1")]
    [InlineData("5S")]
    [InlineData("05s")]
    [InlineData("10min")]
    [InlineData("PT5S")]
    [InlineData("1m30s")]
    [InlineData("1y")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(KibanaValues.TryDuration(text, Eight, out _));

    [Fact]
    public void Newer_versions_take_several_units_in_a_row()
    {
        Assert.True(KibanaValues.TryDuration("1m30s", Nine, out var value));
        Assert.Equal(TimeSpan.FromSeconds(90), value);
        Assert.False(KibanaValues.TryDuration("1h 30m", Nine, out _));
    }

    [Theory]
    [InlineData("1048576", 1_048_576)]
    [InlineData("10mb", 10_485_760)]
    [InlineData("1.5mb", 5_242_880)]
    [InlineData("1GB", 1_073_741_824)]
    [InlineData("0x10", 16)]
    public void A_size_is_bytes_or_has_a_unit_somewhere(string text, long bytes)
    {
        Assert.True(KibanaValues.TryBytes(text, Eight, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("1tb")]
    [InlineData("10 mb")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    public void What_is_no_size_is_refused(string text) => Assert.False(KibanaValues.TryBytes(text, Eight, out _));

    [Fact]
    public void Before_8_units_are_in_lower_case() => Assert.False(KibanaValues.TryBytes("1GB", Seven, out _));

    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 1.5 ", 1.5)]
    [InlineData("-1", -1)]
    public void A_number_may_come_as_text(string text, double expected)
    {
        Assert.True(KibanaValues.TryNumber(text, Eight, out var value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void A_hexadecimal_text_is_a_number_in_7_only()
    {
        Assert.True(KibanaValues.TryNumber("0x10", Seven, out _));
        Assert.False(KibanaValues.TryNumber("0x10", Eight, out _));
        Assert.False(KibanaValues.TryNumber("", Eight, out _));
    }
}

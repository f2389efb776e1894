using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Values;

namespace EsConfigLint.Core.Tests.Settings.Values;

public sealed class ElasticsearchValuesTests
{
    private static readonly StackVersion Eight = new(8, 19);
    private static readonly StackVersion Nine = new(9, 1);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("000", 0)]
    [InlineData("-1", -1)]
    [InlineData("-001", -1)]
    [InlineData("30s", 30_000)]
    [InlineData("10S", 10_000)]
    [InlineData("10 s", 10_000)]
    [InlineData(" 5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("500ms", 500)]
    [InlineData("2000micros", 2)]
    [InlineData("3000000nanos", 3)]
    public void A_duration_has_a_unit_unless_it_is_zero_or_minus_one(string text, int milliseconds)
    {
        Assert.True(ElasticsearchValues.TryTime(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("1.5s")]
    [InlineData("10M")]
    [InlineData("5m ")]
    [InlineData("1w")]
    [InlineData("10min")]
    [InlineData("-2s")]
    [InlineData("s")]
    [InlineData("٣")]
    [InlineData("1e3s")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(ElasticsearchValues.TryTime(text, out _));

    [Fact]
    public void A_duration_that_no_clock_outlives_is_the_longest_one()
    {
        Assert.True(ElasticsearchValues.TryTime("1000000000d", out var value));
        Assert.Equal(TimeSpan.MaxValue, value);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-1", -1)]
    [InlineData("-1b", -1)]
    [InlineData("1k", 1024)]
    [InlineData("1KB", 1024)]
    [InlineData("100 mb", 104_857_600)]
    [InlineData("1.5gb", 1_610_612_736)]
    [InlineData("2t", 2_199_023_255_552)]
    [InlineData("1pb", 1_125_899_906_842_624)]
    public void A_size_has_a_unit_unless_it_is_zero_or_minus_one(string text, long bytes)
    {
        Assert.True(ElasticsearchValues.TryBytes(text, Eight, out var old));
        Assert.True(ElasticsearchValues.TryBytes(text, Nine, out var value));
        Assert.Equal(bytes, old);
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("100")]
    [InlineData("b")]
    [InlineData("kb")]
    [InlineData("1kib")]
    [InlineData("-2b")]
    [InlineData("-1kb")]
    [InlineData("10%")]
    [InlineData("99999999999gb")]
    public void What_is_no_size_is_refused(string text)
    {
        Assert.False(ElasticsearchValues.TryBytes(text, Eight, out _));
        Assert.False(ElasticsearchValues.TryBytes(text, Nine, out _));
    }

    [Theory]
    [InlineData("1.125gb")]
    [InlineData("1.000gb")]
    [InlineData("1.5b")]
    [InlineData("1.5fgb")]
    [InlineData("1.5e-2gb")]
    public void From_9_on_a_fraction_has_at_most_two_decimals_and_bytes_have_none(string text)
    {
        Assert.True(ElasticsearchValues.TryBytes(text, Eight, out _));
        Assert.False(ElasticsearchValues.TryBytes(text, Nine, out _));
    }

    [Theory]
    [InlineData("010", 10)]
    [InlineData("+5", 5)]
    [InlineData("-2147483648", int.MinValue)]
    public void A_number_is_decimal_whatever_it_looks_like(string text, int expected)
    {
        Assert.True(ElasticsearchValues.TryInteger(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(" 5")]
    [InlineData("5\0")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1.0")]
    [InlineData("2147483648")]
    public void What_is_no_integer_is_refused(string text) => Assert.False(ElasticsearchValues.TryInteger(text, out _));

    [Fact]
    public void A_long_reaches_to_both_ends_and_not_beyond()
    {
        Assert.True(ElasticsearchValues.TryLong("9223372036854775807", out var most));
        Assert.Equal(long.MaxValue, most);
        Assert.True(ElasticsearchValues.TryLong("-9223372036854775808", out var least));
        Assert.Equal(long.MinValue, least);
        Assert.False(ElasticsearchValues.TryLong("9223372036854775808", out _));
        Assert.False(ElasticsearchValues.TryLong("-9223372036854775809", out _));
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData(" 2 ", 2)]
    [InlineData("1e3", 1000)]
    [InlineData(".5f", 0.5)]
    [InlineData("0x1p4", 16)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void A_float_is_what_Java_takes(string text, double expected)
    {
        Assert.True(ElasticsearchValues.TryFloat(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("0x10")]
    [InlineData("1,5")]
    [InlineData("1_0")]
    [InlineData("infinity")]
    [InlineData("")]
    [InlineData("--1")]
    public void What_is_no_float_is_refused(string text) => Assert.False(ElasticsearchValues.TryFloat(text, out _));

    [Theory]
    [InlineData("85%", 85.0)]
    [InlineData("0.85", 85.0)]
    [InlineData("10 %", 10.0)]
    public void A_watermark_is_a_ratio_or_a_size(string text, double percent)
    {
        Assert.True(ElasticsearchValues.TryRelativeBytes(text, Nine, out var value));
        Assert.Equal(percent, value.Percent!.Value, 6);
        Assert.True(ElasticsearchValues.TryRelativeBytes("100gb", Nine, out var size));
        Assert.Equal(107_374_182_400, size.Bytes);
        Assert.False(ElasticsearchValues.TryRelativeBytes("85", Nine, out _));
        Assert.False(ElasticsearchValues.TryMemory("0.85", Nine, out _));
    }
}

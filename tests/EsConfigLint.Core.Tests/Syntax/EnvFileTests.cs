using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("A = b ", "b")]
    [InlineData("A: b", "b")]
    [InlineData("A=", "")]
    [InlineData("A=b # note", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A='$X # y'", "$X # y")]
    [InlineData("A=\"b\\n\\\"c\\\" \\$X\"", "b\n\"c\" $X")]
    [InlineData("A=\"one\ntwo\"", "one\ntwo")]
    [InlineData("A=b\r\n", "b")]
    [InlineData("A=$$X", "$X")]
    [InlineData("A=${X:-d}", "d")]
    [InlineData("B=1\nA=${B}2", "12")]
    [InlineData("A=1\nA=2", "2")]
    public void A_value_is_what_compose_reads(string text, string expected)
    {
        var file = EnvFile.Parse(SourceFile.FromText(".env", text));
        Assert.Null(file.Error);
        Assert.Equal(expected, file.Resolve(_ => null).Last(value => value.Entry.Name == "A").Value);
    }

    [Theory]
    [InlineData("A=${X}")]
    [InlineData("A=$X")]
    [InlineData("A=${X:?set it}")]
    [InlineData("A=${X:+y}")]
    [InlineData("A")]
    [InlineData("A\nB=1")]
    public void A_value_from_outside_is_unknown(string text) =>
        Assert.Null(EnvFile.Parse(SourceFile.FromText(".env", text)).Resolve(_ => null)[0].Value);

    [Fact]
    public void Names_and_values_know_where_they_are_written()
    {
        var source = SourceFile.FromText(".env", "# first\n  export ELASTIC_PASSWORD = \"a b\" # note\nLAST=1");
        var entries = EnvFile.Parse(source).Entries;
        Assert.Equal("ELASTIC_PASSWORD", source.Slice(entries[0].NameSpan));
        Assert.Equal("\"a b\"", source.Slice(entries[0].ValueSpan));
        Assert.Equal("1", source.Slice(entries[1].ValueSpan));
    }

    [Fact]
    public void A_raw_file_keeps_quotes_comments_and_variables()
    {
        var file = EnvFile.Parse(SourceFile.FromText("x.env", "# c\nA='$X' # y\nB"), EnvFileFormat.Raw);
        Assert.Equal("'$X' # y", file.Resolve(_ => null)[0].Value);
        Assert.True(file.Entries[1].IsInherited);
    }

    [Fact]
    public void A_file_that_is_cut_off_in_a_quote_gives_its_place_and_what_stands_before()
    {
        var source = SourceFile.FromText(".env", "A=1\nB=\"two\nthree");
        var file = EnvFile.Parse(source);
        Assert.Equal("A", Assert.Single(file.Entries).Name);
        Assert.Equal(new LinePosition(2, 3), source.PositionOf(file.Error!.Span.Start));
    }

    [Theory]
    [InlineData("A=${A}")]
    [InlineData("A=x$A")]
    [InlineData("A=${B}\nB=${A}")]
    [InlineData("A=${B}\nB=${C}\nC=$A")]
    public void A_variable_that_needs_itself_is_named_once(string text)
    {
        var errors = new List<SyntaxError>();
        EnvFile.Parse(SourceFile.FromText(".env", text)).Resolve(_ => null, errors);
        Assert.Contains("itself", Assert.Single(errors).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_set_above_may_build_on_itself()
    {
        var errors = new List<SyntaxError>();
        var values = EnvFile.Parse(SourceFile.FromText(".env", "A=1\nA=${A}2")).Resolve(_ => null, errors);
        Assert.Empty(errors);
        Assert.Equal("12", values[1].Value);
    }

    [Fact]
    public void Variables_that_double_each_other_do_not_fill_the_memory()
    {
        var text = "V0=xxxxxxxxxxxxxxxx\n" + string.Concat(Enumerable.Range(1, 60).Select(n => $"V{n}=$V{n - 1}$V{n - 1}\n"));
        var errors = new List<SyntaxError>();
        var values = EnvFile.Parse(SourceFile.FromText(".env", text)).Resolve(_ => null, errors);
        Assert.Null(values[^1].Value);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Defaults_in_defaults_end_at_a_depth_that_nobody_needs()
    {
        var text = "A=" + string.Concat(Enumerable.Repeat("${X:-", 50_000)) + new string('}', 50_000);
        var errors = new List<SyntaxError>();
        Assert.Null(EnvFile.Parse(SourceFile.FromText(".env", text)).Resolve(_ => null, errors)[0].Value);
        Assert.Contains("deep", Assert.Single(errors).Reason, StringComparison.Ordinal);
    }
}

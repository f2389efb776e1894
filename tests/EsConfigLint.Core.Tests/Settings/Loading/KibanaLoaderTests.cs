using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Settings.Loading;

public sealed class KibanaLoaderTests
{
    private static readonly StackVersion[] Dialects = [new(8, 12), new(9, 1), new(9, 5)];

    [Theory]
    [InlineData("x: {k: *b}\ny: &b 1\n")]
    [InlineData("x:\n- {k: *b}\n- &b 1\n")]
    [InlineData("x: [[*b], &b 1]\n")]
    [InlineData("x: [*b, &b 1]\n")]
    public void An_alias_before_its_anchor_is_refused_once(string text)
    {
        foreach (var version in Dialects)
        {
            var problem = Assert.Single(Load(text, version).Problems);
            Assert.Equal((LoadProblemKind.Unreadable, "there is no anchor of this name before the alias"), (problem.Kind, problem.Reason));
        }
    }

    [Theory]
    [InlineData("x: [&b 1, *b]\n", "x=1,1")]
    [InlineData("x:\n- &b {k: 1}\n- *b\n", "x.0.k=1;x.1.k=1")]
    [InlineData("x:\n- &b 1\n- {k: *b}\n", "x.0=1;x.1.k=1")]
    [InlineData("b: &b 2\nx: [*b, &b 1, {k: *b}]\n", "b=2;x.0=2;x.1=1;x.2.k=1")]
    [InlineData("x: &x {k: &b 1}\ny: &b 2\nz: *x\nw: *b\n", "w=2;x.k=1;y=2;z.k=1")]
    public void An_alias_means_the_last_anchor_above_it(string text, string expected)
    {
        foreach (var version in Dialects)
            Assert.Equal(expected, Settings(Load(text, version)));
    }

    [Theory]
    [InlineData("a: &x {k: 1}\n<<: *x\n", "a.k=1;k=1")]
    [InlineData("a: &x {k: 1}\nb: {c: &y {l: 2}}\n<<: [*x, *y]\n", "a.k=1;b.c.l=2;k=1;l=2")]
    [InlineData("x: &x {k: 1}\na: *x\nb: &x {k: 2}\n<<: *x\n", "a.k=1;b.k=2;k=2;x.k=1")]
    public void A_merge_key_may_name_what_stands_above_it_in_its_mapping(string text, string expected)
    {
        Assert.Equal(expected, Settings(Load(text, new(8, 12))));
        Assert.Equal(expected, Settings(Load(text, new(9, 1))));
    }

    [Fact]
    public void A_merge_key_that_names_what_stands_below_it_is_refused() =>
        Assert.False(Load("<<: *x\na: &x {k: 1}\n", new(8, 12)).IsReadable);

    [Fact]
    public void A_long_chain_of_merge_keys_is_refused_and_costs_no_stack()
    {
        var text = "m0: &m0 {k: 1}\n" + string.Concat(Enumerable.Range(1, 20_000).Select(static n => $"m{n}: &m{n} {{<<: *m{n - 1}}}\n"));
        SettingsSource? source = null;
        var thread = new Thread(() => source = Load(text, new(8, 12)), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.False(source!.IsReadable);
    }

    [Theory]
    [InlineData("1:30", "90")]
    [InlineData("-1:00:01", "-3601")]
    public void Parts_of_sixty_are_a_number_for_js_yaml_3_only(string written, string number)
    {
        Assert.Equal($"k={number}", Settings(Load($"k: {written}\n", new(8, 12))));
        Assert.Equal($"k={written}", Settings(Load($"k: {written}\n", new(9, 1))));
    }

    [Fact]
    public void A_number_beyond_all_measure_is_infinity_or_none()
    {
        foreach (var digits in new[] { new string('9', 400), "0x" + new string('f', 2_000) })
            Assert.Equal("k=Infinity", Settings(Load($"k: {digits}\n", new(8, 12))));
        Assert.Equal("k=255", Settings(Load($"k: 0x{new string('0', 2_000)}ff\n", new(8, 12))));
        Assert.Equal("k=Infinity", Settings(Load("k: 1" + string.Concat(Enumerable.Repeat(":1", 300)) + "\n", new(8, 12))));
        Assert.Equal("k=NaN", Settings(Load("k: 1" + string.Concat(Enumerable.Repeat(":0", 300)) + "\n", new(8, 12))));
    }

    [Theory]
    [InlineData("a.b: 1\na: 2\na.c: 3\n", "a.c=3", 2)]
    [InlineData("a.b.c: 1\na.b.d: 2\na: 3\n", "a=3", 2)]
    [InlineData("a.b.c: 1\na.b: 2\na.b.d: 3\n", "a.b.d=3", 2)]
    [InlineData("a.0: x\na.1: y\n", "a=x,y", 0)]
    [InlineData("a.0: x\na.1.b: y\n", "a.0=x;a.1.b=y", 0)]
    [InlineData("a.0: x\na.b: y\n", "a.0=x;a.b=y", 0)]
    public void A_later_value_takes_the_place_of_what_stood_there_above_it_or_below_it(string text, string expected, int shadowed)
    {
        var source = Load(text, new(8, 12));
        Assert.Equal((expected, shadowed), (Settings(source), source.Shadowed.Count));
    }

    private static SettingsSource Load(string text, StackVersion version) =>
        new KibanaYmlCarrier(SourceFile.FromText("kibana.yml", text)).Load(version);

    private static string Settings(SettingsSource source)
    {
        Assert.Empty(source.Problems);
        return string.Join(';', source.Settings.Select(static setting => $"{setting.Key}={string.Join(',', setting.Value.Texts.Select(static text => text.Text))}").Order(StringComparer.Ordinal));
    }
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Settings.Loading;

public sealed class ElasticsearchLoaderTests
{
    [Theory]
    [InlineData("a: ${X:d}\n", "8.2", "d")]
    [InlineData("a: ${X:d}\n", "8.1", null)]
    [InlineData("a: ${X}\n", "8.2", null)]
    [InlineData("a: x-${X:d}-${Y:e}\n", "9.1", "x-d-e")]
    [InlineData("a: ${X:}\n", "9.1", "")]
    [InlineData("a: ${X:${Y}}\n", "9.1", null)]
    [InlineData("a: ${b.c:d}\nb:\n  c: e\n", "9.1", "e")]
    [InlineData("a: ${b:d}\nb: yes\n", "9.1", "true")]
    [InlineData("a: ${b:d}\nb: ${X}\n", "9.1", null)]
    [InlineData("a: ${b:d}\nb: {{ x }}\n", "9.1", null)]
    [InlineData("a: ${b:d}\nb: [e]\n", "9.1", null)]
    [InlineData("a: ${X\n", "9.1", "${X")]
    [InlineData("a: $X\n", "9.1", "$X")]
    public void A_placeholder_is_known_where_nothing_out_of_sight_can_win(string text, string version, string? known) =>
        Assert.Equal(known, Load(text, version).Settings[0].Value.Scalar.Known);

    [Theory]
    [InlineData("a: 1\na: 1\n", true)]
    [InlineData("a: 1\na: 2\n", false)]
    [InlineData("a: [1, 2]\na:\n- 1\n- 2\n", true)]
    [InlineData("a: [1, 2]\na: [2, 1]\n", false)]
    [InlineData("a: {{ x }}\na: {{ x }}\n", false)]
    public void A_key_given_twice_is_a_problem_at_the_second_that_knows_the_first(string text, bool same)
    {
        var source = Load(text, "9.1");
        var problem = Assert.Single(source.Problems);
        Assert.Equal(LoadProblemKind.DuplicateKey, problem.Kind);
        Assert.Equal(0, problem.Other!.Value.Span.Start);
        Assert.Equal(same, problem.SameValue);
        Assert.All(source.Settings, setting => Assert.Equal(!same, setting.IsAmbiguous));
    }

    [Theory]
    [InlineData("a: !!binary aGk=\n")]
    [InlineData("a: !!binary \"aGk=\"\n")]
    [InlineData("a: !!binary |\n  aGk=\n")]
    [InlineData("a: !<tag:yaml.org,2002:binary> aGk=\n")]
    [InlineData("a: [!!binary aGk=]\n")]
    public void A_binary_value_is_refused_however_it_is_written(string text) => Assert.Contains(Load(text, "9.1").Problems, static problem => problem.RefusesFile);

    [Theory]
    [InlineData("a: !!bool \"yes\"\n", "true")]
    [InlineData("a: !<tag:yaml.org,2002:bool> 'off'\n", "false")]
    [InlineData("a: !!str yes\n", "true")]
    public void A_tag_for_booleans_makes_one_of_a_quoted_word(string text, string known) => Assert.Equal(known, Load(text, "9.1").Settings[0].Value.Scalar.Known);

    [Theory]
    [InlineData("a.b: 1\na:\n  b: 2\n", "6.8", true)]
    [InlineData("a.b: 1\na:\n  b: 1\n", "6.8", true)]
    [InlineData("a.b: 1\na:\n  b: 2\n", "7.0", false)]
    public void Two_spellings_are_refused_before_7_0(string text, string version, bool isRefused) =>
        Assert.Equal(isRefused, Load(text, version).Problems.Any(static problem => problem is { Kind: LoadProblemKind.TwoSpellings, RefusesFile: true }));

    [Fact]
    public void An_alias_knows_its_anchor()
    {
        var problem = Assert.Single(Load("a: &x b\nc: *x\n", "9.1").Problems);
        Assert.Equal((LoadProblemKind.UnresolvedAlias, "x", 6), (problem.Kind, problem.LiteralText, problem.Other!.Value.Span.Start));
    }

    [Theory]
    [InlineData("a: b\t\n")]
    [InlineData("a: b\t# c\n")]
    [InlineData("a: \"b\"\t# c\n")]
    [InlineData("\t# c\na: b\n")]
    [InlineData("a: b\tc\n")]
    [InlineData("a: \"b\tc\"\n")]
    [InlineData("# \t\na: b\n")]
    [InlineData("a\t: b\n")]
    public void A_tab_behind_plain_text_in_a_text_or_before_a_comment_is_taken(string text) =>
        Assert.Empty(Load(text, "9.1").Problems);

    [Theory]
    [InlineData("a:\tb\n", 2)]
    [InlineData("a: \"b\"\t\n", 6)]
    [InlineData("a: [b,\tc]\n", 6)]
    [InlineData("a:\n-\tb\n", 4)]
    [InlineData("a: b\n\t\nc: d\n", 5)]
    [InlineData("a: b\n  \tc\n", 7)]
    public void A_tab_elsewhere_stops_the_node(string text, int offset)
    {
        var problem = Assert.Single(Load(text, "9.1").Problems);
        Assert.True(problem.RefusesFile);
        Assert.Equal(offset, problem.Location.Span.Start);
    }

    [Fact]
    public void An_indexed_list_is_folded_in_its_place()
    {
        var settings = Load("a: 1\nh.1: y\nh.0: x\nb: 2\nh.3: z\n", "9.1").Settings;
        Assert.Equal(["a", "h", "b", "h.3"], settings.Select(static setting => setting.Key));
        Assert.Equal(["x", "y"], settings[1].Value.Items.Select(static item => item.Known));
    }

    private static SettingsSource Load(string text, string version)
    {
        Assert.True(StackVersion.TryParse(version, out var stack));
        return ElasticsearchLoader.Load(YamlParser.Parse(SourceFile.FromText("elasticsearch.yml", text), new(YamlDialect.Elasticsearch)), stack);
    }
}

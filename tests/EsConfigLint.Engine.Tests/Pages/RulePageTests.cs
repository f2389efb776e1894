using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Pages;
using EsConfigLint.Engine.Pages.Replays;

namespace EsConfigLint.Engine.Tests.Pages;

public sealed class RulePageTests
{
    [Fact]
    public void A_page_gives_its_head_its_summary_and_its_cases()
    {
        var page = RulePage.Parse("# ES999 sample\n> error · 9.8\n\nWhy it\nmatters.\n\nMore.\n" + Case("Bad", "bad a/elasticsearch.yml version=8.19 layer=basic fips variant=off ruleset=pedantic", "a: [|b|]"));
        Assert.Equal(("ES999", "sample", "error · 9.8", "Why it matters."), (page.Id, page.Name, page.Header, page.Summary));
        var one = Assert.Single(page.Cases);
        Assert.Equal(("8.19", "basic", true, "off", "pedantic"), (one.Version, one.Layer, one.Fips, one.Variant, one.Ruleset));
        var file = Assert.Single(one.Files);
        Assert.Equal(("a/elasticsearch.yml", "a: b\n"), (file.Path, file.Text));
        Assert.Equal([new PageMark(new(3, 1), null)], file.Marks);
    }

    [Theory]
    [InlineData("[||]", 0, 0, null)]
    [InlineData("a: [||]b", 3, 0, null)]
    [InlineData("{|ES401:a|}: b", 0, 1, "ES401")]
    [InlineData("[|a: b\nc: d|]", 0, 9, null)]
    [InlineData("\U0001F600[|a|]", 2, 1, null)]
    public void A_mark_says_what_it_encloses(string marked, int start, int length, string? id) =>
        Assert.Equal([new PageMark(new(start, length), id)], Read(Case("Bad", "bad elasticsearch.yml", marked)).Files[0].Marks);

    [Theory]
    [InlineData("a: [b, {c: d}]")]
    [InlineData("a: {|b|c}")]
    [InlineData("a: b |] c |}")]
    public void Brackets_of_the_file_itself_are_no_marks(string text)
    {
        var file = Read(Case("Good", "good elasticsearch.yml", text)).Files[0];
        Assert.Equal((text + "\n", 0), (file.Text, file.Marks.Length));
    }

    [Theory]
    [InlineData("[||]\n", "Good", "good elasticsearch.yml")]
    [InlineData("a: [|b|]", "Guards", "good elasticsearch.yml")]
    public void A_case_that_must_be_silent_marks_nothing_of_its_rule(string text, string section, string info) =>
        AssertNoPage("marks", Case(section, info, text));

    [Theory]
    [InlineData("Good", "bad elasticsearch.yml")]
    [InlineData("Guards", "bad elasticsearch.yml")]
    [InlineData("Bad", "good elasticsearch.yml")]
    public void A_block_of_another_kind_than_its_section_is_no_case(string section, string info) =>
        AssertNoPage(section, Case(section, info, "a: b"));

    [Fact]
    public void A_bad_case_may_hold_good_files_beside_a_bad_one() =>
        Assert.Equal(2, Read(Case("Bad", "bad kibana.yml", "a: [|b|]") + "```yaml good elasticsearch.yml\nc: d\n```\n").Files.Length);

    [Theory]
    [InlineData("names no file", "bad")]
    [InlineData("'colour=red' is no option", "bad elasticsearch.yml colour=red")]
    [InlineData("'no-replay=flow' is no option", "bad elasticsearch.yml no-replay=flow")]
    [InlineData("reason", "bad elasticsearch.yml no-replay=flow:")]
    public void An_information_string_that_cannot_be_read_is_refused(string word, string info) => AssertNoPage(word, Case("Bad", info, "a: [|b|]"));

    [Theory]
    [InlineData("version=8.19", "version=9.1")]
    [InlineData("variant=off", "variant=exposed")]
    [InlineData("layer=basic", "layer=https")]
    public void Two_blocks_of_one_case_cannot_ask_for_different_things(string first, string second) =>
        AssertNoPage(second, Case("Bad", "bad kibana.yml " + first, "a: [|b|]") + $"```yaml good elasticsearch.yml {second}\nc: d\n```\n");

    [Fact]
    public void Two_blocks_of_one_case_may_ask_for_the_same() =>
        Assert.Equal("9.1", Read(Case("Bad", "bad kibana.yml version=9.1", "a: [|b|]") + "```yaml good elasticsearch.yml version=9.1\nc: d\n```\n").Version);

    [Fact]
    public void A_file_stands_once_in_a_case() =>
        AssertNoPage("'kibana.yml' twice", Case("Bad", "bad kibana.yml", "a: [|b|]") + "```yaml good kibana.yml\nc: d\n```\n");

    [Fact]
    public void A_fixed_block_belongs_to_a_file_of_its_case() =>
        AssertNoPage("fixed", Case("Bad", "bad kibana.yml", "a: [|b|]") + "```yaml fixed elasticsearch.yml\na: c\n```\n");

    [Theory]
    [InlineData("a: [|b\n")]
    [InlineData("a: {|ES401:b\n")]
    public void A_mark_that_is_never_closed_is_refused(string text) => AssertNoPage("never closed", Case("Bad", "bad elasticsearch.yml", text));

    [Fact]
    public void A_block_that_is_never_closed_is_refused() => AssertNoPage("never closed", "## Bad\n### A case\n```yaml bad elasticsearch.yml\na: b\n");

    [Fact]
    public void Readers_see_neither_guards_nor_marks_nor_options()
    {
        var page = RulePage.Parse(Head + Case("Bad", "bad elasticsearch.yml version=8.19", "a: [|b\nc: d|]") + Case("Guards", "good elasticsearch.yml", "e: f") + "## Sources\nThere.\n");
        Assert.Equal(Head + "## Bad\n### A case\n```yaml\na: b\nc: d\n```\n## Sources\nThere.\n", page.ForReaders());
    }

    [Fact]
    public void Readers_are_told_what_a_file_becomes()
    {
        var page = RulePage.Parse(Head + "## Bad\n### A case\n```yaml bad kibana.yml\n[|a|]: b\n```\n```yaml fixed kibana.yml\na: c\n```\n");
        Assert.Equal(Head + "## Bad\n### A case\n```yaml\na: b\n```\n\nFixed:\n\n```yaml\na: c\n```\n", page.ForReaders());
    }

    [Fact]
    public void Readers_are_told_which_file_of_a_case_is_which()
    {
        var page = RulePage.Parse(Head + "## Bad\n### A case\n```yaml bad kibana.yml\n[|a|]: b\n```\n```text bad kibana-keystore.list\nc\n```\n");
        Assert.Equal(Head + "## Bad\n### A case\n`kibana.yml`:\n\n```yaml\na: b\n```\n\n`kibana-keystore.list`:\n\n```text\nc\n```\n", page.ForReaders());
    }

    [Fact]
    public void A_block_that_is_not_executed_reaches_readers_as_it_is()
    {
        var page = RulePage.Parse(Head + "```sh\n[[ a =~ [|b] ]] # [|\n```\n");
        Assert.Equal(Head + "```sh\n[[ a =~ [|b] ]] # [|\n```\n", page.ForReaders());
    }

    [Theory]
    [InlineData("a:\n  b: 1\n  c:\n    d: [x, y]\ne: 2\n", "a.b: 1\na.c.d: [x, y]\ne: 2\n")]
    [InlineData("a.b:\n  c: \"x # y\" # why\n", "a.b.c: \"x # y\"\n")]
    [InlineData("a: {b: 1, c: {d: 2}}\n", "a.b: 1\na.c.d: 2\n")]
    public void Nested_keys_can_be_dotted(string nested, string dotted) => Assert.Equal(dotted, Dotted(nested));

    [Theory]
    [InlineData("a.b: 1\n")]
    [InlineData("a:\n  b: 1\na.b: 2\n")]
    [InlineData("a:\n  b: 1\na:\n  c: 2\n")]
    [InlineData("a: &x\n  b: 1\n")]
    [InlineData("a:\n  b: *x\n")]
    [InlineData("a:\n  b: {{ c }}\n")]
    [InlineData("a:\n  - b: 1\n")]
    [InlineData("a:\n  b: |\n    text\n")]
    [InlineData("a: {}\n")]
    [InlineData("a:\n  \"b.c\": 1\n")]
    public void What_would_change_or_needs_no_dots_keeps_its_clothes(string text) => Assert.Null(Dotted(text));

    [Theory]
    [InlineData("cluster.name: a", "- 'cluster.name=a'")]
    [InlineData("xpack.security.enabled: no", "- 'xpack.security.enabled=false'")]
    [InlineData("node.attr.motto: \"it's $5\"", "- 'node.attr.motto=it''s $$5'")]
    [InlineData("network.host: ${HOST}", "- 'network.host=${HOST}'")]
    [InlineData("discovery.seed_hosts:\n  - a\n  - b", "- 'discovery.seed_hosts=a,b'")]
    public void A_setting_can_be_a_variable(string text, string variable) => Assert.EndsWith($"      {variable}\n", Environment(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("processors: 2")]
    [InlineData("cluster.name:")]
    [InlineData("cluster.name: ~")]
    [InlineData("cluster.name: [a]")]
    [InlineData("discovery.seed_hosts: [a, null]")]
    [InlineData("node.attr.rack: ${RACK:one}")]
    [InlineData("xpack.security.enabled: \"no\"")]
    [InlineData("xpack:\n  security.enabled: true")]
    public void What_no_variable_can_say_stays_in_the_file(string text) => Assert.Null(Environment(text));

    [Fact]
    public void A_page_can_excuse_all_its_cases_and_does_not_show_it()
    {
        var page = RulePage.Parse(Head + "<!-- no-replay=flow:the reason -->\n\n" + Case("Good", "good elasticsearch.yml", "a: b"));
        Assert.Equal(["flow"], Assert.Single(page.Cases).NoReplay);
        Assert.DoesNotContain("no-replay", page.ForReaders(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!-- no-replay=flow -->\n")]
    [InlineData("<!-- no-replay=flow: -->\n")]
    public void A_page_that_excuses_its_cases_says_why(string line) => AssertNoPage("reason", line + Case("Good", "good elasticsearch.yml", "a: b"));

    private static string? Environment(string text) =>
        new EnvironmentListReplay().Apply(new PageCase(PageSection.Good, "A case", [new("elasticsearch.yml", text + "\n", [])]))?.Files[0].Text;

    private const string Head = "# ES999 sample\n> error\n\nWhy.\n\n";

    private static string? Dotted(string text)
    {
        var one = new PageCase(PageSection.Good, "A case", [new("elasticsearch.yml", text, [])]);
        return new DottedReplay().Apply(one)?.Files[0].Text;
    }

    private static string Case(string section, string info, string text) => $"## {section}\n### A case\n```yaml {info}\n{text}\n```\n";

    private static PageCase Read(string cases) => Assert.Single(RulePage.Parse(Head + cases).Cases);

    private static void AssertNoPage(string word, string cases) =>
        Assert.Contains(word, Assert.Throws<FormatException>(() => RulePage.Parse(Head + cases)).Message, StringComparison.Ordinal);
}

using EsConfigLint.Engine.Pages;

namespace EsConfigLint.Rules.Tests;

/// <summary>A harness that lets a wrong page pass would prove nothing about any rule.</summary>
public sealed class PageHarnessTests
{
    private const string Off = "network.host: 10.0.0.1\nxpack.security.enabled: ";

    [Theory]
    [InlineData("Bad", "bad elasticsearch.yml version=8.19 variant=exposed", Off + "[|false|]")]
    [InlineData("Bad", "bad elasticsearch.yml version=8.19", Off + "[|false|]")]
    [InlineData("Good", "good elasticsearch.yml version=8.19", Off + "${X}")]
    [InlineData("Guards", "good elasticsearch.yml version=9.1 ruleset=pedantic", "xpack.security.enabled: true\nnetwork.host: {|ES403:0.0.0.0|}")]
    public void What_a_case_marks_is_right(string section, string info, string text) => Assert.Null(Check(section, info, text));

    [Theory]
    [InlineData("Not found", "Bad", "bad elasticsearch.yml version=8.19", "xpack.security.enabled: [|true|]")]
    [InlineData("Found, but not marked", "Bad", "bad elasticsearch.yml version=8.19", "network.host: [|10.0.0.1|]\nxpack.security.enabled: false")]
    [InlineData("Not variant 'off'", "Bad", "bad elasticsearch.yml version=8.19 variant=off", Off + "[|false|]")]
    [InlineData("Not found", "Bad", "bad elasticsearch.yml version=8.19 ruleset=pedantic", "http.host: {|ES403:127.0.0.1|}\n" + Off + "[|false|]")]
    [InlineData("It must be silent", "Good", "good elasticsearch.yml version=8.19", Off + "false")]
    [InlineData("Not found", "Good", "good elasticsearch.yml version=8.19 ruleset=pedantic", "xpack.security.enabled: true\nhttp.host: {|ES403:127.0.0.1|}")]
    [InlineData("marks", "Bad", "bad elasticsearch.yml version=8.19", "xpack.security.enabled: true")]
    public void What_a_case_marks_is_wrong(string problem, string section, string info, string text) =>
        Assert.Contains(problem, Check(section, info, text), StringComparison.Ordinal);

    [Fact]
    public void A_problem_is_shown_under_its_line() =>
        Assert.Contains(
            "  elasticsearch.yml:2:25 ES101 exposed xpack.security.enabled\n    xpack.security.enabled: false\n                            ^^^^^\n",
            Check("Good", "good elasticsearch.yml version=8.19", Off + "false"),
            StringComparison.Ordinal);

    private static string? Check(string section, string info, string text)
    {
        var page = RulePage.Parse($"# ES101 security-disabled\n> error\n\nWhy.\n\n## {section}\n### A case\n```yaml {info}\n{text}\n```\n");
        return new PageHarness(RuleList.All).Check(page, Assert.Single(page.Cases));
    }
}

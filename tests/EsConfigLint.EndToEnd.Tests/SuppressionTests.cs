namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Findings that a comment accepts.</summary>
public sealed class SuppressionTests
{
    private const string Accepted = "xpack.security.enabled: false # esconfiglint-disable-line ES101 -- until=2026-12-01 lab\n";

    [Fact]
    public void An_accepted_finding_is_counted_but_not_shown_unless_asked_for()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Accepted);
        var answer = sandbox.Check("--now", "2026-11-24");
        Assert.Empty(answer.Rules);
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(1, answer.Json.GetProperty("summary").GetProperty("suppressed").GetInt32());
        var shown = sandbox.Check("--now", "2026-11-24", "--no-suppressions");
        Assert.Equal(["ES101"], shown.Rules);
        Assert.Equal(1, shown.ExitCode);
    }

    [Theory]
    [InlineData("ES101 ES301")]
    [InlineData("ES101 - behind the gateway")]
    public void Of_names_that_no_comma_parts_the_first_is_the_nearest(string names)
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", $"# esconfiglint-disable-file {names}\n{Sandbox.Bad}");
        Assert.Contains($"There is no rule '{names}'; the nearest is 'ES101'.", sandbox.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suppression_ends_on_its_day()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Accepted);
        Assert.Empty(sandbox.Check("--now", "2026-12-01").Rules);
        Assert.Equal(["ES101", "LT004"], sandbox.Check("--now", "2026-12-02").Rules);
    }

    [Fact]
    public void A_day_that_is_none_gives_2()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Accepted);
        Assert.Equal(2, sandbox.Check("--now", "soon").ExitCode);
    }

    [Fact]
    public void A_suppression_that_accepts_nothing_or_names_no_rule_is_a_finding()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "# esconfiglint-disable-file ES101, no-such-rule -- lab\n" + Sandbox.Good);
        Assert.Equal(["LT001", "LT002"], sandbox.Check().Rules.Order(StringComparer.Ordinal));
    }
}

using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Results;

public sealed class SuppressionTests
{
    [Theory]
    [InlineData("# esconfiglint-disable-next-line TT001 -- known\nnode.attr.bad: 1\n")]
    [InlineData("node.attr.bad: 1 # esconfiglint-disable-line TT001\n")]
    [InlineData("node.attr.bad: 1 # esconfiglint-disable-line no-bad -- until=2030-01-01 demo\n")]
    [InlineData("# esconfiglint-disable TT\nnode.attr.bad: 1\n")]
    [InlineData("node.name: a\nnode.attr.bad: 1\n# esconfiglint-disable-file TT001 -- lab\n")]
    [InlineData("# esconfiglint-disable-next-line TT001\nnode:\n  attr:\n    bad: 1\n")]
    [InlineData("node.name: a\r\n# esconfiglint-disable-next-line TT001\r\nnode.attr.bad: 1\r\n")]
    public void A_comment_accepts_the_finding_that_it_covers(string text) => Assert.Empty(Lint(text));

    [Theory]
    [InlineData("# esconfiglint-disable-next-line TT001\nnode.name: a\nnode.attr.bad: 1\n", "TT001", "LT001")]
    [InlineData("# esconfiglint-disable TT001\nnode.name: a\n# esconfiglint-enable\nnode.attr.bad: 1\n", "TT001", "LT001")]
    [InlineData("# esconfiglint-disable-next-line TT001 -- until=2026-11-24\nnode.attr.bad: 1\n", "TT001", "LT004")]
    [InlineData("# esconfiglint-disable-line TT001\nnode.attr.bad: 1\n", "TT001", "LT003")]
    [InlineData("node.attr.bad: 1\n# esconfiglint-disable-next-line TT001\n", "TT001", "LT003")]
    [InlineData("# esconfiglint-disable-next-line TT01\nnode.attr.bad: 1\n", "TT001", "LT002")]
    [InlineData("# esconfiglint-disable-next-line\nnode.attr.bad: 1\n", "TT001", "LT003")]
    [InlineData("# esconfiglint-disable-file TT001 -- until=soon\nnode.attr.bad: 1\n", "TT001", "LT003")]
    public void A_comment_that_does_no_good_is_reported_beside_the_finding(string text, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Lint(text).Order(StringComparer.Ordinal));

    [Fact]
    public void A_suppression_of_a_rule_that_did_not_run_is_not_called_unused() =>
        Assert.Empty(Lint("# esconfiglint-disable-file OT001\nnode.name: a\n"));

    [Fact]
    public void A_hash_in_a_quoted_value_is_no_comment() =>
        Assert.Equal(["TT001"], Lint("node.name: \"# esconfiglint-disable-file TT001\"\nnode.attr.bad: 1\n"));

    [Fact]
    public void Suppressions_can_be_switched_off() =>
        Assert.Equal(["TT001"], Lint("node.attr.bad: 1 # esconfiglint-disable-line TT001\n", honours: false));

    private static List<string> Lint(string text, bool honours = true)
    {
        var analyzer = new ConfigurationAnalyzer([new BadAttribute(), new OtherRule()], new()
        {
            Today = new(new DateOnly(2026, 11, 25)),
            HonoursSuppressions = honours,
            IsSelected = static (rule, _) => rule.Id != "OT001",
            StackVersion = new(9, 1),
        });
        return [.. analyzer.Analyze([new(SourceFile.FromText("elasticsearch.yml", text), FileKind.Elasticsearch, IsTarget: true)])
            .Diagnostics.Select(static judged => judged.Diagnostic.Rule.Id)];
    }

    private sealed class BadAttribute : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT001", "no-bad") { Variants = [new("bad", Level.Error, 0, "Bad.")] };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            var bad = node.Settings.Text("node.attr.bad");
            if (bad.IsPresent)
                context.Report("bad", bad);
        }
    }

    private sealed class OtherRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("OT001", "other") { Variants = [new("bad", Level.Error, 0, "Bad.")] };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            // Runs never: the tests leave it out.
        }
    }
}

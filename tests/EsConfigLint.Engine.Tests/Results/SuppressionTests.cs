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
    [InlineData("# esconfiglint-disable TT\nnode.attr.bad: 1\n# esconfiglint-enable TT001\n")]
    [InlineData("# esconfiglint-disable TT\n# esconfiglint-enable TT002\nnode.attr.bad: 1\n")]
    [InlineData("node.name: a\nnode.attr.bad: 1\n# esconfiglint-disable-file TT001 -- lab\n")]
    [InlineData("# esconfiglint-disable-next-line TT001\nnode:\n  attr:\n    bad: 1\n")]
    [InlineData("node.name: a\r\n# esconfiglint-disable-next-line TT001\r\nnode.attr.bad: 1\r\n")]
    public void A_comment_accepts_the_finding_that_it_covers(string text) => Assert.Empty(Lint(text));

    [Theory]
    [InlineData("# esconfiglint-disable-next-line TT001\nnode.name: a\nnode.attr.bad: 1\n", "TT001", "LT001")]
    [InlineData("# esconfiglint-disable TT001\nnode.name: a\n# esconfiglint-enable\nnode.attr.bad: 1\n", "TT001", "LT001")]
    [InlineData("# esconfiglint-disable TT\n# esconfiglint-enable TT001\nnode.attr.bad: 1\n", "TT001", "LT001")]
    [InlineData("# esconfiglint-disable TT\n# esconfiglint-enable no-such\nnode.name: a\n# esconfiglint-enable no-bad\nnode.attr.bad: 1\n", "TT001", "LT001", "LT002")]
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

    [Theory]
    [InlineData("# esconfiglint-disable-file TT001\na: [\n")]
    [InlineData("# esconfiglint-disable-next-line TT001\n")]
    [InlineData("# esconfiglint-disable-file TT001 -- until=2026-11-24\na: [\n")]
    public void Nothing_is_said_of_suppressions_in_a_file_that_is_no_YAML(string text) =>
        Assert.DoesNotContain(Lint(text + "a: [\n"), static id => id.StartsWith("LT", StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_said_of_suppressions_in_a_compose_file_that_is_no_YAML() =>
        Assert.Empty(Lint("# esconfiglint-disable-file TT001\nservices: [\n", path: "compose.yml"));

    [Theory]
    [InlineData("{% if tls %}\nnode.name: a # esconfiglint-disable-line TT001\n{% endif %}\n")]
    [InlineData("node.attr.good: \"{{ x }}\" # esconfiglint-disable-line TT001\n")]
    [InlineData("# esconfiglint-disable-file TT001\nnode.attr.good: \"{{ x }}\"\n")]
    public void A_suppression_of_what_a_template_writes_is_not_called_unused(string text) => Assert.Empty(Lint(text));

    [Theory]
    [InlineData("node.name: a\n# esconfiglint-disable-file OT001 -- until=2026-11-24\n")]
    [InlineData("node.name: a\n# esconfiglint-disable-file PT001\n")]
    [InlineData("node.name: a\n# esconfiglint-disable-file KT001\n")]
    public void Only_rules_that_ran_whole_on_the_file_make_a_suppression_unused_or_expired(string text) => Assert.Empty(Lint(text));

    [Theory]
    [InlineData("# esconfiglint-disable-next-line LT001\nnode.name: a\n")]
    [InlineData("# esconfiglint-disable-file unused-suppression\nnode.name: a\n")]
    public void Findings_about_suppressions_cannot_be_suppressed_and_that_is_said(string text) => Assert.Equal(["LT003"], Lint(text));

    [Fact]
    public void A_hash_in_a_quoted_value_is_no_comment() =>
        Assert.Equal(["TT001"], Lint("node.name: \"# esconfiglint-disable-file TT001\"\nnode.attr.bad: 1\n"));

    [Fact]
    public void Suppressions_can_be_switched_off() =>
        Assert.Equal(["TT001"], Lint("node.attr.bad: 1 # esconfiglint-disable-line TT001\n", honours: false));

    [Theory]
    [InlineData("FROM elasticsearch:8.19.0\n# esconfiglint-disable-next-line TT002 -- known\nENV ELASTIC_PASSWORD=1\n")]
    [InlineData("FROM elasticsearch:8.19.0\n# esconfiglint-disable-next-line TT002\nENV A=1 \\\n    ELASTIC_PASSWORD=1\n")]
    [InlineData("FROM elasticsearch:8.19.0\nENV A=1 \\\n# esconfiglint-disable-next-line TT002\n    ELASTIC_PASSWORD=1\n")]
    [InlineData("# esconfiglint-disable-file TT002\nFROM elasticsearch:8.19.0\nENV ELASTIC_PASSWORD=1\n")]
    public void A_comment_in_a_Dockerfile_accepts_too(string text) => Assert.Empty(Lint(text, path: "Dockerfile"));

    [Theory]
    [InlineData("FROM elasticsearch:8.19.0\nENV ELASTIC_PASSWORD=1\nRUN <<EOF\n# esconfiglint-disable-file TT002\nEOF\n", "TT002")]
    [InlineData("FROM elasticsearch:8.19.0\nENV ELASTIC_PASSWORD=1 # esconfiglint-disable-line TT002\n", "TT002")]
    [InlineData("FROM elasticsearch:8.19.0\n# esconfiglint-disable-next-line TT002\nENV A=1\nENV ELASTIC_PASSWORD=1\n", "LT001", "TT002")]
    [InlineData("FROM elasticsearch:8.19.0\nENV ELASTIC_PASSWORD=1\n# esconfiglint-disable-next-line TT002\n", "LT003", "TT002")]
    public void What_is_no_comment_of_a_Dockerfile_or_stands_elsewhere_accepts_nothing(string text, params string[] expected) =>
        Assert.Equal(expected, Lint(text, path: "Dockerfile").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("# esconfiglint-disable-next-line TT002 -- known\nELASTIC_PASSWORD=1\n")]
    [InlineData("ELASTIC_PASSWORD=1 # esconfiglint-disable-line TT002\n")]
    [InlineData("ELASTIC_PASSWORD=\"1\" # esconfiglint-disable-line TT002\n")]
    public void A_comment_in_an_env_file_accepts_too(string text) => Assert.Empty(Lint(text, path: ".env"));

    [Theory]
    [InlineData("ELASTIC_PASSWORD=1# esconfiglint-disable-line TT002\n", "TT002")]
    [InlineData("ELASTIC_PASSWORD='1 # esconfiglint-disable-line TT002'\n", "TT002")]
    [InlineData("# esconfiglint-disable-next-line TT002\nA=1\nELASTIC_PASSWORD=1\n", "LT001", "TT002")]
    public void What_is_no_comment_of_an_env_file_or_stands_elsewhere_accepts_nothing(string text, params string[] expected) =>
        Assert.Equal(expected, Lint(text, path: ".env").Order(StringComparer.Ordinal));

    private static List<string> Lint(string text, bool honours = true, string path = "elasticsearch.yml")
    {
        var analyzer = new ConfigurationAnalyzer([new BadAttribute(), new BadVariable(), new OtherRule(), new PartlyRule(), new OtherProductRule()], new()
        {
            Today = new(new DateOnly(2026, 11, 25)),
            HonoursSuppressions = honours,
            IsSelected = static (rule, _) => rule.Id != "OT001",
            StackVersion = new(9, 1),
        });
        var kind = path switch
        {
            "Dockerfile" => FileKind.Dockerfile,
            "compose.yml" => FileKind.Compose,
            ".env" => FileKind.Env,
            _ => FileKind.Elasticsearch,
        };
        return [.. analyzer.Analyze([new(SourceFile.FromText(path, text), kind, IsTarget: true)])
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

    private sealed class BadVariable : SecretRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT002", "no-bad-variable") { Variants = [new("bad", Level.Error, 0, "Bad.")] };

        public override void Check(Secret secret, RuleContext context) => context.Report("bad", secret.Location, null);
    }

    private sealed class OtherRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("OT001", "other") { Variants = [new("bad", Level.Error, 0, "Bad.")] };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            // Runs never: the tests leave it out.
        }
    }

    private sealed class PartlyRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("PT001", "partly")
        {
            Variants = [new("core", Level.Error, 0, "Bad."), new("more", Level.Note, 0, "Bad.") { From = Layer.Mutual }],
        };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            // Has nothing to say.
        }
    }

    private sealed class OtherProductRule : KibanaRule
    {
        public override RuleDescriptor Descriptor { get; } = new("KT001", "other-product") { Variants = [new("bad", Level.Error, 0, "Bad.")] };

        public override void Check(KibanaInstance kibana, RuleContext context)
        {
            // Has nothing to say.
        }
    }
}

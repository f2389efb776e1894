using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Tests.Workspace;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Analysis;

/// <summary>A rule with a defect costs what it had to say and nothing else.</summary>
public sealed class RuleCrashTests
{
    public static TheoryData<string, string> Defects => new()
    {
        { "check", nameof(InvalidOperationException) },
        { "message", nameof(ArgumentException) },
        { "fix", nameof(InvalidOperationException) },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_rule_that_throws_is_reported_and_the_findings_of_others_stay(string defect, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("elasticsearch.yml", "node.name: a\n");
        var (findings, result) = Lint(folder, new DefectiveRule(defect), new SoundRule());
        Assert.Equal(["LT010", "TT002"], findings.Select(static one => one.Rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal($"Rule 'TT001' crashed on this file ('{reason}'); its other rules ran. Please report it.", findings.First(static one => one.Rule.Id == "LT010").Message);
        Assert.True(result.HasToolErrors);
    }

    [Fact]
    public void What_a_rule_throws_does_not_reach_the_report()
    {
        using var folder = new TemporaryFolder();
        folder.Write("elasticsearch.yml", "node.name: a\n");
        var (findings, result) = Lint(folder, new DefectiveRule("check"));
        Assert.DoesNotContain(findings, static one => one.Message.Contains(DefectiveRule.Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(result.Errors, static one => one.Message.Contains(DefectiveRule.Secret, StringComparison.Ordinal));
    }

    private static (List<Finding> Findings, RunResult Result) Lint(TemporaryFolder folder, params Rule[] rules)
    {
        var root = LinkResolver.Resolve(folder.Path)!;
        var linter = new Linter(
            new(rules, honoursSuppressions: true, new(new DateOnly(2026, 11, 25))),
            new(new(), only: null, isOff: true, [.. rules.Select(static rule => rule.Descriptor)], root),
            new(static (_, key) => key.StartsWith("node.", StringComparison.Ordinal)),
            new(SourceNeeds.Fixes),
            new() { Root = new(root, root) });
        var result = linter.Run(WorkspaceScanner.Scan([], new() { Root = new(root, root) }, default), default);
        return ([.. result.Findings], result);
    }

    /// <summary>Fails where it is told to.</summary>
    private sealed class DefectiveRule(string defect) : NodeRule
    {
        public const string Secret = "what only the author may read";

        public override RuleDescriptor Descriptor { get; } = new("TT001", "defective")
        {
            Variants = [new("one", Level.Error, 0, "It is '{0}'.") { Fix = FixSafety.Safe }],
        };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            switch (defect)
            {
                case "check":
                    throw new InvalidOperationException(Secret);
                case "message":
                    context.Report("one", node.Settings.All[0].KeyLocation, null);
                    break;
                case "fix":
                    context.Report("one", node.Settings.All[0].KeyLocation, null, "bad").Fix(() => throw new InvalidOperationException(Secret));
                    break;
            }
        }
    }

    private sealed class SoundRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT002", "sound") { Variants = [new("one", Level.Warning, 0, "It is so.")] };

        public override void Check(ElasticsearchNode node, RuleContext context) => context.Report("one", node.Settings.All[0].ValueLocation, null);
    }
}

using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Analysis;

public sealed class VersionDoubtTests
{
    [Fact]
    public void What_holds_at_every_version_is_said_without_doubt()
    {
        var judged = Judge(new Complaint(since: 6, refusedSince: 6));
        Assert.Equal((Level.Error, true, null), (judged.Level, judged.PreventsStart, judged.VersionRemark));
    }

    [Fact]
    public void What_older_versions_do_not_know_is_one_level_lower_and_not_sure_to_prevent_the_start()
    {
        var judged = Judge(new Complaint(since: 8, refusedSince: 8));
        Assert.Equal((Level.Warning, false), (judged.Level, judged.PreventsStart));
        Assert.Equal("The version is unknown; with 7.17 this would not hold, with 9.5 the product does not start.", judged.VersionRemark);
    }

    [Fact]
    public void What_older_versions_start_with_is_as_bad_but_not_sure_to_prevent_the_start()
    {
        var judged = Judge(new Complaint(since: 6, refusedSince: 9));
        Assert.Equal((Level.Error, false), (judged.Level, judged.PreventsStart));
        Assert.Equal("The version is unknown; with 7.17 the product starts all the same.", judged.VersionRemark);
    }

    [Fact]
    public void A_known_version_leaves_no_doubt()
    {
        var judged = Judge(new Complaint(since: 8, refusedSince: 8), new(9, 1));
        Assert.Equal((Level.Error, true, null), (judged.Level, judged.PreventsStart, judged.VersionRemark));
    }

    [Theory]
    [InlineData("7.17.0", "8.19.0")]
    [InlineData("8.19.0", "7.17.0")]
    public void Of_what_known_versions_make_of_one_place_the_gravest_is_said_once_without_doubt(string one, string other)
    {
        var compose = $"""
            services:
              a:
                image: docker.elastic.co/elasticsearch/elasticsearch:{one}
                volumes: ["./shared.yml:/usr/share/elasticsearch/config/elasticsearch.yml"]
              b:
                image: docker.elastic.co/elasticsearch/elasticsearch:{other}
                volumes: ["./shared.yml:/usr/share/elasticsearch/config/elasticsearch.yml"]
            """;
        var judged = Assert.Single(new ConfigurationAnalyzer([new ChangingComplaint()], new()).Analyze(
        [
            new(SourceFile.FromText("compose.yml", compose), FileKind.Compose, IsTarget: true),
            new(SourceFile.FromText("shared.yml", "node.attr.bad: 1\n"), FileKind.Elasticsearch, IsTarget: true),
        ]).Diagnostics);
        Assert.Equal(("refused", true, null), (judged.Diagnostic.Variant.Key, judged.PreventsStart, judged.VersionRemark));
    }

    private static JudgedDiagnostic Judge(Rule rule, StackVersion? version = null) => Assert.Single(
        new ConfigurationAnalyzer([rule], new() { StackVersion = version })
            .Analyze([new(SourceFile.FromText("elasticsearch.yml", "node.attr.bad: 1\n"), FileKind.Elasticsearch, IsTarget: true)]).Diagnostics);

    private sealed class ChangingComplaint : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT002", "no-bad-in-8")
        {
            Variants = [new("refused", Level.Error, 0, "Refused.") { PreventsStart = VersionRange.All }, new("odd", Level.Error, 0, "Odd.")],
        };

        public override void Check(ElasticsearchNode node, RuleContext context) =>
            context.Report(node.Version.IsAtLeast(8) ? "refused" : "odd", node.Settings.Text("node.attr.bad"));
    }

    private sealed class Complaint(int since, int refusedSince) : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT001", "no-bad")
        {
            Variants = [new("bad", Level.Error, 0, "Bad.") { PreventsStart = VersionRange.Since(refusedSince) }],
        };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            if (node.Version.IsAtLeast(since))
                context.Report("bad", node.Settings.Text("node.attr.bad"));
        }
    }
}

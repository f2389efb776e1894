using System.Text;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Pages;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Rules.Tests;

/// <summary>A marker in every secret setting of both products must come out nowhere.</summary>
public sealed class CanaryTests
{
    private const string Canary = "CANARY7f3c";

    public static IEnumerable<TheoryDataRow<Product, string>> Files()
    {
        foreach (var product in Enum.GetValues<Product>())
        {
            var keys = SettingsCatalogue.Of(product).Entries.Where(static entry => entry.IsSecret)
                .Select(static entry => entry.Key.Replace("**", "x", StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
            Assert.True(keys.Count > 20, "The catalogue knows of secrets.");
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: {Canary}\n")));
            yield return new(product, "{" + string.Join(", ", keys.Select(static key => $"{key}: \"{Canary}\"")) + "}\n");
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: [\"{Canary}\", *{Canary}]\n")));
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: |\n  {Canary}\n  {Canary}\n")));
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: {Canary}\n{key}: {Canary}x\n")));
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: <{Canary}>\n")) + "[broken\n");
            foreach (var key in keys)
                yield return new(product, $"server.name: a\ncluster.name: b\n{key}: \"{Canary}\n\tx\n");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_report_shows_a_secret(Product product, string text)
    {
        var file = SourceFile.FromText(product == Product.Kibana ? "kibana.yml" : "elasticsearch.yml", text);
        var output = new ConfigurationAnalyzer(RuleList.All, new() { IsSelected = static (_, _) => true })
            .Analyze([new(file, product == Product.Kibana ? FileKind.Kibana : FileKind.Elasticsearch, IsTarget: true)]);
        var factory = new FindingFactory(SourceNeeds.Line | SourceNeeds.Context | SourceNeeds.LineHash);
        var files = new Dictionary<SourceFile, FileReference> { [file] = new(file.Path, "/r/" + file.Path) };
        var tool = new ToolIdentity("esconfiglint", "1.0.0", "https://example.invalid");
        var root = new ReportRoot("/r");
        Reporter[] reporters =
        [
            new StylishReporter(new(UsesColor: true, 80)), new ConciseReporter(), new JsonReporter(tool, root),
            new SarifReporter(tool, root, new EmbeddedRulePages(typeof(RuleList).Assembly)),
        ];
        foreach (var reporter in reporters)
        {
            using var stream = new MemoryStream();
            reporter.Write(
                new()
                {
                    Rules = [.. RuleList.All, .. Engine.Results.Suppressions.SuppressionRule.All],
                    Findings = output.Diagnostics.Select(judged => factory.Create(judged, judged.Level, output, files)).ToList(),
                    Notices = output.Notices,
                    Files = 1,
                    Skipped = 0,
                },
                stream);
            Assert.DoesNotContain(Canary, Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        }
    }
}

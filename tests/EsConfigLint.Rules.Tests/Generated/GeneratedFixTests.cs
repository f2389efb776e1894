using System.Globalization;
using EsConfigLint.Engine.Pages;

namespace EsConfigLint.Rules.Tests.Generated;

/// <summary>Fixes of configurations that nobody wrote keep the contract of a fix.</summary>
/// <remarks>
/// A few hundred fixes in every run; <c>ESCONFIGLINT_GENERATED_FIXES=20000</c> asks for more, and <c>ESCONFIGLINT_GENERATED_FIRST</c> for
/// another case to begin with. The number of a case makes the same case again.
/// </remarks>
public sealed class GeneratedFixTests
{
    private const int FewestFixes = 400;
    private const int MostProblems = 12;

    [Fact]
    public void A_fix_keeps_its_contract_whatever_the_configuration()
    {
        var pages = new EmbeddedRulePages(typeof(RuleList).Assembly);
        var cases = new GeneratedCases(RuleList.All.Select(rule => pages.PageOf(rule.Descriptor.Id)!));
        var harness = new FixHarness(RuleList.All);
        var wanted = Number("ESCONFIGLINT_GENERATED_FIXES", FewestFixes);
        var number = Number("ESCONFIGLINT_GENERATED_FIRST", 1);
        var fixes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<string>();
        for (var made = 0; made < wanted && problems.Count < MostProblems; number++)
        {
            var one = cases.Make(number);
            foreach (var (rule, problem) in harness.CheckEvery(one))
            {
                made++;
                fixes[rule] = fixes.GetValueOrDefault(rule) + 1;
                if (problem is not null)
                    problems.Add($"Case {number} (version {one.Version}, layer {one.Layer}):\n{problem}\nIt was:\n{string.Join("\n", one.Files.Select(static file => $"--- {file.Path}\n{file.Text}"))}");
            }
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", fixes.Select(static pair => $"{pair.Key}: {pair.Value}")));
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    [Fact]
    public void A_number_makes_the_same_case_again()
    {
        var pages = new EmbeddedRulePages(typeof(RuleList).Assembly);
        var cases = new GeneratedCases(RuleList.All.Select(rule => pages.PageOf(rule.Descriptor.Id)!));
        Assert.All(Enumerable.Range(1, 20), number => Assert.Equal(Text(cases.Make(number)), Text(cases.Make(number))));
        Assert.NotEqual(Text(cases.Make(1)), Text(cases.Make(2)));

        static string Text(PageCase one) => string.Concat(one.Files.Select(static file => file.Text));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

using EsConfigLint.Engine.Results;

namespace EsConfigLint.Rules.Tests;

/// <summary>Whole deployments, each with exactly what must be found in it. A new case needs no line here.</summary>
public sealed class DeploymentTests
{
    private static readonly HashSet<string> KnownRules = RuleList.All.Select(static rule => rule.Descriptor.Id).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string>> Cases() => DeploymentCase.Names.Select(static name => new TheoryDataRow<string>(name));

    public static IEnumerable<TheoryDataRow<string, string>> Files() =>
        from name in DeploymentCase.Names
        from file in DeploymentCase.Files(name)
        select new TheoryDataRow<string, string>(name, file);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_deployment_gives_exactly_what_is_wrong_with_it(string name)
    {
        var one = DeploymentCase.Load(name);
        var found = one.Lint(name, ".");
        var problems = new List<string>();
        foreach (var expected in one.Expected.Where(static expected => KnownRules.Contains(expected.Rule)))
        {
            var count = found.Count(expected.Matches);
            if (count == 0 || (expected.Count is { } wanted && count != wanted))
                problems.Add($"missed: {expected}, found {count} times");
        }

        problems.AddRange(found
            .Where(finding => !one.Allowed.Contains(finding.Rule.Id) && !Array.Exists(one.Expected, expected => expected.Matches(finding)))
            .Select(static finding => $"false alarm: {Show(finding)}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_linted_alone_gives_what_it_gives_within_its_deployment(string name, string file)
    {
        var one = DeploymentCase.Load(name);
        var within = one.Lint(name, ".").Where(finding => finding.File.DisplayPath == file).Select(Show);
        Assert.Equal(within, one.Lint(name, file).Select(Show));
    }

    private static string Show(Finding finding) =>
        $"{finding.File.DisplayPath}:{finding.Region.Start.Line}:{finding.Region.Start.Column} {finding.Level} {finding.Rule.Id} {finding.Variant.Key}: {finding.Message}";
}

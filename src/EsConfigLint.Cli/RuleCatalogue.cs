using EsConfigLint.Core.Rules;

namespace EsConfigLint.Cli;

/// <summary>The rules that this program ships.</summary>
internal static class RuleCatalogue
{
    public static IReadOnlyList<Rule> All { get; } = Rules.RuleList.All;
}

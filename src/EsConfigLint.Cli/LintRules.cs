using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Rules;

namespace EsConfigLint.Cli;

/// <summary>Every rule that may be named, those about the linter itself included.</summary>
internal static class LintRules
{
    public static IReadOnlyList<RuleDescriptor> All { get; } =
        [.. RuleList.All.Select(static rule => rule.Descriptor), .. SuppressionRule.All.Select(static rule => rule.Descriptor)];
}

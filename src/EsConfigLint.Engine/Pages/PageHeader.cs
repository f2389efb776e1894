using System.Globalization;
using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Pages;

/// <summary>The line under the title of a page, made from the rule's descriptor.</summary>
public static class PageHeader
{
    public static string Of(RuleDescriptor rule)
    {
        var parts = new List<string>
        {
            RuleWords.Of(rule.Level),
            rule.SecuritySeverity > 0 ? rule.SecuritySeverity.ToString("0.0", CultureInfo.InvariantCulture) : "operational",
        };
        parts.AddRange(rule.Cwe.Select(static cwe => $"CWE-{cwe}"));
        if (rule.From > Layer.Minimal)
            parts.Add($"from layer {RuleWords.Of(rule.From)}");
        if (rule.Variants.All(static variant => variant.Ruleset != Ruleset.Core))
            parts.Add($"opt-in ({RuleWords.Of(rule.Variants[0].Ruleset)})");
        parts.Add(rule.Fix switch
        {
            FixSafety.Safe => "safe fix",
            FixSafety.Unsafe => "unsafe fix",
            _ => "no fix",
        });
        return string.Join(" · ", parts);
    }
}

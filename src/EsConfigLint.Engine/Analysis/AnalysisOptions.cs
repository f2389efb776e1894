using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Engine.Analysis;

/// <summary>What decides the analysis besides the files.</summary>
public sealed record AnalysisOptions
{
    public RuleOptions Rules { get; init; } = RuleOptions.Default;

    /// <summary>The version that the user says all have; null: each process's own.</summary>
    public StackVersion? StackVersion { get; init; }

    /// <summary>The version of a process that does not name its own; null: unknown.</summary>
    public StackVersion? VersionWhereUnnamed { get; init; }

    /// <summary>Whether comments in the files may accept findings.</summary>
    public bool HonoursSuppressions { get; init; } = true;

    /// <summary>Whether a suppression without a reason does not count.</summary>
    public bool WantsSuppressionReasons { get; init; }

    /// <summary>The day against which the end of a suppression is held.</summary>
    public Lazy<DateOnly> Today { get; init; } = new(default(DateOnly));

    /// <summary>Whether a variant may be reported at all (rulesets, selection).</summary>
    public Func<RuleDescriptor, Variant, bool> IsSelected { get; init; } = static (_, variant) => variant.Ruleset == Ruleset.Core;

    /// <summary>Whether a rule may report anything.</summary>
    internal bool Runs(RuleDescriptor rule)
    {
        foreach (var variant in rule.Variants)
        {
            if (Reports(rule, variant))
                return true;
        }

        return false;
    }

    /// <summary>Whether a variant is reported: it is selected, and the layer reaches as far.</summary>
    internal bool Reports(RuleDescriptor rule, Variant variant) => rule.From <= Rules.Layer && variant.From <= Rules.Layer && IsSelected(rule, variant);
}

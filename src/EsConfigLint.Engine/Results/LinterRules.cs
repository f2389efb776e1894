using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Results;

/// <summary>What the linter has to say about itself.</summary>
public sealed class RuleCrashedRule : Rule
{
    public static RuleCrashedRule Instance { get; } = new();

    public override RuleDescriptor Descriptor { get; } = new("LT010", "rule-crashed")
    {
        Variants = [new("crash", Level.Error, 0, "Rule '{0}' crashed on this file ('{1}'); its other rules ran. Please report it.")],
    };
}

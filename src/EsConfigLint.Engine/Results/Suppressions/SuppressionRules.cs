using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Results.Suppressions;

/// <summary>A finding about a suppression itself. It looks at comments, not at the model, so no process is handed to it.</summary>
public sealed class SuppressionRule : Rule
{
    private SuppressionRule(string id, string name, string message) =>
        Descriptor = new(id, name) { Variants = [new("suppression", Level.Warning, 0, message)] };

    /// <summary>A suppression that suppresses nothing.</summary>
    public static SuppressionRule Unused { get; } =
        new("LT001", "unused-suppression", "Nothing is suppressed here for '{0}'; delete it.");

    /// <summary>A suppression that names a rule that does not exist.</summary>
    public static SuppressionRule Unknown { get; } =
        new("LT002", "unknown-rule-in-suppression", "There is no rule '{0}'; the nearest is '{1}'.");

    /// <summary>A suppression that cannot work where it stands.</summary>
    public static SuppressionRule Misplaced { get; } =
        new("LT003", "misplaced-suppression", "This suppression cannot work: '{0}'.");

    /// <summary>A suppression whose day is over.</summary>
    public static SuppressionRule Expired { get; } =
        new("LT004", "expired-suppression", "The suppression of '{0}' held until '{1}'; look at the finding again.");

    public static IReadOnlyList<SuppressionRule> All { get; } = [Unused, Unknown, Misplaced, Expired];

    public override RuleDescriptor Descriptor { get; }
}

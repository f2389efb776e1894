using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;

namespace EsConfigLint.Engine.Pages;

/// <summary>What is to be read about findings of the linter about itself: they are no rules of a product and have no page with samples.</summary>
public static class LinterPages
{
    public static IReadOnlyList<RuleDescriptor> Rules { get; } =
        [.. SuppressionRule.All.Select(static rule => rule.Descriptor), RuleCrashedRule.Instance.Descriptor];

    /// <summary>The page as Markdown.</summary>
    public static string Of(RuleDescriptor rule) => $"# {rule.Id} {rule.Name}\n> {RuleWords.Of(rule.Level)}\n\n{TextOf(rule.Id)}\n";

    private static string TextOf(string id) => id switch
    {
        "LT001" => """
            A suppression names a rule that ran on this file and found nothing where the suppression stands. What it once accepted is gone, and it
            would hide the next finding of that rule.

            Delete it. Nothing is said where nobody knows: in a file that cannot be read, over what a template writes, for a rule that is off.
            """,
        "LT002" => """
            A suppression names a rule that does not exist, so it accepts nothing.

            Write the id of the rule, the beginning of ids such as ES4, or its name; 'esconfiglint rules' lists them.
            """,
        "LT003" => """
            A suppression stands where it can accept nothing, or a word of it is not understood: a comment about its own line on a line without a
            setting, one about the next line with nothing behind it, one without a rule or, where the configuration demands one, without a reason.
            What is said about suppressions themselves cannot be suppressed either; --ignore LT001 switches it off.

            Move it, or complete it.
            """,
        "LT004" => """
            The day behind until= is over, so the suppression accepts nothing any more.

            Look at the finding again. Repair it, or give the suppression another day and say why.
            """,
        _ => """
            A rule failed on this file. What its other rules found is reported, and the run ends with code 2, because something may be missing.

            Please report it, with the file if it is not secret. Until then --ignore leaves the rule out.
            """,
    };
}

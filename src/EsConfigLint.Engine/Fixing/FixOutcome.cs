using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Fixing;

/// <summary>A finding that was fixed.</summary>
/// <param name="RuleId">The rule that found it.</param>
/// <param name="EditedPaths">The files that its fix edited.</param>
/// <param name="Instructions">What a human must do besides.</param>
public sealed record AppliedFix(string RuleId, ImmutableArray<string> EditedPaths, ImmutableArray<Instruction> Instructions);

/// <summary>What came of fixing the files of one deployment.</summary>
/// <param name="Files">The same files in the same order, with their last texts.</param>
/// <param name="Applied">In the order in which they were applied.</param>
/// <param name="Notices">Fixes that were left out, and why.</param>
public sealed record FixOutcome(IReadOnlyList<AnalysisInput> Files, IReadOnlyList<AppliedFix> Applied, IReadOnlyList<Notice> Notices);

/// <summary>How fit files are to be started with: no fix may make it worse.</summary>
/// <param name="UnreadablePaths">Files that do not parse, as shown.</param>
/// <param name="Refusals">By rule, how many of its findings keep a product from starting.</param>
public sealed record FileHealth(IReadOnlySet<string> UnreadablePaths, IReadOnlyDictionary<string, int> Refusals)
{
    /// <summary>A clause that says what is worse than before, or null.</summary>
    /// <param name="fix">What was applied when it was one fix: of a finding that kept the product from starting, others may show that it had masked.</param>
    public string? WorseThan(FileHealth before, FixCandidate? fix)
    {
        foreach (var path in UnreadablePaths)
        {
            if (!before.UnreadablePaths.Contains(path))
                return $"'{path}' could no longer be read";
        }

        foreach (var (rule, count) in Refusals)
        {
            if (count > before.Refusals.GetValueOrDefault(rule)
                && !(fix is not null && Frees(before, fix.Diagnostic) && fix.Diagnostic.Rule.Unmasks.Contains(rule)))
                return $"the product would refuse to start ({rule})";
        }

        return null;
    }

    private bool Frees(FileHealth before, Diagnostic repaired) =>
        repaired.PreventsStart && Refusals.GetValueOrDefault(repaired.Rule.Id) < before.Refusals.GetValueOrDefault(repaired.Rule.Id);
}

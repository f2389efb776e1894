using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Results;

/// <summary>A rule that threw: reported as <c>LT010</c>.</summary>
public sealed record RuleCrash(string RuleId, string File, string Reason);

/// <summary>What a run found, in the order in which reports show it.</summary>
public sealed class RunResult
{
    /// <summary>Every rule that ran, by id.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>What is shown: sorted by file, start, rule id.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Sorted by file, kind, message.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>Target files that were linted.</summary>
    public required int Files { get; init; }

    /// <summary>Candidate files that were not linted; each has a notice.</summary>
    public required int Skipped { get; init; }

    /// <summary>Findings below <c>--min-severity</c>: not shown, but counted for the exit code.</summary>
    public int Hidden { get; init; }

    public int Suppressed { get; init; }

    /// <summary>The highest level of all findings, hidden ones included; null when there are none.</summary>
    public Level? Worst { get; init; }

    /// <summary>Whether something went wrong that is no finding: exit code 2.</summary>
    public bool HasToolErrors { get; init; }

    public int Count(Level level) => Findings.Count(finding => finding.Level == level);
}

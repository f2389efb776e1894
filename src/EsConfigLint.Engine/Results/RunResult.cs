using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Results;

/// <summary>A rule that threw: reported as <c>LT010</c>.</summary>
/// <param name="Exception">Its text is for the author of the rule; a report does not show it, which may hold a secret.</param>
public sealed record RuleCrash(string RuleId, string File, Exception Exception)
{
    /// <summary>What a report says of it.</summary>
    public string Reason => Exception.GetType().Name;
}

/// <summary>What a run found, in the order in which reports show it.</summary>
/// <remarks>The run goes on while its findings are read: all other figures are complete when the last finding was read.</remarks>
public sealed class RunResult
{
    private readonly int[] counts = new int[3];
    private readonly int[] fixable = new int[3];
    private readonly HashSet<Instruction> seenInstructions = [];
    private readonly List<Instruction> instructions = [];
    private readonly IEnumerable<Finding> findings = [];

    /// <summary>Every rule that ran, by id.</summary>
    public required IReadOnlyList<Rule> Rules { get; set; }

    /// <summary>What is shown: sorted by file, start, rule id. To be read once.</summary>
    public required IEnumerable<Finding> Findings
    {
        get => Counted();
        init => findings = value;
    }

    /// <summary>Sorted by file, kind, message.</summary>
    public required IReadOnlyList<Notice> Notices { get; set; }

    /// <summary>Target files that were linted.</summary>
    public required int Files { get; set; }

    /// <summary>Candidate files that were not linted; each has a notice.</summary>
    public required int Skipped { get; set; }

    /// <summary>Findings below <c>--min-severity</c>: not shown, but counted for the exit code.</summary>
    public int Hidden { get; set; }

    public int Suppressed { get; set; }

    /// <summary>The highest level of all findings, hidden ones included; null when there are none.</summary>
    public Level? Worst { get; set; }

    /// <summary>Whether something went wrong that is no finding: exit code 2.</summary>
    public bool HasToolErrors { get; set; }

    /// <summary>What went wrong while files were linted: a named one that cannot be read, a wrong configuration, a rule that crashed. Sorted by file.</summary>
    public IReadOnlyList<Notice> Errors { get; set; } = [];

    /// <summary>How many of the findings that were read have this level.</summary>
    public int Count(Level level) => counts[(int)level];

    /// <summary>How many of the findings that were read have a fix of this safety.</summary>
    public int Fixable(FixSafety safety) => fixable[(int)safety];

    /// <summary>What a human must do about the findings that were read, each command once, in their order.</summary>
    public IReadOnlyList<Instruction> Instructions => instructions;

    private IEnumerable<Finding> Counted()
    {
        Array.Clear(counts);
        Array.Clear(fixable);
        foreach (var finding in findings)
        {
            counts[(int)finding.Level]++;
            fixable[(int)(finding.Fix?.Safety ?? FixSafety.None)]++;
            foreach (var instruction in finding.Instructions)
            {
                if (seenInstructions.Add(instruction))
                    instructions.Add(instruction);
            }

            yield return finding;
        }
    }
}

using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>One file of a deployment, decoded and classified.</summary>
/// <param name="IsTarget">Whether its findings are reported; if not, it is read because a target needs it.</param>
public sealed record AnalysisInput(SourceFile File, FileKind Kind, bool IsTarget)
{
    /// <summary>Whether version control leaves the file out; only asked of files of variables.</summary>
    public bool IsIgnored { get; init; }
}

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

    /// <summary>Whether a variant may be reported at all (rulesets, selection). Called once per rule and variant.</summary>
    public Func<RuleDescriptor, Variant, bool> IsSelected { get; init; } = static (_, variant) => variant.Ruleset == Ruleset.Core;
}

using System.Collections.ObjectModel;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Results;

/// <summary>A diagnostic with the level that it deserves when the version is in doubt.</summary>
/// <param name="VersionRemark">A sentence to add to the message when the finding would not hold at every version; else null.</param>
public sealed record JudgedDiagnostic(Diagnostic Diagnostic, Level Level, string? VersionRemark)
{
    /// <summary>Whether the product refuses to start because of it at every version that it may be.</summary>
    public bool PreventsStart { get; init; } = Diagnostic.PreventsStart;
}

/// <summary>What the analysis of one deployment gave.</summary>
public sealed record AnalysisOutput(
    IReadOnlyList<JudgedDiagnostic> Diagnostics, IReadOnlyList<Notice> Notices, IReadOnlyList<RuleCrash> Crashes)
{
    /// <summary>Findings that a comment accepts.</summary>
    public IReadOnlyList<SuppressedDiagnostic> Suppressed { get; init; } = [];

    /// <summary>Per file the spans of secret values, which no report may show; sorted.</summary>
    public required IReadOnlyDictionary<SourceFile, IReadOnlyList<TextSpan>> Secrets { get; init; }

    /// <summary>Per file the commands whose words nobody knows: anything in them may be a secret.</summary>
    public IReadOnlyDictionary<SourceFile, IReadOnlyList<TextSpan>> Commands { get; init; } = ReadOnlyDictionary<SourceFile, IReadOnlyList<TextSpan>>.Empty;

    /// <summary>Files that could not be read as settings: nobody knows where their secrets are.</summary>
    public required IReadOnlySet<SourceFile> UnreadableFiles { get; init; }

    /// <summary>Files of which nothing was analysed: a template leaves no YAML, or it is no listing after all. A notice says so.</summary>
    public IReadOnlySet<SourceFile> NotAnalyzed { get; init; } = ReadOnlySet<SourceFile>.Empty;

    /// <summary>Files that get findings.</summary>
    public required IReadOnlySet<SourceFile> Targets { get; init; }

    /// <summary>Whether a fix may write into a file: the run is about it, and every byte of it was understood.</summary>
    public bool MayEdit(SourceFile file) => Targets.Contains(file) && !UnreadableFiles.Contains(file) && file.FirstInvalidUtf8 is null;
}

using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Reporting;

namespace EsConfigLint.Cli;

/// <summary>What <c>check</c> is asked to do; where the user says nothing, what holds then.</summary>
internal sealed record CheckArguments
{
    public required WorkspaceArguments Workspace { get; init; }

    /// <summary>What the flags say of rules, layers and the version.</summary>
    public LintConfiguration Lint { get; init; } = new();

    /// <summary>What is to be said about the version, or null.</summary>
    public string? VersionNotice { get; init; }

    public ReportFormat Format { get; init; } = ReportFormat.Stylish;

    /// <summary>The file that the report goes to; null for standard output.</summary>
    public string? Output { get; init; }

    public Level MinLevel { get; init; } = Level.Note;

    /// <summary>The lowest level that makes the run fail; null for none.</summary>
    public Level? FailLevel { get; init; } = Level.Error;

    public FixMode FixMode { get; init; } = FixMode.None;

    /// <summary>The least safe fixes that are applied.</summary>
    public FixSafety MostUnsafe { get; init; } = FixSafety.Safe;

    public ColorChoice Color { get; init; } = ColorChoice.Auto;

    /// <summary>The day that ends of suppressions are held against; null for today.</summary>
    public DateOnly? Now { get; init; }

    /// <summary>The one configuration file to read, or null for the nearest.</summary>
    public string? ConfigurationFile { get; init; }

    public bool ReadsNoConfiguration { get; init; }

    public bool HonoursSuppressions { get; init; } = true;

    public bool IsQuiet { get; init; }

    public bool IsVerbose { get; init; }
}

<<<<<<< HEAD
=======
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Pages;
>>>>>>> main
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Cli;

internal enum ReportFormat
{
    Stylish,
    Concise,
    Json,
<<<<<<< HEAD
=======
    Sarif,
>>>>>>> main
}

/// <summary>The formats of <c>--format</c>.</summary>
internal static class ReportFormats
{
    private const string Home = "https://github.com/esconfiglint/esconfiglint";

    /// <summary>In the order of <see cref="ReportFormat"/>.</summary>
    private static readonly string[] Words = ["stylish", "concise", "json"];

    public static ReportFormat Find(string? word) => word is null ? ReportFormat.Stylish : (ReportFormat)OptionReading.Find(word, "format", Words);

    public static Reporter Create(ReportFormat format, TerminalStyle style, ReportRoot root) => format switch
    {
<<<<<<< HEAD
        ReportFormat.Concise => new ConciseReporter(),
        ReportFormat.Json => new JsonReporter(new("esconfiglint", ToolVersion.Text, Home), root),
        _ => new StylishReporter(style),
    };

    /// <summary>What a format shows of the source: the rest is never cut out of it.</summary>
    public static SourceNeeds NeedsOf(ReportFormat format) => format == ReportFormat.Stylish ? SourceNeeds.Line : SourceNeeds.None;
=======
        ReportFormat.Stylish => new StylishReporter(style),
        ReportFormat.Concise => new ConciseReporter(),
        ReportFormat.Json => new JsonReporter(Tool, root),
        _ => new SarifReporter(Tool, root, new EmbeddedRulePages(typeof(Rules.RuleList).Assembly)),
    };

    public static DetachFinding Detach(ReportFormat format) => new FindingFactory(format switch
    {
        ReportFormat.Stylish => SourceNeeds.Line,
        ReportFormat.Sarif => SourceNeeds.Context | SourceNeeds.LineHash,
        _ => SourceNeeds.None,
    }).Create;

    private static ToolIdentity Tool => new("esconfiglint", CommandLine.Version, "https://github.com/esconfiglint/esconfiglint");
>>>>>>> main
}

using EsConfigLint.Engine.Pages;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Cli;

internal enum ReportFormat
{
    Stylish,
    Concise,
    Json,
    Sarif,
}

/// <summary>The formats of <c>--format</c>.</summary>
internal static class ReportFormats
{
    private const string Home = "https://github.com/esconfiglint/esconfiglint";

    private static ToolIdentity Tool => new("esconfiglint", ToolVersion.Text, Home);

    /// <summary>In the order of <see cref="ReportFormat"/>.</summary>
    private static readonly string[] Words = ["stylish", "concise", "json", "sarif"];

    public static ReportFormat Find(string? word) => word is null ? ReportFormat.Stylish : (ReportFormat)OptionReading.Find(word, "format", Words);

    public static Reporter Create(ReportFormat format, TerminalStyle style, ReportRoot root) => format switch
    {
        ReportFormat.Concise => new ConciseReporter(),
        ReportFormat.Json => new JsonReporter(Tool, root),
        ReportFormat.Sarif => new SarifReporter(Tool, root, new EmbeddedRulePages(typeof(Rules.RuleList).Assembly)),
        _ => new StylishReporter(style),
    };

    /// <summary>What a format shows of the source: the rest is never cut out of it.</summary>
    public static SourceNeeds NeedsOf(ReportFormat format) => format switch
    {
        ReportFormat.Stylish => SourceNeeds.Line | SourceNeeds.Fixes,
        ReportFormat.Json => SourceNeeds.Fixes | SourceNeeds.Instructions,
        ReportFormat.Sarif => SourceNeeds.Context | SourceNeeds.LineHash | SourceNeeds.Fixes,
        _ => SourceNeeds.None,
    };
}

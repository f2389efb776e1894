using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Cli;

internal enum ReportFormat
{
    Stylish,
    Concise,
    Json,
    Sarif,
}

internal sealed record ReportStyle
{
    public bool UsesColor { get; init; }

    public int Width { get; init; }

    public bool IsQuiet { get; init; }

    public bool IsVerbose { get; init; }
}

/// <summary>The formats of <c>--format</c>.</summary>
internal static class ReportFormats
{
    /// <summary>In the order of <see cref="ReportFormat"/>.</summary>
    private static readonly string[] Words = ["stylish", "concise", "json", "sarif"];

    public static ReportFormat Find(string? word) => word is null ? ReportFormat.Stylish : (ReportFormat)OptionReading.Find(word, "format", Words);

    public static Reporter Create(ReportFormat format, ReportStyle style) => format == ReportFormat.Json ? new JsonReporter(new("esconfiglint", "0.1.0", "")) : new Plain();

    public static DetachFinding Detach(ReportFormat format) => static (judged, level, _, files) => new Finding
    {
        Rule = judged.Diagnostic.Rule,
        Variant = judged.Diagnostic.Variant,
        Arguments = judged.Diagnostic.Arguments,
        Level = level,
        Message = judged.Diagnostic.Message,
        File = files[judged.Diagnostic.Location.File],
        Region = Region.Of(judged.Diagnostic.Location),
        Fingerprint = "",
        PreventsStart = judged.Diagnostic.PreventsStart,
        Setting = judged.Diagnostic.Setting,
    };

    private sealed class Plain : Reporter
    {
        public override void Write(RunResult result, Stream output)
        {
            foreach (var f in result.Findings)
                output.Write(Encoding.UTF8.GetBytes($"{f.File.DisplayPath}:{f.Region.Start}: {f.Level} {f.Rule.Id} {f.Message}\n"));
            foreach (var n in result.Notices)
                output.Write(Encoding.UTF8.GetBytes($"{n.File}: {n.Kind} {n.Message}\n"));
            output.Write(Encoding.UTF8.GetBytes($"{result.Files} files, {result.Skipped} skipped\n"));
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Reporting;

/// <summary>The <c>json</c> format: one object, to the letter of the command line contract.</summary>
public sealed class JsonReporter(ToolIdentity tool, ReportRoot root) : Reporter
{
    public override void Write(RunResult result, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartObject("tool");
            json.WriteString("name", tool.Name);
            json.WriteString("version", tool.Version);
            json.WriteEndObject();
            json.WriteStartArray("diagnostics");
            foreach (var finding in result.Findings)
            {
                Write(json, finding, root);
                json.FlushWhenLarge();
            }

            json.WriteEndArray();
            json.WriteStartArray("notices");
            foreach (var notice in result.Notices)
                Write(json, notice);
            json.WriteEndArray();
            WriteSummary(json, result);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Finding finding, ReportRoot root)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteString("ruleName", finding.Rule.Name);
        json.WriteString("variant", finding.Variant.Key);
        json.WriteString("severity", RuleWords.Of(finding.Level));
        json.WriteNumber("securitySeverity", finding.Variant.SecuritySeverity);
        json.WriteBoolean("preventsStart", finding.PreventsStart);
        json.WriteString("message", finding.Message);
        json.WriteString("file", finding.File.DisplayPath);
        WritePosition(json, "start", finding.Region.Start);
        WritePosition(json, "end", finding.Region.End);
        json.WriteString("setting", finding.Setting);
        json.WriteString("fingerprint", Fingerprint.Of(finding, root.PathOf(finding.File)));
        WriteFix(json, finding.Fix);
        json.WriteStartArray("instructions");
        foreach (var instruction in finding.Instructions)
            json.WriteStringValue(instruction.Command);
        json.WriteEndArray();
        json.WriteStartArray("related");
        foreach (var related in finding.Related)
        {
            json.WriteStartObject();
            json.WriteString("file", related.File.DisplayPath);
            WritePosition(json, "start", related.Region.Start);
            json.WriteString("message", related.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, FindingFix? fix)
    {
        if (fix is null)
        {
            json.WriteNull("fix");
            return;
        }

        json.WriteStartObject("fix");
        json.WriteString("title", fix.Title);
        json.WriteString("safety", RuleWords.Of(fix.Safety));
        json.WriteStartArray("edits");
        foreach (var edit in fix.Edits)
        {
            json.WriteStartObject();
            json.WriteString("file", edit.File.DisplayPath);
            json.WriteNumber("start", edit.Region.Span.Start);
            json.WriteNumber("end", edit.Region.Span.End);
            json.WriteString("text", edit.NewText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, string which, LinePosition position)
    {
        json.WriteNumber(which + "Line", position.Line);
        json.WriteNumber(which + "Column", position.Column);
    }

    private static void Write(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("kind", NoticeWords.Of(notice.Kind));
        json.WriteString("file", notice.File);
        json.WriteString("message", notice.Message);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", result.Files);
        json.WriteNumber("skipped", result.Skipped);
        json.WriteNumber("errors", result.Count(Level.Error));
        json.WriteNumber("warnings", result.Count(Level.Warning));
        json.WriteNumber("notes", result.Count(Level.Note));
        json.WriteNumber("fixable", result.Fixable(FixSafety.Safe) + result.Fixable(FixSafety.Unsafe));
        json.WriteNumber("suppressed", result.Suppressed);
        json.WriteNumber("hidden", result.Hidden);
        json.WriteEndObject();
    }
}

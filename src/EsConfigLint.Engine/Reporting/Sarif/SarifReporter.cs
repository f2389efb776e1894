using System.Text.Encodings.Web;
using System.Text.Json;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting.Sarif;

/// <summary>SARIF 2.1.0 as GitHub code scanning, viewers and the standard want it.</summary>
public sealed class SarifReporter(ToolIdentity tool, ReportRoot root, IRulePages pages) : Reporter
{
    /// <summary>GitHub refuses a run with more results.</summary>
    private const int MostResults = 25_000;

    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string RootId = "%SRCROOT%";

    public override void Write(RunResult result, Stream output)
    {
        // The rest of the result is complete when its findings were read.
        var findings = result.Findings.ToList();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            new SarifCatalogue(tool, pages).Write(json, result);
            WriteInvocation(json, result, findings.Count);
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(RootId);
            json.WriteText("description", "The folder to which all paths are relative: the top of the repository, else the folder in which the program ran.");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("newlineSequences");
            json.WriteStringValue("\r\n");
            json.WriteStringValue("\n");
            json.WriteStringValue("\r");
            json.WriteEndArray();
            WriteResults(json, result, findings);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteInvocation(Utf8JsonWriter json, RunResult result, int results)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var notice in result.Notices)
        {
            json.WriteStartObject();
            json.WriteStartObject("descriptor");
            json.WriteString("id", Words.Of(notice.Kind));
            json.WriteEndObject();
            json.WriteString("level", "note");
            json.WriteText("message", notice.File is null ? notice.Message : $"{notice.File}: {notice.Message}");
            json.WriteEndObject();
        }

        if (results > MostResults)
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            json.WriteText("message", $"{results - MostResults} more results were left out: a code scanning service takes {MostResults}.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteResults(Utf8JsonWriter json, RunResult result, List<Finding> findings)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < result.Rules.Count; i++)
            indexes[result.Rules[i].Descriptor.Id] = i;

        // What does not fit is the least severe; the order of the rest stays.
        var kept = findings.Count <= MostResults
            ? findings
            : [.. findings.Select(static (finding, index) => (finding, index))
                .OrderByDescending(static one => one.finding.Level).ThenBy(static one => one.index).Take(MostResults)
                .OrderBy(static one => one.index).Select(static one => one.finding)];
        json.WriteStartArray("results");
        foreach (var finding in kept)
            WriteResult(json, finding, indexes[finding.Rule.Id]);
        json.WriteEndArray();
    }

    private void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Words.Of(finding.Level));
        WriteMessage(json, finding);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        // One line, or code scanning shows it only where a change touches all of its lines.
        WritePhysicalLocation(json, finding.File, finding.FirstLine, finding.RegionText, finding.Context);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteRelated(json, finding);
        json.WriteStartObject("partialFingerprints");
        if (finding.LineHash is { } hash)
            json.WriteString("primaryLocationLineHash", hash);
        json.WriteString("esconfiglint/setting/v1", Fingerprint.Of(finding, root.PathOf(finding.File)));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("variant", finding.Variant.Key);
        json.WriteBoolean("preventsStart", finding.PreventsStart);
        if (finding.Setting is { } setting)
            json.WriteString("setting", setting);
        if (finding.Variant.SecuritySeverity > 0)
            json.WriteString("security-severity", SarifCatalogue.Severity(finding.Variant.SecuritySeverity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("message");
        json.WriteString("text", finding.Message);

        // A remark about the version is no part of the rule's own text, so such a message stands for itself.
        if (finding.Message == finding.Variant.Format(finding.Arguments))
        {
            json.WriteString("id", finding.Variant.Key);
            if (!finding.Arguments.IsEmpty)
            {
                json.WriteStartArray("arguments");
                foreach (var argument in finding.Arguments)
                    json.WriteStringValue(argument);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    private void WriteRelated(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Related.IsEmpty)
            return;
        json.WriteStartArray("relatedLocations");
        for (var i = 0; i < finding.Related.Length; i++)
        {
            var related = finding.Related[i];
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            WritePhysicalLocation(json, related.File, related.Region, null, null);
            json.WriteText("message", related.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePhysicalLocation(Utf8JsonWriter json, FileReference file, Region region, string? snippet, SourceExcerpt? context)
    {
        var (uri, isRelative) = root.UriOf(file);
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        if (isRelative)
            json.WriteString("uriBaseId", RootId);
        json.WriteEndObject();
        WriteRegion(json, "region", region, snippet);
        if (context is not null)
            WriteRegion(json, "contextRegion", context.Region, context.Text);
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, Region region, string? snippet)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine", region.Start.Line);
        json.WriteNumber("startColumn", region.Start.Column);
        json.WriteNumber("endLine", region.End.Line);
        json.WriteNumber("endColumn", region.End.Column);
        json.WriteNumber("charOffset", region.Span.Start);
        json.WriteNumber("charLength", region.Span.Length);
        if (snippet is not null)
            json.WriteText("snippet", snippet);
        json.WriteEndObject();
    }
}

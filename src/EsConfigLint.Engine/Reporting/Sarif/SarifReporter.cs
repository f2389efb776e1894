using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting.Sarif;

/// <summary>SARIF 2.1.0 as GitHub code scanning, viewers and the standard want it.</summary>
public sealed class SarifReporter(ToolIdentity tool, ReportRoot root, IRulePages pages) : Reporter
{
    /// <summary>GitHub refuses a run with more results.</summary>
    private const int MostResults = 25_000;

    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string RootId = "%SRCROOT%";

    private readonly Dictionary<FileReference, (string Uri, bool IsRelative)> uris = new(ReferenceEqualityComparer.Instance);

    public override void Write(RunResult result, Stream output)
    {
        // The rest of the result is complete when its findings were read.
        var findings = new List<Finding>();
        var leftOut = 0;
        foreach (var finding in result.Findings)
        {
            findings.Add(finding);
            if (findings.Count == 2 * MostResults)
                leftOut += KeepWorst(findings);
        }

        leftOut += KeepWorst(findings);
        Sort(findings);
        var messages = new SarifMessages(findings);
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            new SarifCatalogue(tool, pages).Write(json, result, messages);
            WriteInvocation(json, result, leftOut);
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
            WriteResults(json, result, findings, messages);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Takes away the least severe of what does not fit.</summary>
    /// <returns>How many were taken away.</returns>
    private static int KeepWorst(List<Finding> findings)
    {
        var leftOut = findings.Count - MostResults;
        if (leftOut <= 0)
            return 0;
        List<Finding> worst =
        [
            .. findings.OrderByDescending(static finding => finding.Level)
                .ThenByDescending(static finding => finding.Variant.SecuritySeverity).Take(MostResults),
        ];
        findings.Clear();
        findings.AddRange(worst);
        return leftOut;
    }

    /// <summary>By URI, place and rule: not the order of shown paths, which are not encoded and start elsewhere.</summary>
    private void Sort(List<Finding> findings) => findings.Sort((left, right) =>
    {
        var order = ReferenceEquals(left.File, right.File) ? 0 : string.CompareOrdinal(UriOf(left.File).Uri, UriOf(right.File).Uri);
        if (order == 0)
            order = left.FirstLine.Span.Start.CompareTo(right.FirstLine.Span.Start);
        if (order == 0)
            order = string.CompareOrdinal(left.Rule.Id, right.Rule.Id);
        if (order == 0)
            order = left.FirstLine.Span.Length.CompareTo(right.FirstLine.Span.Length);
        if (order == 0)
            order = string.CompareOrdinal(left.Variant.Key, right.Variant.Key);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    });

    private (string Uri, bool IsRelative) UriOf(FileReference file)
    {
        if (!uris.TryGetValue(file, out var uri))
            uris[file] = uri = root.UriOf(file);
        return uri;
    }

    private void WriteInvocation(Utf8JsonWriter json, RunResult result, int leftOut)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();

        // A file that could not be read or a rule that crashed leaves findings out: nobody should take them for fixed.
        json.WriteBoolean("executionSuccessful", !result.HasToolErrors);
        json.WriteStartArray("toolExecutionNotifications");
        var kinds = SarifCatalogue.KindsOf(result);
        foreach (var notice in result.Notices)
        {
            json.WriteStartObject();
            json.WriteStartObject("descriptor");
            json.WriteString("id", NoticeWords.Of(notice.Kind));
            json.WriteNumber("index", kinds.IndexOf(notice.Kind));
            json.WriteEndObject();
            json.WriteString("level", "note");
            json.WriteText("message", notice.Message);
            if (notice.File is { } file)
            {
                json.WriteStartArray("locations");
                json.WriteStartObject();
                json.WriteStartObject("physicalLocation");
                WriteArtifact(json, new(file, null));
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        if (leftOut > 0)
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            json.WriteText("message", $"{leftOut} more results were left out: a code scanning service takes {MostResults}.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteResults(Utf8JsonWriter json, RunResult result, List<Finding> findings, SarifMessages messages)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < result.Rules.Count; i++)
            indexes[result.Rules[i].Descriptor.Id] = i;
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            WriteResult(json, finding, indexes[finding.Rule.Id], messages);
            json.FlushWhenLarge();
        }

        json.WriteEndArray();
    }

    private void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex, SarifMessages messages)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", RuleWords.Of(finding.Level));
        WriteMessage(json, messages.Of(finding));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        // One line, or code scanning shows it only where a change touches all of its lines.
        WritePhysicalLocation(json, finding.File, finding.FirstLine, finding.RegionText, finding.Context);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteRelated(json, finding);
        if (finding.Fix is { } fix)
            WriteFix(json, fix);
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

    private static void WriteMessage(Utf8JsonWriter json, (string Id, ImmutableArray<string> Arguments, string Text) message)
    {
        json.WriteStartObject("message");
        json.WriteString("text", message.Text);
        json.WriteString("id", message.Id);
        if (!message.Arguments.IsEmpty)
        {
            json.WriteStartArray("arguments");
            foreach (var argument in message.Arguments)
                json.WriteStringValue(argument);
            json.WriteEndArray();
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

    /// <summary>All places refer to the file as it was read; texts are written even when they are empty, because readers ask for them.</summary>
    private void WriteFix(Utf8JsonWriter json, FindingFix fix)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        json.WriteText("description", fix.Title);
        json.WriteStartArray("artifactChanges");
        foreach (var file in fix.Edits.GroupBy(static edit => edit.File))
        {
            json.WriteStartObject();
            WriteArtifact(json, file.Key);
            json.WriteStartArray("replacements");
            foreach (var edit in file)
            {
                json.WriteStartObject();
                WriteRegion(json, "deletedRegion", edit.Region, null);
                json.WriteText("insertedContent", edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WritePhysicalLocation(Utf8JsonWriter json, FileReference file, Region region, string? snippet, SourceExcerpt? context)
    {
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, file);
        WriteRegion(json, "region", region, snippet);
        if (context is not null)
            WriteRegion(json, "contextRegion", context.Region, context.Text);
        json.WriteEndObject();
    }

    private void WriteArtifact(Utf8JsonWriter json, FileReference file)
    {
        var (uri, isRelative) = UriOf(file);
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        if (isRelative)
            json.WriteString("uriBaseId", RootId);
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

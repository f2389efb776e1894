using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>What a report needs of the source besides positions.</summary>
[Flags]
public enum SourceNeeds
{
    None = 0,

    /// <summary>The line of the finding, for people.</summary>
    Line = 1,

    /// <summary>The text of the region and the lines around it, as SARIF has them.</summary>
    Context = 2,

    /// <summary>GitHub's fingerprint of the line.</summary>
    LineHash = 4,

    /// <summary>The edits of fixes.</summary>
    Fixes = 8,

    /// <summary>What a human must do besides.</summary>
    Instructions = 16,
}

/// <summary>Makes findings that hold nothing of their files. What must not be shown is left out or masked here, once for all reports.</summary>
public sealed class FindingFactory(SourceNeeds needs)
{
    /// <summary>How much of a line or of its surroundings a finding keeps, in UTF-16 units: a file may be one line of megabytes.</summary>
    private const int LongestExcerpt = 1_000;

    private readonly ConditionalWeakTable<SourceFile, string[]> lineHashes = [];
    private readonly ConditionalWeakTable<AnalysisOutput, HiddenText> hidden = [];

    /// <param name="judged">What was found.</param>
    /// <param name="level">The level after the user's wishes.</param>
    /// <param name="output">The analysis that found it: it knows what is secret.</param>
    /// <param name="files">Where the files of that analysis are.</param>
    /// <param name="ordinal">Which one it is of those that are alike; see <see cref="Fingerprint.OrdinalsOf"/>.</param>
    public Finding Create(
        JudgedDiagnostic judged, Level level, AnalysisOutput output, IReadOnlyDictionary<SourceFile, FileReference> files, int ordinal = 0)
    {
        var diagnostic = judged.Diagnostic;
        var location = diagnostic.Location;
        var firstLine = FirstLineOf(location);
        var shown = Window(firstLine.File.Text, firstLine.File.LineAt(firstLine.Start.Line), firstLine.Span);
        var secrets = needs.HasFlag(SourceNeeds.Line) || needs.HasFlag(SourceNeeds.Context)
            ? hidden.GetValue(output, static output => new(output)).Around(firstLine, shown)
            : [];
        var arguments = Masked(diagnostic.Arguments);
        var message = diagnostic.Variant.Format(arguments);
        return new()
        {
            Rule = diagnostic.Rule,
            Variant = diagnostic.Variant,
            Arguments = arguments,
            Level = level,
            PreventsStart = judged.PreventsStart,
            Message = judged.VersionRemark is { } remark ? $"{message} {remark}" : message,
            VersionRemark = judged.VersionRemark,
            File = files[location.File],
            Region = Region.Of(location),
            FirstLine = Region.Of(firstLine),
            Setting = diagnostic.Setting,
            Related = RelatedOf(diagnostic, files),
            Fix = needs.HasFlag(SourceNeeds.Fixes) && diagnostic.Fix is not null ? FixOf(diagnostic, output, files) : null,
            Instructions = needs.HasFlag(SourceNeeds.Instructions) ? diagnostic.Instructions : [],
            Line = needs.HasFlag(SourceNeeds.Line) ? LineOf(firstLine, shown, secrets) : null,
            RegionText = needs.HasFlag(SourceNeeds.Context) ? TextOf(firstLine, secrets) : null,
            Context = needs.HasFlag(SourceNeeds.Context) ? ContextOf(firstLine, secrets) : null,
            Ordinal = ordinal,
            LineHash = needs.HasFlag(SourceNeeds.LineHash) ? LineHashOf(location) : null,
        };
    }

    private static ImmutableArray<RelatedFinding> RelatedOf(Diagnostic diagnostic, IReadOnlyDictionary<SourceFile, FileReference> files)
    {
        if (diagnostic.Related.IsEmpty)
            return [];
        var related = ImmutableArray.CreateBuilder<RelatedFinding>(diagnostic.Related.Length);
        foreach (var one in diagnostic.Related)
        {
            var file = files.GetValueOrDefault(one.Location.File) ?? new(one.Location.File.DisplayPath, null);
            related.Add(new(file, Region.Of(one.Location), LooseSecrets.MaskUrls(one.Message)));
        }

        return related.MoveToImmutable();
    }

    private static FindingFix? FixOf(Diagnostic diagnostic, AnalysisOutput output, IReadOnlyDictionary<SourceFile, FileReference> files)
    {
        if (FixCandidate.Of(diagnostic, output) is not { } candidate)
            return null;
        var edits = ImmutableArray.CreateBuilder<FindingEdit>(candidate.Edits.Length);
        foreach (var edit in candidate.Edits)
        {
            // A text that carries credentials along may be written into the file, but not into a report.
            if (!ReferenceEquals(LooseSecrets.MaskUrls(edit.NewText), edit.NewText))
                return null;
            edits.Add(new(files[edit.File], Region.Of(new(edit.File, edit.Span)), edit.NewText));
        }

        return new(LooseSecrets.MaskUrls(diagnostic.Fix!.Title), candidate.Safety, edits.MoveToImmutable());
    }

    private string? LineHashOf(Location location)
    {
        var hashes = lineHashes.GetValue(location.File, LineHashes.Of);
        var line = location.Start.Line;
        return line <= hashes.Length ? hashes[line - 1] : null;
    }

    private static Location FirstLineOf(Location location)
    {
        var end = location.File.LineAt(location.Start.Line).End;
        return location.Span.End <= end ? location : location with { Span = TextSpan.FromBounds(location.Span.Start, Math.Max(location.Span.Start, end)) };
    }

    private static ImmutableArray<string> Masked(ImmutableArray<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var masked = LooseSecrets.MaskUrls(arguments[i]);
            if (!ReferenceEquals(masked, arguments[i]))
                arguments = arguments.SetItem(i, masked);
        }

        return arguments;
    }

    private static SourceLine LineOf(Location firstLine, TextSpan shown, List<TextSpan> secrets)
    {
        var file = firstLine.File;
        var line = file.LineAt(firstLine.Start.Line);
        var text = new StringBuilder(file.Text, shown.Start, shown.Length, shown.Length);
        for (var i = secrets.Count - 1; i >= 0; i--)
        {
            if (!secrets[i].Overlaps(shown))
                continue;
            var from = Math.Max(secrets[i].Start, shown.Start) - shown.Start;
            var to = Math.Min(secrets[i].End, shown.End) - shown.Start;
            text.Remove(from, to - from).Insert(from, LooseSecrets.Mask);
        }

        var start = PositionOf(Math.Clamp(firstLine.Span.Start, shown.Start, shown.End), isEnd: false);
        var end = PositionOf(Math.Clamp(firstLine.Span.End, shown.Start, shown.End), isEnd: true);
        return new(text.ToString(), TextSpan.FromBounds(start, end), shown.Start > line.Start, shown.End < line.End);

        // Masks are not as long as what they hide; half a secret is marked as a whole one.
        int PositionOf(int offset, bool isEnd)
        {
            var position = offset - shown.Start;
            foreach (var secret in secrets)
            {
                var from = Math.Max(secret.Start, shown.Start);
                if (from >= offset || secret.End <= shown.Start)
                    continue;
                var isWhole = isEnd || secret.End <= offset;
                position += (isWhole ? LooseSecrets.Mask.Length : 0) - (Math.Min(secret.End, offset) - from);
            }

            return position;
        }
    }

    /// <summary>As much of a long line as is kept: from a little before the finding on, never half a character.</summary>
    private static TextSpan Window(string text, TextSpan line, TextSpan finding)
    {
        if (line.Length <= LongestExcerpt)
            return line;
        var start = Math.Clamp(finding.Start - (LongestExcerpt / 4), line.Start, line.End - LongestExcerpt);
        var end = start + LongestExcerpt;
        if (start > line.Start && char.IsLowSurrogate(text[start]))
            start++;
        if (end < line.End && char.IsLowSurrogate(text[end]))
            end--;
        return TextSpan.FromBounds(start, end);
    }

    private static string? TextOf(Location firstLine, List<TextSpan> secrets) =>
        firstLine.Span.Length <= LongestExcerpt && !Crosses(firstLine.Span, secrets) ? firstLine.File.Slice(firstLine.Span) : null;

    /// <summary>The lines around a finding, as far as no secret and no end of patience is in the way.</summary>
    private static SourceExcerpt? ContextOf(Location firstLine, List<TextSpan> secrets)
    {
        var (file, span) = (firstLine.File, firstLine.Span);
        if (Crosses(span, secrets))
            return null;
        var number = firstLine.Start.Line;
        var line = file.LineAt(number);
        var start = file.LineAt(Math.Max(1, number - 1)).Start;
        var end = file.LineAt(Math.Min(file.LineCount, number + 1)).End;
        foreach (var secret in secrets)
        {
            // Beside the finding the text is cut at the secret; a neighbour that holds one is left out as a whole.
            if (secret.End <= span.Start)
                start = Math.Max(start, Math.Max(line.Start, secret.End));
            else
                end = Math.Min(end, Math.Min(line.End, secret.Start));
        }

        if (end - start > LongestExcerpt)
            (start, end) = (Math.Max(start, line.Start), Math.Min(end, line.End));
        var context = TextSpan.FromBounds(start, end);
        return context.Contains(span) && context.Length > span.Length && context.Length <= LongestExcerpt
            ? new(Region.Of(firstLine with { Span = context }), file.Slice(context))
            : null;
    }

    private static bool Crosses(TextSpan span, List<TextSpan> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Overlaps(span))
                return true;
        }

        return false;
    }
}

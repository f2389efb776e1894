using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;

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
}

/// <summary>Makes findings that hold nothing of their files. What must not be shown is left out or masked here, once for all reports.</summary>
public sealed class FindingFactory(SourceNeeds needs)
{
    private const char Mask = '•';

    private readonly ConditionalWeakTable<SourceFile, string[]> lineHashes = [];

    public Finding Create(JudgedDiagnostic judged, Level level, AnalysisOutput output, IReadOnlyDictionary<SourceFile, FileReference> files)
    {
        var diagnostic = judged.Diagnostic;
        var location = diagnostic.Location;
        var secrets = output.UnreadableFiles.Contains(location.File) ? PossibleSecrets(location) : output.Secrets.GetValueOrDefault(location.File) ?? [];
        return new()
        {
            Rule = diagnostic.Rule,
            Variant = diagnostic.Variant,
            Arguments = diagnostic.Arguments,
            Level = level,
            PreventsStart = diagnostic.PreventsStart,
            Message = judged.VersionRemark is { } remark ? $"{diagnostic.Message} {remark}" : diagnostic.Message,
            File = files[location.File],
            Region = Region.Of(location),
            Setting = diagnostic.Setting,
            Related = RelatedOf(diagnostic, files),
            Line = needs.HasFlag(SourceNeeds.Line) ? LineOf(location, secrets) : null,
            RegionText = needs.HasFlag(SourceNeeds.Context) && !Crosses(location.Span, secrets) ? location.File.Slice(location.Span) : null,
            Context = needs.HasFlag(SourceNeeds.Context) ? ContextOf(location, secrets) : null,
            LineHash = needs.HasFlag(SourceNeeds.LineHash) ? LineHashOf(location) : null,
        };
    }

    private static ImmutableArray<RelatedFinding> RelatedOf(Diagnostic diagnostic, IReadOnlyDictionary<SourceFile, FileReference> files)
    {
        if (diagnostic.Related.IsEmpty)
            return [];
        var related = ImmutableArray.CreateBuilder<RelatedFinding>(diagnostic.Related.Length);
        foreach (var one in diagnostic.Related)
            related.Add(new(files.GetValueOrDefault(one.Location.File) ?? new(one.Location.File.Path, null), Region.Of(one.Location), one.Message));
        return related.MoveToImmutable();
    }

    private string? LineHashOf(Location location)
    {
        var hashes = lineHashes.GetValue(location.File, LineHashes.Of);
        var line = location.Start.Line;
        return line <= hashes.Length ? hashes[line - 1] : null;
    }

    private static SourceExcerpt LineOf(Location location, IReadOnlyList<TextSpan> secrets)
    {
        var span = location.File.LineAt(location.Start.Line);
        var text = location.File.Slice(span);
        var masked = false;
        foreach (var secret in secrets)
        {
            if (!secret.Overlaps(span))
                continue;
            var from = Math.Max(secret.Start, span.Start) - span.Start;
            var to = Math.Min(secret.End, span.End) - span.Start;
            text = string.Concat(text.AsSpan(0, from), new string(Mask, to - from), text.AsSpan(to));
            masked = true;
        }

        return new(Region.Of(location with { Span = span }), text, masked);
    }

    /// <summary>The whole lines around a region, one more above and below where no secret stands; null when nothing more may be shown.</summary>
    private static SourceExcerpt? ContextOf(Location location, IReadOnlyList<TextSpan> secrets)
    {
        var file = location.File;
        var (first, last) = (location.Start.Line, location.End.Line);
        var best = TextSpan.FromBounds(file.LineAt(first).Start, file.LineAt(last).End);
        if (Crosses(best, secrets))
            return null;
        if (first > 1 && TextSpan.FromBounds(file.LineAt(first - 1).Start, best.End) is var above && !Crosses(above, secrets))
            best = above;
        if (last < file.LineCount && TextSpan.FromBounds(best.Start, file.LineAt(last + 1).End) is var below && !Crosses(below, secrets))
            best = below;
        return best.Length > location.Span.Length && best.Contains(location.Span)
            ? new(Region.Of(location with { Span = best }), file.Slice(best), IsMasked: false)
            : null;
    }

    private static bool Crosses(TextSpan span, IReadOnlyList<TextSpan> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Overlaps(span))
                return true;
        }

        return false;
    }

    /// <summary>Nobody knows where the secrets of an unreadable file are: what is no name before a colon may be one.</summary>
    private static List<TextSpan> PossibleSecrets(Location location)
    {
        var file = location.File;
        var spans = new List<TextSpan>();
        for (var line = Math.Max(1, location.Start.Line - 1); line <= Math.Min(file.LineCount, location.End.Line + 1); line++)
        {
            var span = file.LineAt(line);
            var colon = file.Slice(span).IndexOf(':', StringComparison.Ordinal);
            var secret = TextSpan.FromBounds(span.Start + colon + 1, span.End);
            if (!secret.IsEmpty)
                spans.Add(secret);
        }

        return spans;
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>A span with its lines and columns, detached from the text.</summary>
public readonly record struct Region(TextSpan Span, LinePosition Start, LinePosition End)
{
    public static Region Of(Location location) => new(location.Span, location.Start, location.End);
}

/// <summary>Where a file is: as shown, and on disk.</summary>
/// <param name="DisplayPath">Relative to the working directory where possible, with <c>/</c>.</param>
/// <param name="FullPath">Absolute, links resolved; null for standard input.</param>
public sealed record FileReference(string DisplayPath, string? FullPath);

/// <summary>A stretch of a file, to the letter.</summary>
public sealed record SourceExcerpt(Region Region, string Text);

/// <summary>A line for people: secrets are masked, and of a long line only the part around the finding is kept.</summary>
/// <param name="Marked">Where in <paramref name="Text"/> the finding stands.</param>
/// <param name="IsCutBefore">Whether the line begins further left.</param>
/// <param name="IsCutBehind">Whether the line goes on.</param>
public sealed record SourceLine(string Text, TextSpan Marked, bool IsCutBefore, bool IsCutBehind);

/// <summary>Puts a text in place of a stretch of a file as it was read.</summary>
public sealed record FindingEdit(FileReference File, Region Region, string NewText);

/// <summary>What <c>--fix</c> would do about a finding.</summary>
/// <param name="Title">A sentence that says what will be true, without secrets.</param>
/// <param name="Edits">Sorted by file and place; none conflicts with another.</param>
public sealed record FindingFix(string Title, FixSafety Safety, ImmutableArray<FindingEdit> Edits);

public sealed record RelatedFinding(FileReference File, Region Region, string Message);

/// <summary>A finding as reports need it: everything is computed, the text of the file is no longer held.</summary>
public sealed class Finding
{
    public required RuleDescriptor Rule { get; init; }

    public required Variant Variant { get; init; }

    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The level after version doubt and the user's wishes.</summary>
    public required Level Level { get; init; }

    /// <summary>The variant's message with its arguments, and the remark about the version if there is one. Ends with a full stop.</summary>
    public required string Message { get; init; }

    /// <summary>The sentence in <see cref="Message"/> that says for which version it would not hold, or null.</summary>
    public string? VersionRemark { get; init; }

    public required FileReference File { get; init; }

    public required Region Region { get; init; }

    /// <summary>Whether the stack, at the version the finding was made for, refuses to start because of it.</summary>
    public required bool PreventsStart { get; init; }

    /// <summary>The flattened key that the finding is about, or null.</summary>
    public string? Setting { get; init; }

    public ImmutableArray<RelatedFinding> Related { get; init; } = [];

    /// <summary>What would make it go away, when asked for; null when nothing can that is safe to write.</summary>
    public FindingFix? Fix { get; init; }

    /// <summary>What a human must do, in this order.</summary>
    public ImmutableArray<Instruction> Instructions { get; init; } = [];

    /// <summary>The part of <see cref="Region"/> that stands on its first line.</summary>
    public required Region FirstLine { get; init; }

    /// <summary>The line on which the finding starts, when asked for.</summary>
    public SourceLine? Line { get; init; }

    /// <summary>The text of <see cref="FirstLine"/>; null when it is or holds a secret, or is very long.</summary>
    public string? RegionText { get; init; }

    /// <summary>What stands around <see cref="FirstLine"/>, more than itself and without any secret; null when nothing may be shown.</summary>
    public SourceExcerpt? Context { get; init; }

    /// <summary>GitHub's <c>primaryLocationLineHash</c>, when asked for.</summary>
    public string? LineHash { get; init; }

    /// <summary>Which one it is of the findings in its file that are alike but for their place; from 0.</summary>
    public int Ordinal { get; init; }
}

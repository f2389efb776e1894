using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Fixing;

/// <summary>A file that fixes change.</summary>
/// <param name="Before">As it was read.</param>
/// <param name="After">As it should be.</param>
public sealed record FixedFile(FileReference File, SourceFile Before, SourceFile After)
{
    /// <summary>The bytes of a text; where all bytes were UTF-8, those that were read.</summary>
    public static byte[] BytesOf(SourceFile file) => Encoding.UTF8.GetBytes(TextOf(file));

    /// <summary>The text with its byte order mark, if it has one.</summary>
    public static string TextOf(SourceFile file) => file.HasByteOrderMark ? "\uFEFF" + file.Text : file.Text;
}

/// <summary>What the fixes of a run come to; nothing is written yet.</summary>
/// <param name="Files">Sorted by path as shown.</param>
/// <param name="Applied">By deployment, in the order in which they were applied.</param>
/// <param name="Notices">Fixes that were left out, and why.</param>
public sealed record FixRun(IReadOnlyList<FixedFile> Files, IReadOnlyList<AppliedFix> Applied, IReadOnlyList<Notice> Notices)
{
    /// <summary>Files that the user named and that cannot be read, and configurations that are wrong, with the reason; sorted by path.</summary>
    public IReadOnlyList<Notice> Errors { get; init; } = [];

    /// <summary>The fixes whose files were all written.</summary>
    public ImmutableArray<AppliedFix> AppliedIn(IEnumerable<FixedFile> written)
    {
        var paths = written.Select(static file => file.Before.Path).ToHashSet(StringComparer.Ordinal);
        return [.. Applied.Where(fix => fix.EditedPaths.All(paths.Contains))];
    }
}

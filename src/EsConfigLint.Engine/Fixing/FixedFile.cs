using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

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

    /// <summary>The files, those together that one fix edits: half of a fix may be worse than none.</summary>
    public IReadOnlyList<IReadOnlyList<FixedFile>> Parts
    {
        get
        {
            var parts = Files.Select(static file => new List<FixedFile> { file }).ToList();
            foreach (var fix in Applied.Where(static fix => fix.EditedPaths.Length > 1))
            {
                var touched = parts.FindAll(part => part.Exists(file => fix.EditedPaths.Contains(file.Before.Path)));
                foreach (var part in touched.Skip(1))
                {
                    touched[0].AddRange(part);
                    parts.Remove(part);
                }
            }

            return parts;
        }
    }

    /// <summary>The fixes that did not edit any of these files.</summary>
    public ImmutableArray<AppliedFix> AppliedWithout(IEnumerable<FixedFile> unwritten)
    {
        var paths = unwritten.Select(static file => file.Before.Path).ToHashSet(StringComparer.Ordinal);
        return [.. Applied.Where(fix => !fix.EditedPaths.Any(paths.Contains))];
    }
}

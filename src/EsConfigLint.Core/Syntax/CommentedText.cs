using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>A comment from its <c>#</c> to the end of its line.</summary>
/// <param name="OwnLine">Whether nothing but blanks stands before it on its line.</param>
public readonly record struct Comment(TextSpan Span, bool OwnLine);

/// <summary>A text as written, whose comments may speak of what stands around them.</summary>
public interface ICommentedText
{
    SourceFile File { get; }

    /// <summary>All comments in their order. Found when first asked for: most files are linted without.</summary>
    IReadOnlyList<Comment> Comments { get; }

    /// <summary>The first thing that begins at or behind an offset, with all that belongs to it; null when nothing follows.</summary>
    TextSpan? ThingBehind(int offset);
}

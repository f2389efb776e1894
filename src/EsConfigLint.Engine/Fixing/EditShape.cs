using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Fixing;

/// <summary>Whether an edit has a shape that every reader of a report applies alike.</summary>
/// <remarks>
/// An editor's viewer of SARIF moves the start of a region over the indentation of its line, and what lies behind the
/// last line end before it. So lines are inserted at the end of the line above, and deleted from there.
/// </remarks>
public static class EditShape
{
    /// <summary>A clause that says what is wrong with an edit, or null.</summary>
    public static string? ProblemOf(TextEdit edit)
    {
        var (text, span) = (edit.File.Text, edit.Span);
        if (IsInsideCharacter(text, span.Start) || IsInsideCharacter(text, span.End))
            return "it begins or ends inside a character or a line end";
        var line = edit.File.LineAt(edit.File.PositionOf(span.Start).Line);
        var indentation = text.AsSpan(line.Start, line.Length).IndexOfAnyExcept(' ', '\t');
        if (span.Start < line.Start + (indentation < 0 ? line.Length : indentation))
            return "it begins in the indentation of a line";
        if (span.IsEmpty && span.Start == text.Length && text is [.., '\n' or '\r'])
            return "it inserts behind the last line end";
        return HasOtherLineEnd(text, edit.NewText) ? "it brings another line end than the file's" : null;
    }

    private static bool IsInsideCharacter(string text, int offset) =>
        offset > 0 && offset < text.Length
        && ((char.IsHighSurrogate(text[offset - 1]) && char.IsLowSurrogate(text[offset])) || (text[offset - 1] == '\r' && text[offset] == '\n'));

    private static bool HasOtherLineEnd(string text, string inserted)
    {
        if (!inserted.AsSpan().ContainsAny('\r', '\n'))
            return false;
        var own = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : text.Contains('\n') || !text.Contains('\r') ? "\n" : "\r";
        return inserted.Replace(own, "", StringComparison.Ordinal).AsSpan().ContainsAny('\r', '\n');
    }
}

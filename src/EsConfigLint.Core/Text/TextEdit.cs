namespace EsConfigLint.Core.Text;

/// <summary>Puts a text in place of a stretch of a file; an empty stretch is a point of insertion.</summary>
/// <param name="File">The file as it was read: all edits of a fix refer to it.</param>
/// <param name="Span">What goes.</param>
/// <param name="NewText">What comes.</param>
public sealed record TextEdit(SourceFile File, TextSpan Span, string NewText)
{
    /// <summary>Whether both want the same units, or insert at one point.</summary>
    public bool ConflictsWith(TextEdit other) =>
        ReferenceEquals(File, other.File) && (Span.Overlaps(other.Span) || Span.Start == other.Span.Start);

    /// <summary>Puts a text in place of another; quotes around the old one stay.</summary>
    public static TextEdit Inside(Location location, string text)
    {
        var written = location.File.Text.AsSpan(location.Span.Start, location.Span.Length);
        var isQuoted = written.Length > 1 && written[0] is '"' or '\'' && written[^1] == written[0];
        return new(location.File, isQuoted ? TextSpan.FromBounds(location.Span.Start + 1, location.Span.End - 1) : location.Span, text);
    }

    /// <summary>The text of a file with edits that do not conflict; those of other files are left out.</summary>
    public static string Apply(SourceFile file, IEnumerable<TextEdit> edits)
    {
        var text = new System.Text.StringBuilder(file.Text.Length + 256);
        var at = 0;
        foreach (var edit in edits.Where(edit => ReferenceEquals(edit.File, file)).OrderBy(static edit => edit.Span))
        {
            if (edit.Span.Start < at)
                throw new ArgumentException($"Two edits of {file.DisplayPath} overlap at {edit.Span.Start}.", nameof(edits));
            text.Append(file.Text, at, edit.Span.Start - at).Append(edit.NewText);
            at = edit.Span.End;
        }

        return text.Append(file.Text, at, file.Text.Length - at).ToString();
    }
}

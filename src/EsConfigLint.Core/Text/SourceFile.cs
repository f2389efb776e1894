using System.Text;

namespace EsConfigLint.Core.Text;

/// <summary>A text with its path and its table of lines. Every position of the program is a span in one of these.</summary>
/// <remarks>Lines end at CRLF, LF and lone CR, as SARIF viewers and GitHub's fingerprints count them.</remarks>
public sealed class SourceFile
{
    private int[]? lineStarts;

    private SourceFile(string path, string? displayPath, string text, bool hasByteOrderMark, int? firstInvalidUtf8)
    {
        Path = path;
        DisplayPath = displayPath ?? path;
        Text = text;
        HasByteOrderMark = hasByteOrderMark;
        FirstInvalidUtf8 = firstInvalidUtf8;
    }

    /// <summary>The path by which files refer to each other, with <c>/</c>: the same wherever a run starts.</summary>
    public string Path { get; }

    /// <summary>The path as reports show it, with <c>/</c>.</summary>
    public string DisplayPath { get; }

    /// <summary>The decoded text without its byte order mark; bytes that are no UTF-8 are U+FFFD.</summary>
    public string Text { get; }

    public bool HasByteOrderMark { get; }

    /// <summary>Offset of the first U+FFFD that stands for bytes that are no UTF-8, or null.</summary>
    public int? FirstInvalidUtf8 { get; }

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => lineStarts ??= FindLineStarts(Text);

    /// <param name="displayPath">Null: shown as it is referred to.</param>
    public static SourceFile FromText(string path, string text, string? displayPath = null) =>
        text.StartsWith('\uFEFF') ? new(path, displayPath, text[1..], true, null) : new(path, displayPath, text, false, null);

    /// <param name="displayPath">Null: shown as it is referred to.</param>
    public static SourceFile FromBytes(string path, ReadOnlySpan<byte> bytes, string? displayPath = null)
    {
        var mark = bytes.StartsWith("\uFEFF"u8);
        if (mark)
            bytes = bytes[3..];
        var text = Encoding.UTF8.GetString(bytes);
        int? invalid = null;
        if (text.Contains('\uFFFD') && !System.Text.Unicode.Utf8.IsValid(bytes))
            invalid = FirstInvalid(bytes);
        return new(path, displayPath, text, mark, invalid);
    }

    /// <summary>The same file with another text, which has its byte order mark if it has one.</summary>
    public SourceFile WithText(string text) => FromText(Path, text, DisplayPath);

    public LinePosition PositionOf(int offset)
    {
        var line = LineOf(offset);
        return new(line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>The offset of a place given in lines and columns from 1; a column behind the line's end is its end.</summary>
    public int OffsetOf(LinePosition position)
    {
        var line = Math.Clamp(position.Line - 1, 0, LineStarts.Length - 1);
        return Math.Min(LineStarts[line] + Math.Max(0, position.Column - 1), LineAt(line + 1).End);
    }

    /// <summary>The span of a line (from 1) without its line end.</summary>
    public TextSpan LineAt(int line)
    {
        var start = LineStarts[line - 1];
        var end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        if (end > start && Text[end - 1] == '\n')
            end--;
        if (end > start && Text[end - 1] == '\r')
            end--;
        return TextSpan.FromBounds(start, end);
    }

    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    public override string ToString() => DisplayPath;

    private int LineOf(int offset)
    {
        var index = Array.BinarySearch(LineStarts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int>(Math.Max(16, text.Length / 32)) { 0 };
        for (var at = 0; ;)
        {
            var found = text.AsSpan(at).IndexOfAny('\r', '\n');
            if (found < 0)
                return [.. starts];
            at += found + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
                at++;
            starts.Add(at);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            offset += rune.Utf16SequenceLength;
            bytes = bytes[consumed..];
        }

        return offset;
    }
}

using System.Diagnostics;
using System.Text;

namespace EsConfigLint.Core.Settings.Catalogue;

/// <summary>
/// A table of text lines, sorted by the bytes of their first column, that is searched where it lies in the program
/// file: nothing is copied, and only a hit is decoded. A line that begins with <c>#</c> sorts before every key.
/// </summary>
internal sealed unsafe class CatalogueTable
{
    /// <summary>Longer than any key of the tables; a segment that does not fit cannot be literal in them.</summary>
    private const int LongestKey = 256;

    private readonly byte* start;
    private readonly int length;

    public CatalogueTable(string resource)
    {
        // An embedded resource is mapped with the program, so its bytes stay put for as long as the process lives.
        var stream = typeof(CatalogueTable).Assembly.GetManifestResourceStream(resource) as UnmanagedMemoryStream
            ?? throw new UnreachableException($"The resource {resource} is missing.");
        start = stream.PositionPointer;
        length = (int)stream.Length;
    }

    public ReadOnlySpan<byte> Bytes => new(start, length);

    /// <summary>Offset of the first line with a key, behind the header.</summary>
    public int FirstLine => LowerBound("*"u8, 0);

    /// <summary>The line at an offset, without its end.</summary>
    public ReadOnlySpan<byte> Line(int offset)
    {
        var rest = Bytes[offset..];
        return rest[..rest.IndexOf((byte)'\n')];
    }

    /// <summary>
    /// Finds the line of a key: per segment the literal one, else <c>*</c>, and at the end <c>**</c>, which takes
    /// several.
    /// </summary>
    public bool TryFind(ReadOnlySpan<char> key, out int line)
    {
        Span<byte> pattern = stackalloc byte[LongestKey];
        return Find(pattern, 0, key, 0, isPrefix: false, out line);
    }

    /// <summary>Whether a key, or the first segments of one, are as given.</summary>
    public bool HasKeyOrPrefix(ReadOnlySpan<char> segments)
    {
        Span<byte> pattern = stackalloc byte[LongestKey];
        return Find(pattern, 0, segments, 0, isPrefix: false, out _)
            || Find(pattern, 0, segments, 0, isPrefix: true, out _);
    }

    private bool Find(Span<byte> pattern, int used, ReadOnlySpan<char> rest, int from, bool isPrefix, out int line)
    {
        line = -1;
        var dot = rest.IndexOf('.');
        var segment = dot < 0 ? rest : rest[..dot];
        if (segment.IsEmpty)
            return false;
        // Keys are ASCII and have no blank or asterisk of their own, so such a segment matches a free one only.
        if (used + segment.Length + 2 <= pattern.Length
            && Ascii.IsValid(segment) && !segment.ContainsAny('*', '\t', '\n'))
        {
            Encoding.ASCII.GetBytes(segment, pattern[used..]);
            if (Continue(pattern, used + segment.Length, rest, dot, from, isPrefix, out line))
                return true;
        }

        if (used + 3 > pattern.Length)
            return false;
        pattern[used] = (byte)'*';
        if (Continue(pattern, used + 1, rest, dot, from, isPrefix, out line))
            return true;
        if (isPrefix)
            return false;
        pattern[used + 1] = (byte)'*';
        pattern[used + 2] = (byte)'\t';
        return Probe(pattern[..(used + 3)], from, out line);
    }

    private bool Continue(
        Span<byte> pattern, int used, ReadOnlySpan<char> rest, int dot, int from, bool isPrefix, out int line)
    {
        pattern[used] = dot < 0 && !isPrefix ? (byte)'\t' : (byte)'.';
        return Probe(pattern[..(used + 1)], from, out line)
            && (dot < 0 || Find(pattern, used + 1, rest[(dot + 1)..], line, isPrefix, out line));
    }

    private bool Probe(ReadOnlySpan<byte> pattern, int from, out int line)
    {
        line = LowerBound(pattern, from);
        return Bytes[line..].StartsWith(pattern);
    }

    /// <summary>
    /// The offset of the first line from <paramref name="from"/> on that is not less than the pattern; the length when
    /// there is none.
    /// </summary>
    private int LowerBound(ReadOnlySpan<byte> pattern, int from)
    {
        var bytes = Bytes;
        var low = from;
        var high = bytes.Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var lineStart = low + bytes[low..middle].LastIndexOf((byte)'\n') + 1;
            // A pattern holds no line end, so comparing past the end of a shorter line is decided at its end.
            var line = bytes.Slice(lineStart, Math.Min(pattern.Length, bytes.Length - lineStart));
            if (line.SequenceCompareTo(pattern) < 0)
                low = middle + bytes[middle..].IndexOf((byte)'\n') + 1;
            else
                high = lineStart;
        }

        return low;
    }
}

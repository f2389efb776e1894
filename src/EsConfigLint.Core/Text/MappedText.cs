using System.Text;

namespace EsConfigLint.Core.Text;

/// <summary>
/// A text that was made out of a stretch of a file (unquoted, joined over line ends, interpolated) and still knows
/// where each part of it is written.
/// </summary>
/// <remarks><see cref="Unknown"/> stands for a part that nobody can see: an unresolved variable, a template
/// island.</remarks>
internal sealed class MappedText
{
    /// <summary>Stands for any text. No YAML text and no shell word can contain it.</summary>
    public const char Unknown = '\0';

    private readonly Segment[] segments;
    private readonly int home;

    private MappedText(string text, Segment[] segments, int home)
    {
        Text = text;
        this.segments = segments;
        this.home = home;
    }

    public string Text { get; }

    public int Length => Text.Length;

    /// <summary>The text, or null when a part of it is unknown.</summary>
    public string? Known => Text.Contains(Unknown) ? null : Text;

    /// <summary>A text that stands in the file just so.</summary>
    public static MappedText Literal(string text, int sourceStart) =>
        new(text, text.Length == 0 ? [] : [new(0, text.Length, new(sourceStart, text.Length), true)], sourceStart);

    /// <summary>A text all of which stems from one stretch, without a place for each part.</summary>
    public static MappedText Opaque(string text, TextSpan source) =>
        new(text, text.Length == 0 ? [] : [new(0, text.Length, source, false)], source.Start);

    public string? KnownAt(int start, int length) =>
        Text.AsSpan(start, length).Contains(Unknown) ? null : Text.Substring(start, length);

    /// <summary>Where a part of the text is written. An empty part has the place at which it would stand.</summary>
    public TextSpan SourceOf(int start, int length)
    {
        if (segments.Length == 0)
            return new(home, 0);
        if (length == 0)
        {
            if (start == 0)
                return new(segments[0].Source.Start, 0);
            var before = segments[IndexOf(start - 1)];
            return new(before.IsLiteral ? before.Source.Start + (start - before.Start) : before.Source.End, 0);
        }

        var first = segments[IndexOf(start)];
        var last = segments[IndexOf(start + length - 1)];
        return TextSpan.FromBounds(
            first.IsLiteral ? first.Source.Start + (start - first.Start) : first.Source.Start,
            last.IsLiteral ? last.Source.Start + (start + length - last.Start) : last.Source.End);
    }

    public override string ToString() => Text;

    private int IndexOf(int offset)
    {
        int low = 0, high = segments.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (segments[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private readonly record struct Segment(int Start, int Length, TextSpan Source, bool IsLiteral);

    /// <param name="home">Where an empty result stands.</param>
    internal sealed class Builder(int home)
    {
        private readonly StringBuilder text = new();
        private readonly List<Segment> segments = [];

        public int Length => text.Length;

        public char this[int index] => text[index];

        /// <summary>Adds text that stands in the file just so.</summary>
        public void Append(ReadOnlySpan<char> literal, int sourceStart) => Add(literal, new(sourceStart, literal.Length), true);

        /// <summary>Adds text that a stretch of the file stands for.</summary>
        public void AppendOpaque(ReadOnlySpan<char> value, TextSpan source) => Add(value, source, false);

        /// <summary>Adds a part of another text with its places.</summary>
        public void Append(MappedText other, int start, int length)
        {
            while (length > 0)
            {
                var segment = other.segments[other.IndexOf(start)];
                var taken = Math.Min(length, segment.Start + segment.Length - start);
                var part = other.Text.AsSpan(start, taken);
                if (segment.IsLiteral)
                    Append(part, segment.Source.Start + (start - segment.Start));
                else
                    AppendOpaque(part, segment.Source);
                start += taken;
                length -= taken;
            }
        }

        public void Clear()
        {
            text.Clear();
            segments.Clear();
        }

        public MappedText ToMappedText() => new(text.ToString(), [.. segments], segments.Count > 0 ? segments[0].Source.Start : home);

        private void Add(ReadOnlySpan<char> value, TextSpan source, bool isLiteral)
        {
            if (value.IsEmpty)
                return;
            if (segments.Count > 0)
            {
                var last = segments[^1];
                var continues = isLiteral ? last.Source.End == source.Start : last.Source == source;
                if (last.IsLiteral == isLiteral && continues)
                {
                    segments[^1] = last with
                    {
                        Length = last.Length + value.Length,
                        Source = isLiteral ? new(last.Source.Start, last.Source.Length + value.Length) : source,
                    };
                    text.Append(value);
                    return;
                }
            }

            segments.Add(new(text.Length, value.Length, source, isLiteral));
            text.Append(value);
        }
    }
}

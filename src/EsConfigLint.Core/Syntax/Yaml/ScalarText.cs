using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Finds the place of each part of a scalar's value: behind quotes, escapes and folded lines.</summary>
internal static class ScalarText
{
    /// <summary>The value with its places. What a template island covers is unknown.</summary>
    public static MappedText Of(YamlTree tree, YamlScalar scalar)
    {
        var text = tree.File.Text;
        var isQuoted = scalar.Style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted;
        var start = scalar.Span.Start + (isQuoted ? 1 : 0);
        var length = scalar.Span.Length - (isQuoted ? 2 : 0);
        if (scalar.IsTemplated)
            return Templated(tree, scalar, start, length);
        if (scalar.Value.Length == 0)
            return MappedText.Literal("", start);
        if (length == scalar.Value.Length && text.AsSpan(start, length).SequenceEqual(scalar.Value))
            return MappedText.Literal(scalar.Value, start);
        return new Alignment(text, scalar, start, start + Math.Max(0, length)).Run()
            ?? MappedText.Opaque(scalar.Value, scalar.Span);
    }

    private static MappedText Templated(YamlTree tree, YamlScalar scalar, int start, int length)
    {
        if (length != scalar.Value.Length)
            return MappedText.Opaque("\0", scalar.Span);
        var result = new MappedText.Builder(start);
        var at = start;
        for (var index = tree.FirstIslandBehind(start); index < tree.Islands.Count; index++)
        {
            var island = tree.Islands[index];
            if (island.Span.Start >= start + length)
                break;
            if (island.Span.Start > at)
                result.Append(scalar.Value.AsSpan(at - start, island.Span.Start - at), at);
            var end = Math.Min(island.Span.End, start + length);
            result.AppendOpaque("\0", TextSpan.FromBounds(Math.Max(at, island.Span.Start), end));
            at = end;
        }

        result.Append(scalar.Value.AsSpan(at - start), at);
        return result.ToMappedText();
    }

    /// <summary>Walks the value and the text side by side. Whatever does not fit gives no result rather than a wrong
    /// place.</summary>
    private sealed class Alignment(string text, YamlScalar scalar, int start, int end)
    {
        private readonly string value = scalar.Value;
        private readonly MappedText.Builder result = new(scalar.Span.Start);
        private int at = start;
        private int done;

        public MappedText? Run()
        {
            var fits = scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded ? AlignBlock() : AlignFlow();
            return fits && done == value.Length ? result.ToMappedText() : null;
        }

        private bool AlignBlock()
        {
            var header = text.AsSpan(at, end - at).IndexOfAny('\r', '\n');
            if (header < 0)
                return false;
            at = AfterLineEnd(at + header);
            var indent = -1;
            while (at < end && done < value.Length)
            {
                var lineEnd = text.AsSpan(at, end - at).IndexOfAny('\r', '\n');
                lineEnd = lineEnd < 0 ? end : at + lineEnd;
                if (indent < 0 && !text.AsSpan(at, lineEnd - at).IsWhiteSpace())
                    indent = IndentOf(at, lineEnd);
                var contentStart = Math.Min(lineEnd, at + Math.Max(0, indent));
                var content = text.AsSpan(contentStart, lineEnd - contentStart);
                if (!value.AsSpan(done).StartsWith(content))
                    return false;
                result.Append(content, contentStart);
                done += content.Length;
                at = AfterLineEnd(lineEnd);
                if (done < value.Length && value[done] is '\n' or ' ')
                    Take(1, TextSpan.FromBounds(lineEnd, Math.Min(at, end)));
            }

            // Keep-chomping and line ends behind the span.
            while (done < value.Length && value[done] == '\n')
                Take(1, new(end, 0));
            return true;
        }

        /// <summary>An explicit indentation indicator is rare: the first line then has more blanks than are dropped,
        /// and the value says so.</summary>
        private int IndentOf(int lineStart, int lineEnd)
        {
            var blanks = 0;
            while (lineStart + blanks < lineEnd && text[lineStart + blanks] == ' ')
                blanks++;
            var leading = value.AsSpan(done).Length - value.AsSpan(done).TrimStart(' ').Length;
            return Math.Max(0, blanks - leading);
        }

        private bool AlignFlow()
        {
            while (at < end && done < value.Length)
            {
                var c = text[at];
                if (scalar.Style == YamlScalarStyle.DoubleQuoted && c == '\\')
                {
                    if (!TakeEscape())
                        return false;
                }
                else if (scalar.Style == YamlScalarStyle.SingleQuoted && c == '\'')
                {
                    if (value[done] != '\'')
                        return false;
                    Take(1, new(at, 2));
                    at += 2;
                }
                else if (c is ' ' or '\t' or '\r' or '\n' && FoldedRunEnd() is { } runEnd)
                {
                    var span = TextSpan.FromBounds(at, runEnd);
                    if (value[done] is not (' ' or '\n'))
                        return false;
                    Take(1, span);
                    while (done < value.Length && value[done] == '\n')
                        Take(1, span);
                    at = runEnd;
                }
                else
                {
                    if (value[done] != c)
                        return false;
                    result.Append(text.AsSpan(at, 1), at);
                    at++;
                    done++;
                }
            }

            return true;
        }

        private bool TakeEscape()
        {
            if (at + 1 >= end)
                return false;
            var kind = text[at + 1];
            if (kind is '\r' or '\n')
            {
                at = AfterLineEnd(at + 1);
                while (at < end && text[at] is ' ' or '\t')
                    at++;
                return true;
            }

            var length = kind switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
            if (at + length > end)
                return false;
            var units = kind == 'U' && char.IsHighSurrogate(value[done]) ? 2 : 1;
            if (done + units > value.Length)
                return false;
            Take(units, new(at, length));
            at += length;
            return true;
        }

        /// <summary>The end of a run of blanks that holds a line end, or null: then the blanks are text.</summary>
        private int? FoldedRunEnd()
        {
            var stop = at;
            var breaks = false;
            while (stop < end && text[stop] is ' ' or '\t' or '\r' or '\n')
                breaks |= text[stop++] is '\r' or '\n';
            return breaks ? stop : null;
        }

        private void Take(int units, TextSpan source)
        {
            result.AppendOpaque(value.AsSpan(done, units), source);
            done += units;
        }

        private int AfterLineEnd(int from)
        {
            if (from >= text.Length)
                return text.Length;
            return text[from] == '\r' && from + 1 < text.Length && text[from + 1] == '\n' ? from + 2 : from + 1;
        }
    }
}

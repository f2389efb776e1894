using EsConfigLint.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Builds a tree from parser events, without recursion, up to <see cref="YamlParser.MaxDepth"/> levels.</summary>
/// <param name="text">What is parsed: the file's text, or one with blanks put in.</param>
/// <param name="insertions">Offsets in the file's text before which a blank was put in; sorted.</param>
internal sealed class YamlTreeBuilder(SourceFile file, string text, int[] insertions, TemplateScan template)
{
    private readonly string original = template.Text;
    private readonly bool restore = !ReferenceEquals(text, template.Text) && insertions.Length == 0;
    private readonly List<YamlDocument> documents = [];
    private readonly Stack<Frame> frames = new();
    private YamlNode? root;
    private int documentStart;
    private bool hasStartMarker;
    private int lastOffset;
    private int depth;
    private int deepest;
    private TextSpan? oddAnchor;

    /// <summary>Builds the tree; false when the library failed in a way that another spelling of the text may avoid.</summary>
    public bool TryBuild(out YamlTree tree)
    {
        SyntaxError? error = null;
        var succeeded = true;
        try
        {
            Read(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        }
        catch (YamlException exception)
        {
            error = YamlErrors.Explain(original, exception, Offset(exception.Start), Offset(exception.End));
        }
        catch (TooDeepException exception)
        {
            error = new($"it is nested deeper than {YamlParser.MaxDepth} levels", new(exception.Offset, 0));
        }
#pragma warning disable CA1031 // The library throws more than it says on some malformed texts; none of it may end the run.
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
#pragma warning restore CA1031
        {
            error = new("the structure breaks here", new(Math.Min(lastOffset, original.Length), 0));
            succeeded = false;
        }

        tree = new()
        {
            File = file,
            Documents = documents,
            Islands = template.Islands,
            ConditionalRegions = template.ConditionalRegions,
            Error = error,
            Depth = depth,
            DeepestPlace = new(Math.Min(deepest, original.Length), 0),
            OddAnchor = oddAnchor,
        };
        return succeeded;
    }

    private void Read(Parser parser)
    {
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            lastOffset = Offset(current.Start);
            switch (current)
            {
                case DocumentStart start:
                    documentStart = Offset(start.Start);
                    hasStartMarker = !start.IsImplicit;
                    root = null;
                    break;
                case DocumentEnd end:
                    documents.Add(new(root, TextSpan.FromBounds(documentStart, Math.Max(documentStart, Offset(end.End))), hasStartMarker));
                    break;
                case Scalar scalar:
                    Add(ScalarOf(scalar));
                    break;
                case AnchorAlias alias:
                    Add(new YamlAlias { Name = alias.Value.Value, Span = TextSpan.FromBounds(Offset(alias.Start), Offset(alias.End)) });
                    break;
                case MappingStart mapping:
                    Push(new Frame(mapping, Offset(mapping.Start), mapping.Style == MappingStyle.Flow, isMapping: true));
                    break;
                case SequenceStart sequence:
                    Push(new Frame(sequence, Offset(sequence.Start), sequence.Style == SequenceStyle.Flow, isMapping: false));
                    break;
                case MappingEnd or SequenceEnd:
                    Pop(Offset(current.Start));
                    break;
            }
        }
    }

    /// <summary>The offset in the file's text.</summary>
    private int Offset(Mark mark)
    {
        var index = (int)mark.Index;
        var before = 0;
        while (before < insertions.Length && insertions[before] + before < index)
            before++;
        return Math.Clamp(index - before, 0, original.Length);
    }

    private string? NameOf(AnchorName anchor, int start)
    {
        if (anchor.IsEmpty)
            return null;
        foreach (var c in anchor.Value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                oddAnchor ??= new(start, Math.Min(1, original.Length - start));
        }

        return anchor.Value;
    }

    private void Push(Frame frame)
    {
        if (frames.Count >= YamlParser.MaxDepth)
            throw new TooDeepException(frame.Start);
        frames.Push(frame);
        if (frames.Count > depth)
            (depth, deepest) = (frames.Count, frame.Start);
    }

    private void Pop(int endMark)
    {
        var frame = frames.Pop();
        var start = ContentStart(frame.Start, frame.Node.Anchor.IsEmpty && frame.Node.Tag.IsEmpty);
        var end = frame.IsFlow ? Math.Min(original.Length, endMark + 1) : frame.LastEnd(start);
        var anchor = NameOf(frame.Node.Anchor, frame.Start);
        var tag = frame.Node.Tag.IsEmpty ? null : frame.Node.Tag.Value;
        var span = TextSpan.FromBounds(start, Math.Max(start, end));
        if (frame.IsMapping)
            Add(new YamlMapping { Entries = frame.Entries, IsFlow = frame.IsFlow, Span = span, Anchor = anchor, Tag = tag });
        else
            Add(new YamlSequence { Items = frame.Items, IsFlow = frame.IsFlow, Span = span, Anchor = anchor, Tag = tag });
    }

    private void Add(YamlNode node)
    {
        if (frames.Count == 0)
            root = node;
        else
            frames.Peek().Add(node);
    }

    private YamlScalar ScalarOf(Scalar scalar)
    {
        var from = Offset(scalar.Start);
        var to = Math.Min(original.Length, Offset(scalar.End));
        var decorated = !scalar.Anchor.IsEmpty || !scalar.Tag.IsEmpty;
        var start = ContentStart(from, !decorated);
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
            ScalarStyle.Literal => YamlScalarStyle.Literal,
            ScalarStyle.Folded => YamlScalarStyle.Folded,
            _ => YamlScalarStyle.Plain,
        };
        var isMissing = style == YamlScalarStyle.Plain && scalar.Value.Length == 0;
        TextSpan span;
        if (isMissing)
            span = new(BehindKey(decorated ? Math.Min(start, original.Length) : from), 0);
        else if (style is YamlScalarStyle.Literal or YamlScalarStyle.Folded)
            span = TextSpan.FromBounds(start, TrimmedEnd(start, to));
        else
            span = TextSpan.FromBounds(Math.Min(start, to), to);
        return new()
        {
            Value = restore ? YamlCharacters.Restore(scalar.Value) : scalar.Value,
            Style = style,
            Span = span,
            Anchor = NameOf(scalar.Anchor, from),
            Tag = scalar.Tag.IsEmpty ? null : scalar.Tag.Value,
            IsMissing = isMissing,
            IsTemplated = template.Touches(span),
        };
    }

    /// <summary>The place behind the colon of the key whose value is missing; the mark itself may stand lines further down.</summary>
    private int BehindKey(int mark)
    {
        if (frames.Count == 0 || frames.Peek().PendingKey is not { } key)
            return Math.Min(mark, original.Length);
        var colon = original.IndexOf(':', key.Span.End, Math.Max(0, Math.Min(original.Length, Math.Max(mark, key.Span.End)) - key.Span.End));
        return colon < 0 ? Math.Min(Math.Max(mark, key.Span.End), original.Length) : colon + 1;
    }

    /// <summary>Skips an anchor and a tag, in either order, with the blanks behind them.</summary>
    private int ContentStart(int start, bool bare)
    {
        if (bare)
            return start;
        var at = start;
        while (at < original.Length && original[at] is '&' or '!')
        {
            while (at < original.Length && !char.IsWhiteSpace(original[at]))
                at++;
            while (at < original.Length && char.IsWhiteSpace(original[at]))
                at++;
        }

        return at;
    }

    private int TrimmedEnd(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(original[end - 1]))
            end--;
        return end;
    }

    private sealed class TooDeepException(int offset) : Exception
    {
        public int Offset { get; } = offset;
    }

    /// <summary>A collection that is still open.</summary>
    private sealed class Frame(NodeEvent node, int start, bool isFlow, bool isMapping)
    {
        public NodeEvent Node { get; } = node;

        public int Start { get; } = start;

        public bool IsFlow { get; } = isFlow;

        public bool IsMapping { get; } = isMapping;

        public List<YamlEntry> Entries { get; } = isMapping ? [] : null!;

        public List<YamlNode> Items { get; } = isMapping ? null! : [];

        public YamlNode? PendingKey { get; private set; }

        public void Add(YamlNode node)
        {
            if (!IsMapping)
            {
                Items.Add(node);
            }
            else if (PendingKey is null)
            {
                PendingKey = node;
            }
            else
            {
                Entries.Add(new(PendingKey, node));
                PendingKey = null;
            }
        }

        public int LastEnd(int whenEmpty) =>
            IsMapping ? (Entries.Count == 0 ? whenEmpty : Math.Max(Entries[^1].Key.Span.End, Entries[^1].Value.Span.End))
            : Items.Count == 0 ? whenEmpty
            : Items[^1].Span.End;
    }
}

using System.Buffers;
using EsConfigLint.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>
/// Makes a tree of YamlDotNet's events, without recursion, up to <see cref="YamlParser.MaxDepth"/> levels, and looks into
/// the gaps between them for template islands.
/// </summary>
internal sealed class YamlTreeBuilder(SourceFile file, YamlDialect dialect, TemplateScan? template)
{
    private const string StandardTags = "tag:yaml.org,2002:";

    /// <summary>What SnakeYAML takes in the name of an anchor.</summary>
    private static readonly SearchValues<char> AnchorCharacters =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private readonly string text = file.Text;
    private readonly List<YamlDocument> documents = [];
    private readonly List<TemplateIsland> islands = template is null ? [] : [.. template.Islands];
    private readonly Stack<Collection> open = new();

    private string prepared = "";
    private CommentFold? fold;
    private bool restores;
    private int nextIsland;

    /// <summary>Behind the last unit that belongs to a node or a bracket.</summary>
    private int understood;

    /// <summary>Where the next gap begins: like <see cref="understood"/>, or where a block that has ended was looked through.</summary>
    private int gapStart;

    private int documentStart;
    private bool documentHasMarker;
    private YamlNode? root;
    private SyntaxError? error;
    private int depth;
    private int deepest;
    private TextSpan? oddAnchor;

    public YamlTree Tree => new()
    {
        File = file,
        Documents = documents,
        Islands = islands,
        ConditionalRegions = template?.ConditionalRegions ?? [],
        Error = error,
        Depth = depth,
        DeepestPlace = new(deepest, 0),
        OddAnchor = oddAnchor,
    };

    /// <summary>Whether comments were left out that are text of a scalar: the tree is not what is written.</summary>
    public bool LacksText { get; private set; }

    /// <summary>Reads the prepared text. A defect is returned for what the products take and YamlDotNet does not.</summary>
    /// <param name="preparedText">As long as the file's.</param>
    /// <param name="folded">The same with less of its comments, for YamlDotNet; null for the text itself.</param>
    public YamlDefect? TryBuild(string preparedText, CommentFold? folded = null)
    {
        prepared = preparedText;
        fold = folded;
        restores = !ReferenceEquals(preparedText, file.Text);
        var scanner = new Scanner(new StringReader(folded?.Text ?? preparedText), skipComments: true);
        var parser = new Parser(scanner);
        try
        {
            while (parser.MoveNext() && error is null)
                Take(parser.Current!);
            if (error is null)
                ReadGap(text.Length);
        }
        catch (InvalidOperationException) when (OutermostBracket() is { } bracket)
        {
            return new(YamlDefectKind.FlowLineAtMargin, bracket, Index(scanner.CurrentPosition));
        }
        catch (SyntaxErrorException exception) when (exception.Message.Contains("found wrong indentation", StringComparison.Ordinal))
        {
            return new(YamlDefectKind.QuotedLineAtMargin, Index(exception.Start), Index(exception.End));
        }
        catch (SemanticErrorException exception) when (IslandInBlockScalar(exception) is { } island)
        {
            return new(YamlDefectKind.IslandInBlockScalar, island.Start, island.End);
        }
        catch (YamlException exception) when (CommentWithoutBlank(exception) is { } comment)
        {
            return new(YamlDefectKind.CommentWithoutBlank, comment.Start, comment.End);
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException
            or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The library throws more than it says on some malformed texts; none of it may end the run.
            var place = exception is YamlException known ? Index(known.Start) : Index(scanner.CurrentPosition);
            error = YamlErrorText.For(exception.Message, new(text, understood, place, InnermostBracket()));
        }

        return null;
    }

    /// <summary>The tree up to an error that was found elsewhere.</summary>
    public YamlTree Fail(SyntaxError reason)
    {
        error = reason;
        return Tree;
    }

    private void Take(ParsingEvent current)
    {
        switch (current)
        {
            case YamlDotNet.Core.Events.Scalar scalar:
                TakeScalar(scalar);
                break;
            case YamlDotNet.Core.Events.AnchorAlias alias:
                TakeAlias(alias);
                break;
            case MappingStart mapping:
                Open(mapping, isMapping: true, mapping.Style == MappingStyle.Flow);
                break;
            case SequenceStart sequence:
                Open(sequence, isMapping: false, sequence.Style == SequenceStyle.Flow);
                break;
            case MappingEnd or SequenceEnd:
                Close(Index(current.Start));
                break;
            case YamlDotNet.Core.Events.DocumentStart document:
                BeginDocument(document);
                break;
            case YamlDotNet.Core.Events.DocumentEnd document:
                EndDocument(document);
                break;
        }
    }

    private void BeginDocument(YamlDotNet.Core.Events.DocumentStart document)
    {
        root = null;
        documentHasMarker = !document.IsImplicit;
        documentStart = Index(document.Start);
        if (!documentHasMarker)
            return;
        // The event's start is the first directive's, its end stands behind the three dashes.
        var end = Index(document.End);
        ReadGap(Math.Max(gapStart, end - 3));
        Advance(end);
    }

    private void EndDocument(YamlDotNet.Core.Events.DocumentEnd document)
    {
        var end = gapStart;
        if (!document.IsImplicit)
        {
            var marker = Index(document.Start);
            ReadGap(marker);
            end = Math.Min(text.Length, marker + 3);
            Advance(end);
        }

        if (root is YamlScalar { IsMissing: true, Anchor: null, Tag: null })
            root = null;
        var start = documentHasMarker || root is null ? documentStart : root.Span.Start;
        documents.Add(new(root, TextSpan.FromBounds(start, Math.Max(end, root?.Span.End ?? 0)), documentHasMarker));
    }

    private void TakeScalar(YamlDotNet.Core.Events.Scalar scalar)
    {
        LacksText |= fold is not null && fold.HidesPartOf((int)scalar.Start.Index, (int)scalar.End.Index);
        var start = Index(scalar.Start);
        var end = Math.Max(start, Index(scalar.End));
        var (anchor, tag) = Properties(scalar, start);
        if (anchor is not null || tag is not null)
        {
            ReadGap(start);
            start = SkipProperties(start, end);
        }

        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length == 0)
        {
            TakeMissing(start, anchor, tag);
            return;
        }

        ReadGap(start);
        var isTemplated = OverlapsIsland(end);
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            end = TrimBlockScalar(start, end);
        Add(new YamlScalar
        {
            Span = TextSpan.FromBounds(start, end),
            Value = restores ? YamlCharacters.Restore(scalar.Value) : scalar.Value,
            Style = scalar.Style switch
            {
                ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
                ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
                ScalarStyle.Literal => YamlScalarStyle.Literal,
                ScalarStyle.Folded => YamlScalarStyle.Folded,
                _ => YamlScalarStyle.Plain,
            },
            IsTemplated = isTemplated,
            Anchor = anchor,
            Tag = tag,
        });
        Advance(end);
    }

    /// <summary>A value that is not written: behind its colon or dash, or, where a template stands in its place, that template.</summary>
    private void TakeMissing(int eventStart, string? anchor, string? tag)
    {
        var at = MissingValuePlace(eventStart);
        ReadGap(at);
        Advance(Math.Max(at, gapStart));
        if (IslandInPlaceOfValue(at) is { } island)
        {
            Add(new YamlScalar { Span = island, Value = "", Style = YamlScalarStyle.Plain, IsTemplated = true, Anchor = anchor, Tag = tag });
            return;
        }

        Add(new YamlScalar { Span = new(at, 0), Value = "", Style = YamlScalarStyle.Plain, IsMissing = true, Anchor = anchor, Tag = tag });
    }

    private int MissingValuePlace(int eventStart)
    {
        if (!open.TryPeek(out var top) || eventStart <= gapStart)
            return Math.Clamp(eventStart, Math.Min(gapStart, text.Length), text.Length);
        var indicator = !top.IsMapping ? '-' : top.PendingKey is null ? '?' : ':';
        var found = prepared.AsSpan(gapStart, Math.Min(eventStart, text.Length) - gapStart).LastIndexOf(indicator);
        return found >= 0 ? gapStart + found + 1 : gapStart;
    }

    private TextSpan? IslandInPlaceOfValue(int at)
    {
        if (nextIsland >= islands.Count || !open.TryPeek(out var top))
            return null;
        var next = SkipBlanksAndComments(at, text.Length);
        for (var i = nextIsland; i < islands.Count && islands[i].Span.Start < next; i++)
        {
            var island = islands[i];
            if (!island.StandsAlone)
                continue;
            if (ColumnOf(island.Span.Start) > ColumnOf(top.PendingKey?.Span.Start ?? top.Start))
                islands[i] = island with { IsValue = true };
            return island.Span;
        }

        return null;
    }

    private void TakeAlias(YamlDotNet.Core.Events.AnchorAlias alias)
    {
        var start = Index(alias.Start);
        var end = Index(alias.End);
        ReadGap(start);
        _ = OverlapsIsland(end);
        Add(new YamlAlias { Span = TextSpan.FromBounds(start, end), Name = alias.Value.Value });
        Advance(end);
    }

    private void Open(NodeEvent node, bool isMapping, bool isFlow)
    {
        var start = Index(node.Start);
        var (anchor, tag) = Properties(node, start);
        if (anchor is not null || tag is not null)
        {
            ReadGap(start);
            start = SkipProperties(start, text.Length);
        }

        var hasBracket = isFlow && start < text.Length && prepared[start] == (isMapping ? '{' : '[');
        if (hasBracket)
        {
            ReadGap(start);
            Advance(start + 1);
        }

        if (open.Count == YamlParser.MaxDepth)
        {
            error = new($"it is nested deeper than {YamlParser.MaxDepth} levels", new(start, 0));
            return;
        }

        open.Push(new(start, isMapping, isFlow, hasBracket, anchor, tag));
        if (open.Count > depth)
            (depth, deepest) = (open.Count, start);
    }

    private void Close(int endIndex)
    {
        ReadGap(Math.Min(endIndex, text.Length));
        var closed = open.Pop();
        var end = closed.End;
        if (closed.HasBracket && endIndex < text.Length)
        {
            end = endIndex + 1;
            Advance(end);
        }

        Add(closed.ToNode(end));
    }

    private void Add(YamlNode node)
    {
        if (open.TryPeek(out var parent))
            parent.Add(node);
        else
            root = node;
    }

    private void Advance(int end)
    {
        gapStart = end;
        understood = end;
    }

    /// <summary>Looks at what stands between the last node and the next one: islands on lines of their own.</summary>
    private void ReadGap(int end)
    {
        if (end <= gapStart)
            return;
        var start = gapStart;
        gapStart = end;
        if (nextIsland < islands.Count)
            ReadIslandsOfGap(start, end);
    }

    private void ReadIslandsOfGap(int start, int end)
    {
        while (nextIsland < islands.Count && islands[nextIsland].Span.Start < end)
        {
            var island = islands[nextIsland];
            if (island.StandsAlone && island.Span.Start >= start && open.TryPeek(out var top) && !top.IsMapping)
            {
                var column = ColumnOf(island.Span.Start);
                if (top.IsFlow || column >= ColumnOf(top.Start))
                {
                    top.Add(new YamlScalar { Span = island.Span, Value = "", Style = YamlScalarStyle.Plain, IsTemplated = true });
                    if (top.IsFlow || column > 0)
                        islands[nextIsland] = island with { IsValue = true };
                }
            }

            nextIsland++;
        }
    }

    /// <summary>Whether an island overlaps the scalar that ends at <paramref name="end"/>; passes over those islands.</summary>
    private bool OverlapsIsland(int end)
    {
        var overlaps = false;
        for (; nextIsland < islands.Count && islands[nextIsland].Span.Start < end; nextIsland++)
        {
            overlaps = true;
            if (islands[nextIsland].StandsAlone)
                islands[nextIsland] = islands[nextIsland] with { IsValue = true };
        }

        return overlaps;
    }

    /// <summary>The end of a block scalar without the blank lines behind it.</summary>
    private int TrimBlockScalar(int start, int end)
    {
        while (end > start + 1 && text[end - 1] is ' ' or '\t' or '\r' or '\n')
            end--;
        return end;
    }

    private (string? Anchor, string? Tag) Properties(NodeEvent node, int start)
    {
        var tag = node.Tag.IsEmpty ? null : Shorten(node.Tag.Value);
        if (node.Anchor.IsEmpty)
            return (null, tag);
        var anchor = node.Anchor.Value;
        if (anchor.AsSpan().ContainsAnyExcept(AnchorCharacters))
            oddAnchor ??= new(start, Math.Min(1, text.Length - start));
        return (anchor, tag);
    }

    private static string Shorten(string tag) =>
        tag.StartsWith(StandardTags, StringComparison.Ordinal) ? string.Concat("!!", tag.AsSpan(StandardTags.Length)) : tag;

    /// <summary>Behind the anchor and the tag that stand before a node's content.</summary>
    private int SkipProperties(int at, int limit)
    {
        limit = Math.Min(limit, text.Length);
        while (at < limit && prepared[at] is '&' or '!')
        {
            var start = at;
            while (at < limit && prepared[at] > ' ' && !(prepared[at] is ',' or '[' or ']' or '{' or '}' && !IsVerbatimTag(start)))
                at++;
            Advance(at);
            at = SkipBlanksAndComments(at, limit);
        }

        return at;
    }

    private bool IsVerbatimTag(int start) => start + 1 < prepared.Length && prepared[start] == '!' && prepared[start + 1] == '<';

    private int SkipBlanksAndComments(int at, int limit)
    {
        while (at < limit)
        {
            if (prepared[at] == '#' && at > 0 && prepared[at - 1] <= ' ')
            {
                var rest = prepared.AsSpan(at, limit - at).IndexOfAny('\r', '\n');
                at = rest < 0 ? limit : at + rest;
            }
            else if (prepared[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private int LineStart(int at) => text.AsSpan(0, at).LastIndexOfAny('\r', '\n') + 1;

    private int ColumnOf(int at) => at - LineStart(at);

    /// <summary>Where the innermost open bracket stands, or null.</summary>
    private int? InnermostBracket()
    {
        foreach (var collection in open)
        {
            if (collection.HasBracket)
                return collection.Start;
        }

        return null;
    }

    /// <summary>Where the outermost open bracket stands; the parser may not have told of it yet.</summary>
    private int? OutermostBracket()
    {
        Collection? outermost = null;
        foreach (var collection in open)
        {
            if (collection.HasBracket)
                outermost = collection;
        }

        if (outermost is not null)
            return outermost.Start;
        var ahead = prepared.AsSpan(gapStart).IndexOfAny('[', '{');
        return ahead < 0 ? null : gapStart + ahead;
    }

    /// <summary>
    /// The island whose blanks the parser takes for the first lines of a block scalar, and then finds the rest indented less.
    /// </summary>
    private TextSpan? IslandInBlockScalar(SemanticErrorException exception)
    {
        if (template is null || !exception.Message.Contains("spaces in", StringComparison.Ordinal))
            return null;
        var stop = Index(exception.End);
        TextSpan? last = null;
        for (var i = nextIsland; i < islands.Count && islands[i].Span.Start <= stop; i++)
        {
            if (prepared[islands[i].Span.Start] == ' ')
                last = islands[i].Span;
        }

        return last;
    }

    /// <summary>The first comment without a blank before it, on the line of the error or on those since the last node.</summary>
    private TextSpan? CommentWithoutBlank(YamlException exception)
    {
        if (dialect == YamlDialect.Yaml2)
            return null;
        var start = LineStart(Math.Min(understood, Index(exception.Start)));
        var last = Math.Max(Index(exception.Start), Index(exception.End));
        for (var at = start; ; at++)
        {
            var next = prepared.AsSpan(at).IndexOf('#');
            if (next < 0 || LineStart(at + next) > last)
                return null;
            at += next;
            if (at == 0 || prepared[at - 1] is not ('"' or '\'' or ']' or '}' or ','))
                continue;
            var length = prepared.AsSpan(at).IndexOfAny('\r', '\n');
            return new(at, length < 0 ? prepared.Length - at : length);
        }
    }

    private int Index(Mark mark) => Math.Clamp(fold is null ? (int)mark.Index : fold.OffsetOf((int)mark.Index), 0, text.Length);

    /// <summary>A mapping or list whose end was not yet read.</summary>
    private sealed class Collection(int first, bool isMapping, bool isFlow, bool hasBracket, string? anchor, string? tag)
    {
        private readonly List<YamlEntry>? entries = isMapping ? [] : null;
        private readonly List<YamlNode>? items = isMapping ? null : [];

        public int Start { get; private set; } = first;

        public bool IsMapping => isMapping;

        public bool IsFlow => isFlow;

        public bool HasBracket => hasBracket;

        public YamlNode? PendingKey { get; private set; }

        private bool HasChildren => PendingKey is not null || entries is { Count: > 0 } || items is { Count: > 0 };

        /// <summary>Behind the last node that was added.</summary>
        public int End { get; private set; }

        public void Add(YamlNode node)
        {
            // Where a key is not written, or a pair stands in a list without braces, the parser names another place.
            if (!hasBracket && (isFlow ? !HasChildren : node.Span.Start < Start))
                Start = node.Span.Start;
            End = Math.Max(End, node.Span.End);
            if (items is not null)
            {
                items.Add(node);
            }
            else if (PendingKey is null)
            {
                PendingKey = node;
            }
            else
            {
                entries!.Add(new(PendingKey, node));
                PendingKey = null;
            }
        }

        public YamlNode ToNode(int end) => items is not null
            ? new YamlSequence { Span = TextSpan.FromBounds(Start, end), Items = items, IsFlow = isFlow, Anchor = anchor, Tag = tag }
            : new YamlMapping { Span = TextSpan.FromBounds(Start, end), Entries = entries!, IsFlow = isFlow, Anchor = anchor, Tag = tag };
    }
}

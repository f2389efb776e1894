using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Dockerfile;

/// <summary>Text to tree, in one pass over the lines.</summary>
public sealed class DockerfileParser
{
    private readonly SourceFile file;
    private readonly MappedText source;

    /// <summary>The same text, as lines.</summary>
    private readonly SourceFile lines;

    private readonly string text;
    private readonly List<DockerInstruction> preamble = [];
    private readonly List<DockerStage> stages = [];
    private List<DockerInstruction> current;
    private char escape = '\\';
    private SyntaxError? error;
    private int line = 1;

    private DockerfileParser(SourceFile file, MappedText source, SourceFile lines)
    {
        this.file = file;
        this.source = source;
        this.lines = lines;
        text = lines.Text;
        current = preamble;
    }

    public static DockerfileTree Parse(SourceFile file) => new DockerfileParser(file, MappedText.Literal(file.Text, 0), file).Parse(within: null);

    /// <summary>Reads a Dockerfile that another file holds.</summary>
    /// <param name="within">Where it stands there.</param>
    /// <param name="source">What it comes to, with the place of each part.</param>
    internal static DockerfileTree Parse(Location within, MappedText source) =>
        new DockerfileParser(within.File, source, SourceFile.FromText(within.File.Path, source.Text)).Parse(within.Span);

    private DockerfileTree Parse(TextSpan? within)
    {
        ReadDirectives();
        while (line <= lines.LineCount)
            ReadInstruction();
        if (stages.Count == 0)
            Fail("a Dockerfile needs a FROM", source.SourceOf(0, 0));
        return new()
        {
            File = file,
            Within = within,
            Escape = escape,
            Preamble = preamble,
            Stages = stages,
            Error = error,
        };
    }

    /// <summary><c># name=value</c> lines before anything else; the first line that is none ends them.</summary>
    private void ReadDirectives()
    {
        for (; line <= lines.LineCount; line++)
        {
            var span = lines.LineAt(line);
            var content = text.AsSpan(span.Start, span.Length);
            if (content.IsEmpty || content[0] != '#')
                return;
            var equals = content.IndexOf('=');
            if (equals < 0)
                return;
            var name = content[1..equals].Trim();
            if (name.Equals("escape", StringComparison.OrdinalIgnoreCase))
            {
                var behind = content[(equals + 1)..].TrimStart();
                var value = behind.TrimEnd();
                if (value is "\\" or "`")
                    escape = value[0];
                else
                    Fail("the escape directive takes a backslash or a backtick", source.SourceOf(span.End - behind.Length, value.Length));
            }
            else if (!name.Equals("syntax", StringComparison.OrdinalIgnoreCase) && !name.Equals("check", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }
    }

    private void ReadInstruction()
    {
        if (ReadLogicalLine() is not { } joined)
            return;
        var (content, isCut) = joined;
        var words = new DockerfileCursor(content, escape);
        words.SkipBlanks();
        if (words.StartsWith("{%") || words.StartsWith("{#") || words.StartsWith("{{"))
            return;
        var instruction = ReadInstruction(words, isNested: false);
        if (isCut)
            Fail("the file ends in the middle of an instruction", content.SourceOf(0, content.Length));
        switch (instruction)
        {
            case null:
                return;
            case FromInstruction from:
                current = [];
                stages.Add(new(stages.Count, from, current));
                return;
            default:
                if (stages.Count == 0 && instruction.Keyword != "ARG")
                    Fail($"{instruction.Keyword} stands before the first FROM", instruction.KeywordSpan);
                current.Add(instruction);
                return;
        }
    }

    /// <summary>Joins the lines of one instruction; comments and empty lines between them are dropped.</summary>
    private (MappedText Line, bool IsCut)? ReadLogicalLine()
    {
        var span = lines.LineAt(line++);
        var content = text.AsSpan(span.Start, span.Length).TrimStart();
        if (content.IsEmpty || content[0] == '#')
            return null;
        var joined = new MappedText.Builder(source.SourceOf(span.Start, 0).Start);
        var start = span.End - content.Length;
        while (true)
        {
            content = text.AsSpan(start, span.End - start);
            var continues = Continues(content, out var length);
            joined.Append(source, start, length);
            if (!continues)
                return (joined.ToMappedText(), false);

            while (true)
            {
                if (line > lines.LineCount)
                    return (joined.ToMappedText(), true);
                span = lines.LineAt(line++);
                start = span.Start;
                var trimmed = text.AsSpan(span.Start, span.Length).TrimStart();
                if (!trimmed.IsEmpty && trimmed[0] != '#')
                    break;
            }
        }
    }

    /// <summary>Whether a line ends with the escape character, not itself escaped.</summary>
    private bool Continues(ReadOnlySpan<char> content, out int length)
    {
        var trimmed = content.TrimEnd(" \t");
        var continues = !trimmed.IsEmpty && trimmed[^1] == escape && (trimmed.Length == 1 || trimmed[^2] != escape);
        length = continues ? trimmed.Length - 1 : content.Length;
        return continues;
    }

    private DockerInstruction? ReadInstruction(DockerfileCursor words, bool isNested)
    {
        var start = words.Position;
        var keywordWord = words.ReadBare();
        var keyword = keywordWord.Text.ToUpperInvariant();
        words.SkipBlanks();
        if (keyword == "ONBUILD" && !isNested)
        {
            var trigger = words.AtEnd ? null : ReadInstruction(words, isNested: true);
            if (trigger is null)
            {
                Fail("ONBUILD needs an instruction", keywordWord.Span);
                return null;
            }

            return new OnBuildInstruction(new(words.SpanFrom(start), keyword, keywordWord.Span, [])) { Trigger = trigger };
        }

        var flags = words.ReadFlags();
        var rest = words.ReadRest();
        var head = new DockerInstructionHead(words.SpanFrom(start), keyword, keywordWord.Span, flags);
        switch (keyword)
        {
            case "FROM":
                return ReadFrom(head, rest);
            case "ARG" or "ENV" or "LABEL":
                return new AssignmentInstruction(head) { Assignments = ReadAssignments(head, rest) };
            case "USER" or "WORKDIR" or "STOPSIGNAL" or "MAINTAINER":
                if (rest.Text.Length > 0)
                    return new TextInstruction(head) { Text = rest };
                Fail($"{keyword} needs a value", head.Span);
                return null;
            case "EXPOSE" or "VOLUME":
                var list = keyword == "VOLUME" ? ReadJson(rest, head.Span) : null;
                return new ListInstruction(head) { Items = list ?? new DockerfileCursor(rest).ReadBareWords(), IsJson = list is not null };
            case "COPY" or "ADD":
                return ReadCopy(head, rest);
            case "RUN" or "CMD" or "ENTRYPOINT" or "SHELL":
                return ReadCommand(head, rest);
            case "HEALTHCHECK":
                return ReadHealthcheck(head, rest);
            default:
                Fail("there is no such instruction", head.KeywordSpan);
                return null;
        }
    }

    private FromInstruction? ReadFrom(DockerInstructionHead head, DockerWord rest)
    {
        var words = new DockerfileCursor(rest).ReadBareWords();
        var isNamed = words.Count == 3 && words[1].Text.Equals("AS", StringComparison.OrdinalIgnoreCase);
        if (words.Count != 1 && !isNamed)
            Fail("FROM takes an image and perhaps AS with a name", head.Span);
        return words.Count == 0 ? null : new FromInstruction(head) { Image = words[0], Name = isNamed ? words[2] : null };
    }

    private CommandInstruction ReadCommand(DockerInstructionHead head, DockerWord rest)
    {
        var arguments = ReadJson(rest, head.Span);
        return new(head)
        {
            IsExec = arguments is not null,
            Arguments = arguments ?? (rest.Text.Length == 0 ? [] : [rest]),
            HereDocuments = head.Keyword == "RUN" && arguments is null ? ReadHereDocuments(rest, head.Span) : [],
        };
    }

    private CommandInstruction ReadHealthcheck(DockerInstructionHead head, DockerWord rest)
    {
        var words = new DockerfileCursor(rest);
        var type = words.ReadBare();
        if (type.Text.Equals("CMD", StringComparison.OrdinalIgnoreCase))
            return ReadCommand(head, words.ReadRest());
        if (!type.Text.Equals("NONE", StringComparison.OrdinalIgnoreCase))
            Fail("HEALTHCHECK takes CMD or NONE", head.Span);
        return new(head) { IsExec = false, Arguments = [], HereDocuments = [] };
    }

    private List<DockerAssignment> ReadAssignments(DockerInstructionHead head, DockerWord rest)
    {
        var (span, keyword) = (head.Span, head.Keyword);
        var result = new List<DockerAssignment>();
        var words = new DockerfileCursor(rest).ReadShellWords(escape);
        if (words.Count == 0)
        {
            Fail($"{keyword} needs a name", span);
            return result;
        }

        if (keyword != "ARG" && !words[0].Text.Contains('='))
        {
            var cursor = new DockerfileCursor(rest);
            var name = cursor.ReadBare();
            cursor.SkipBlanks();
            if (cursor.AtEnd)
                Fail($"{keyword} needs a name and a value", span);
            else
                result.Add(new(name, cursor.ReadRest()));
            return result;
        }

        foreach (var word in words)
        {
            var equals = word.Text.IndexOf('=');
            if (equals > 0)
            {
                result.Add(new(
                    new(word.Line, word.Start, equals),
                    new(word.Line, word.Start + equals + 1, word.Text.Length - equals - 1)));
            }
            else if (equals < 0 && keyword == "ARG")
            {
                result.Add(new(word, null));
            }
            else
            {
                Fail($"{keyword} takes NAME=value", word.Span);
            }
        }

        return result;
    }

    private CopyInstruction? ReadCopy(DockerInstructionHead head, DockerWord rest)
    {
        var json = ReadJson(rest, head.Span);
        var documents = json is null ? ReadHereDocuments(rest, head.Span) : [];
        var words = json ?? new DockerfileCursor(rest).ReadBareWords();
        if (words.Count < 2)
        {
            Fail($"{head.Keyword} needs a source and a destination", head.Span);
            return null;
        }

        return new(head)
        {
            Sources = words[..^1],
            Destination = words[^1],
            HereDocuments = documents,
            IsJson = json is not null,
        };
    }

    /// <summary>The here-documents that a line announces, in order; their lines are read from the file.</summary>
    private List<DockerHereDocument> ReadHereDocuments(DockerWord rest, TextSpan span)
    {
        var documents = new List<DockerHereDocument>();
        if (!rest.Text.Contains("<<", StringComparison.Ordinal))
            return documents;
        foreach (var word in new DockerfileCursor(rest).ReadShellWords(escape))
        {
            if (Announced(word) is not { } document)
                continue;
            var start = line <= lines.LineCount ? lines.LineAt(line).Start : text.Length;
            while (true)
            {
                if (line > lines.LineCount)
                {
                    Fail($"the here-document {document.Delimiter} is not closed", span);
                    documents.Add(document with { ContentSpan = source.SourceOf(start, text.Length - start) });
                    return documents;
                }

                var lineSpan = lines.LineAt(line++);
                var content = text.AsSpan(lineSpan.Start, lineSpan.Length);
                if (document.StripsTabs)
                    content = content.TrimStart('\t');
                if (content.SequenceEqual(document.Delimiter))
                {
                    documents.Add(document with { ContentSpan = source.SourceOf(start, lineSpan.Start - start) });
                    break;
                }
            }
        }

        return documents;
    }

    /// <summary><c>&lt;&lt;EOF</c>, <c>&lt;&lt;-EOF</c>, <c>3&lt;&lt;"EOF"</c>: what the word announces, or
    /// null.</summary>
    private static DockerHereDocument? Announced(DockerWord word)
    {
        var content = word.Text.AsSpan();
        var at = 0;
        while (at < content.Length && char.IsAsciiDigit(content[at]))
            at++;
        if (!content[at..].StartsWith("<<", StringComparison.Ordinal))
            return null;
        at += 2;
        var stripsTabs = at < content.Length && content[at] == '-';
        if (stripsTabs)
            at++;
        while (at < content.Length && content[at] is ' ' or '\t')
            at++;
        var delimiter = content[at..];
        if (delimiter.IsEmpty || delimiter.Contains('<'))
            return null;
        var unquoted = delimiter.ToString().Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return unquoted.Length == 0
            ? null
            : new(unquoted, word.SpanOf(at, delimiter.Length), default, unquoted.Length == delimiter.Length, stripsTabs);
    }

    /// <summary>A JSON list of strings, or null: the text is then in shell form.</summary>
    private List<DockerWord>? ReadJson(DockerWord rest, TextSpan span)
    {
        var items = DockerJsonList.Read(rest, out var isCut);
        if (isCut && line > lines.LineCount)
            Fail("the file ends in the middle of a list", span);
        return items;
    }

    private void Fail(string reason, TextSpan span) => error ??= new(reason, span);
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Dockerfile;

/// <summary>A place in a joined line.</summary>
internal sealed class DockerfileCursor(MappedText line, char escape)
{
    private readonly int end = line.Length;

    public DockerfileCursor(DockerWord word)
        : this(word.Line, '\\')
    {
        Position = word.Start;
        end = word.Start + word.Text.Length;
    }

    public int Position { get; private set; }

    public bool AtEnd => Position >= end;

    private string Text => line.Text;

    public bool StartsWith(string value) => Text.AsSpan(Position, end - Position).StartsWith(value, StringComparison.Ordinal);

    public void SkipBlanks()
    {
        while (Position < end && char.IsWhiteSpace(Text[Position]))
            Position++;
    }

    /// <summary>The span from a place to the last character that is no blank.</summary>
    public TextSpan SpanFrom(int start)
    {
        var stop = Position;
        while (stop > start && char.IsWhiteSpace(Text[stop - 1]))
            stop--;
        return line.SourceOf(start, stop - start);
    }

    /// <summary>Everything to the next blank.</summary>
    public DockerWord ReadBare()
    {
        var start = Position;
        while (Position < end && !char.IsWhiteSpace(Text[Position]))
            Position++;
        return new(line, start, Position - start);
    }

    public List<DockerWord> ReadBareWords()
    {
        var words = new List<DockerWord>();
        for (SkipBlanks(); !AtEnd; SkipBlanks())
            words.Add(ReadBare());
        return words;
    }

    /// <summary>The rest without blanks at its ends.</summary>
    public DockerWord ReadRest()
    {
        SkipBlanks();
        var start = Position;
        Position = end;
        var stop = end;
        while (stop > start && char.IsWhiteSpace(Text[stop - 1]))
            stop--;
        return new(line, start, stop - start);
    }

    public List<DockerFlag> ReadFlags()
    {
        var flags = new List<DockerFlag>();
        for (SkipBlanks(); StartsWith("--"); SkipBlanks())
        {
            var start = Position;
            ReadQuotedWord(escape);
            var length = Position - start;
            if (length == 2)
                break;
            var equals = Text.AsSpan(start, length).IndexOf('=');
            flags.Add(equals < 0
                ? new(Text.Substring(start + 2, length - 2), null, line.SourceOf(start, length))
                : new(
                    Text.Substring(start + 2, equals - 2),
                    new(line, start + equals + 1, length - equals - 1),
                    line.SourceOf(start, length)));
        }

        return flags;
    }

    /// <summary>Words with quotes and escapes still in them, as ENV and LABEL split them.</summary>
    public List<DockerWord> ReadShellWords(char escapeCharacter)
    {
        var words = new List<DockerWord>();
        for (SkipBlanks(); !AtEnd; SkipBlanks())
        {
            var start = Position;
            ReadQuotedWord(escapeCharacter);
            words.Add(new(line, start, Position - start));
        }

        return words;
    }

    private void ReadQuotedWord(char escapeCharacter)
    {
        var quote = '\0';
        for (; Position < end; Position++)
        {
            var c = Text[Position];
            if (quote == '\0' && char.IsWhiteSpace(c))
                return;
            if (c == escapeCharacter && quote != '\'' && Position + 1 < end)
                Position++;
            else if (quote == '\0' && c is '\'' or '"')
                quote = c;
            else if (c == quote)
                quote = '\0';
        }
    }
}

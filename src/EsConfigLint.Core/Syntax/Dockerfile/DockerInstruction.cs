using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Dockerfile;

/// <summary>A stretch of an instruction, as written but for line continuations: quotes and variables still stand in
/// it.</summary>
public sealed class DockerWord
{
    private readonly int start;
    private readonly int length;

    internal DockerWord(MappedText line, int start, int length)
    {
        Line = line;
        this.start = start;
        this.length = length;
        Text = line.Text.Substring(start, length);
    }

    /// <summary>The text; parts of it may stand on several lines of the file.</summary>
    public string Text { get; }

    public TextSpan Span => Line.SourceOf(start, length);

    internal MappedText Line { get; }

    internal int Start => start;

    /// <summary>Where a part of <see cref="Text"/> is written.</summary>
    public TextSpan SpanOf(int offset, int count) => Line.SourceOf(start + offset, count);

    public override string ToString() => Text;
}

/// <summary><c>--name=value</c> before an instruction's arguments.</summary>
/// <param name="Name">The name without dashes.</param>
/// <param name="Value">What stands behind the <c>=</c>, or null.</param>
/// <param name="Span">The whole flag.</param>
public sealed record DockerFlag(string Name, DockerWord? Value, TextSpan Span);

/// <summary><c>NAME=value</c> of an ENV, ARG or LABEL.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value as written, or null for an ARG without a default.</param>
public sealed record DockerAssignment(DockerWord Name, DockerWord? Value);

/// <summary>A here-document of a RUN, COPY or ADD.</summary>
/// <param name="Delimiter">The word that ends it.</param>
/// <param name="DelimiterSpan">The word behind <c>&lt;&lt;</c>, with its quotes.</param>
/// <param name="ContentSpan">The lines between; they end with a line end, if there are any.</param>
/// <param name="Expands">Whether variables are replaced in it: the delimiter stands without quotes.</param>
/// <param name="StripsTabs">Whether tabs at the start of its lines are dropped (<c>&lt;&lt;-</c>).</param>
public sealed record DockerHereDocument(string Delimiter, TextSpan DelimiterSpan, TextSpan ContentSpan, bool Expands, bool StripsTabs);

/// <summary>What all instructions have.</summary>
internal sealed record DockerInstructionHead(TextSpan Span, string Keyword, TextSpan KeywordSpan, IReadOnlyList<DockerFlag> Flags);

/// <summary>One instruction of a Dockerfile.</summary>
public abstract class DockerInstruction
{
    private protected DockerInstruction(DockerInstructionHead head)
    {
        Span = head.Span;
        Keyword = head.Keyword;
        KeywordSpan = head.KeywordSpan;
        Flags = head.Flags;
    }

    /// <summary>From the keyword to the end of the last argument; here-documents stand behind it.</summary>
    public TextSpan Span { get; }

    /// <summary>The keyword in upper case.</summary>
    public string Keyword { get; }

    public TextSpan KeywordSpan { get; }

    public IReadOnlyList<DockerFlag> Flags { get; }

    public DockerWord? Flag(string name)
    {
        foreach (var flag in Flags)
        {
            if (flag.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return flag.Value;
        }

        return null;
    }
}

/// <summary><c>FROM image [AS name]</c>.</summary>
public sealed class FromInstruction : DockerInstruction
{
    internal FromInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    public required DockerWord Image { get; init; }

    /// <summary>The stage's name, or null.</summary>
    public DockerWord? Name { get; init; }

    public DockerWord? Platform => Flag("platform");
}

/// <summary>ENV, ARG or LABEL.</summary>
public sealed class AssignmentInstruction : DockerInstruction
{
    internal AssignmentInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    public required IReadOnlyList<DockerAssignment> Assignments { get; init; }
}

/// <summary>USER, WORKDIR, STOPSIGNAL or MAINTAINER: one text.</summary>
public sealed class TextInstruction : DockerInstruction
{
    internal TextInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    public required DockerWord Text { get; init; }
}

/// <summary>EXPOSE or VOLUME.</summary>
public sealed class ListInstruction : DockerInstruction
{
    internal ListInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    public required IReadOnlyList<DockerWord> Items { get; init; }

    /// <summary>Whether the items are JSON strings, in which quotes are gone and escapes are resolved.</summary>
    public bool IsJson { get; init; }
}

/// <summary>COPY or ADD.</summary>
public sealed class CopyInstruction : DockerInstruction
{
    internal CopyInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    /// <summary>What is copied; a here-document is written as <c>&lt;&lt;NAME</c> here and has its content in
    /// <see cref="HereDocuments"/>, in the same order.</summary>
    public required IReadOnlyList<DockerWord> Sources { get; init; }

    public required DockerWord Destination { get; init; }

    public required IReadOnlyList<DockerHereDocument> HereDocuments { get; init; }

    public bool IsJson { get; init; }

    public bool IsAdd => Keyword == "ADD";

    /// <summary>The stage or image that the sources come from instead of the build context, or null.</summary>
    public DockerWord? From => Flag("from");
}

/// <summary>RUN, CMD, ENTRYPOINT, SHELL, or the command of a HEALTHCHECK.</summary>
public sealed class CommandInstruction : DockerInstruction
{
    internal CommandInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    /// <summary>Whether it is written as a JSON list and runs without a shell.</summary>
    public required bool IsExec { get; init; }

    /// <summary>The list of an exec form; the whole text as one word of a shell form; nothing for <c>HEALTHCHECK
    /// NONE</c>.</summary>
    public required IReadOnlyList<DockerWord> Arguments { get; init; }

    public required IReadOnlyList<DockerHereDocument> HereDocuments { get; init; }
}

/// <summary><c>ONBUILD …</c>: done in images that build on this one, not in this one.</summary>
public sealed class OnBuildInstruction : DockerInstruction
{
    internal OnBuildInstruction(DockerInstructionHead head)
        : base(head)
    {
    }

    public required DockerInstruction Trigger { get; init; }
}

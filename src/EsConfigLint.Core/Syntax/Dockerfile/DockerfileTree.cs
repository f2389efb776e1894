using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Dockerfile;

/// <summary>One stage: a FROM and what follows it.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="From">Its FROM.</param>
/// <param name="Instructions">The instructions behind the FROM, up to the next.</param>
public sealed record DockerStage(int Index, FromInstruction From, IReadOnlyList<DockerInstruction> Instructions)
{
    public string? Name => From.Name?.Text;
}

/// <summary>A Dockerfile as written: nothing is resolved (<see href="https://docs.docker.com/reference/dockerfile/"/>;
/// BuildKit's parser).</summary>
public sealed class DockerfileTree : ICommentedText
{
    private IReadOnlyList<Comment>? comments;
    private IReadOnlyList<DockerInstruction>? instructions;

    public required SourceFile File { get; init; }

    /// <summary>The stretch of <see cref="File"/> that it stands in; null when that is nothing but the Dockerfile.</summary>
    public TextSpan? Within { get; init; }

    /// <summary>The character that escapes and continues lines: a backslash, or a backtick after <c>#
    /// escape=`</c>.</summary>
    public required char Escape { get; init; }

    /// <summary>What stands before the first FROM: ARGs, whose values the FROM lines may use.</summary>
    public required IReadOnlyList<DockerInstruction> Preamble { get; init; }

    public required IReadOnlyList<DockerStage> Stages { get; init; }

    /// <summary>The first thing that is no Dockerfile; what could be read before and behind it is there all the
    /// same.</summary>
    public SyntaxError? Error { get; init; }

    /// <inheritdoc/>
    /// <remarks>None stands behind an instruction on its line; inside of one, between its lines, some may.</remarks>
    public IReadOnlyList<Comment> Comments => comments ??= CommentScan.Find(
        File.Text,
        [.. Instructions.SelectMany(HereDocumentsOf).Select(static document => document.ContentSpan).Order()],
        static _ => false);

    /// <summary>All instructions, in their order.</summary>
    private IReadOnlyList<DockerInstruction> Instructions =>
        instructions ??= [.. Preamble.Concat(Stages.SelectMany(static stage => stage.Instructions.Prepend<DockerInstruction>(stage.From)))];

    /// <inheritdoc/>
    /// <remarks>An instruction; inside of one the line behind.</remarks>
    public TextSpan? ThingBehind(int offset)
    {
        var place = Ordered.FirstWhere(Instructions, instruction => instruction.Span.Start >= offset || instruction.Span.End > offset);
        if (place == Instructions.Count)
            return null;
        if (Instructions[place].Span.Start >= offset)
            return Instructions[place].Span;
        var line = File.PositionOf(offset).Line;
        return line < File.LineCount ? File.LineAt(line + 1) : null;
    }

    private static IReadOnlyList<DockerHereDocument> HereDocumentsOf(DockerInstruction instruction) => instruction switch
    {
        CopyInstruction copy => copy.HereDocuments,
        CommandInstruction command => command.HereDocuments,
        _ => [],
    };

    /// <summary>The stage of that name or number, or the last one for null; null when there is none.</summary>
    public DockerStage? FindStage(string? target)
    {
        if (target is null)
            return Stages.Count == 0 ? null : Stages[^1];
        foreach (var stage in Stages)
        {
            if (target.Equals(stage.Name, StringComparison.OrdinalIgnoreCase))
                return stage;
        }

        return int.TryParse(target, System.Globalization.NumberStyles.None, null, out var index) && index < Stages.Count
            ? Stages[index]
            : null;
    }
}

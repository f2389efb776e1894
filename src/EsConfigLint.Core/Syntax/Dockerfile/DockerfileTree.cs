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
public sealed class DockerfileTree
{
    public required SourceFile File { get; init; }

    /// <summary>The character that escapes and continues lines: a backslash, or a backtick after <c>#
    /// escape=`</c>.</summary>
    public required char Escape { get; init; }

    /// <summary>The value of the <c># syntax=</c> directive, or null.</summary>
    public TextSpan? SyntaxDirective { get; init; }

    /// <summary>What stands before the first FROM: ARGs, whose values the FROM lines may use.</summary>
    public required IReadOnlyList<DockerInstruction> Preamble { get; init; }

    public required IReadOnlyList<DockerStage> Stages { get; init; }

    /// <summary>The first thing that is no Dockerfile; what could be read before and behind it is there all the
    /// same.</summary>
    public SyntaxError? Error { get; init; }

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

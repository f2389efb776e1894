using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

public enum ComposeProblemKind
{
    /// <summary>A compose file is no YAML, and no template either; what stands behind the place was not read.</summary>
    NoYaml,

    /// <summary>The text is no env file, no command or a template that YAML cannot hold; what stands behind the place was not read.</summary>
    Syntax,

    /// <summary>A mapping, a list or a text is needed where something else stands.</summary>
    WrongType,

    /// <summary>One key twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>A YAML alias without its anchor, or inside it.</summary>
    Alias,

    /// <summary><c>extends</c> or <c>include</c> names what is not there or out of sight.</summary>
    LeadsNowhere,

    /// <summary><c>extends</c>, <c>include</c> or a variable that comes back to itself.</summary>
    Circle,

    /// <summary>An ill-formed <c>${…}</c>.</summary>
    Interpolation,

    /// <summary>Aliases, merge keys, includes or variables that expand to more than any configuration needs; the rest
    /// was not read.</summary>
    TooMuch,
}

/// <summary>Something that compose refuses, or that we could not follow.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Location">Where.</param>
/// <param name="Reason">A clause for people, without the place.</param>
public sealed record ComposeProblem(ComposeProblemKind Kind, Location Location, string Reason);

public enum ComposeReferenceKind
{
    /// <summary>The <c>.env</c> beside the project file (or the <c>env_file</c> of an include): variables get their
    /// defaults or stay unknown without it.</summary>
    Variables,

    /// <summary>An <c>env_file</c> of a service: without it the environment is open.</summary>
    EnvFile,

    /// <summary>The file of an <c>extends</c>: without it the service is incomplete.</summary>
    Extends,

    /// <summary>An included project: without it services are missing.</summary>
    Include,
}

/// <summary>A file that the project looked for.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Path">The path as <see cref="IFileLookup.Find"/> was asked; as written when it is no local path or not
/// known.</param>
/// <param name="Location">What names it; the first project file for the <c>.env</c> beside it.</param>
/// <param name="File">The file, or null when it is not in sight.</param>
/// <param name="Service">The service that needs it, or null for the project.</param>
public sealed record ComposeReference(ComposeReferenceKind Kind, string Path, Location Location, SourceFile? File, string? Service = null)
{
    /// <summary>Whether compose does without the file (<c>required: false</c>, the <c>.env</c>).</summary>
    public bool IsOptional { get; init; }
}

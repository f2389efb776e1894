namespace EsConfigLint.Engine.Workspace;

/// <summary>What a notice is about, in the words of the JSON report.</summary>
public enum NoticeKind
{
    /// <summary>A file was not linted; the message says why.</summary>
    Skipped,

    /// <summary>A part of a file belongs to a template language and was not understood.</summary>
    Template,

    /// <summary>The node will configure its own security on its first start.</summary>
    AutoConfigurationPending,

    /// <summary>
    /// Something that decides was out of sight, such as the data of a newer version; or it is left to the reader, such as a fix that was
    /// left out.
    /// </summary>
    Open,
}

/// <summary>Something a reader should know that is no finding.</summary>
/// <param name="File">The path as shown, or null when it is about the run.</param>
public sealed record Notice(NoticeKind Kind, string? File, string Message);

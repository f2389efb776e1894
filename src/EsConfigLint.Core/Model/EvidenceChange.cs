using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>What should become true of something that files say about a container, besides its settings. How that is written is the editor's business.</summary>
/// <param name="Editor">Writes into the files that describe the container.</param>
/// <param name="Place">Where it stands today.</param>
public abstract record EvidenceChange(IEvidenceEditor Editor, Location Place)
{
    /// <summary>The flattened key of a setting that changes with it, or null.</summary>
    public string? Setting { get; init; }
}

/// <summary>The entry that holds the place is gone.</summary>
public sealed record EntryIsGone(IEvidenceEditor Editor, Location Place) : EvidenceChange(Editor, Place);

/// <summary>The variable whose name stands there has another name; its value stays.</summary>
public sealed record VariableIsCalled(IEvidenceEditor Editor, Location Place, string OldName, string NewName) : EvidenceChange(Editor, Place)
{
    /// <summary>The flattened key of what the product gets for the old name; null when that is nothing.</summary>
    public string? FormerSetting { get; init; }
}

/// <summary>The text at the place comes from a variable of the surroundings, without which nothing starts.</summary>
/// <param name="Name">The variable: letters, digits and underscores.</param>
public sealed record TextComesFromOutside(IEvidenceEditor Editor, Location Place, string Name) : EvidenceChange(Editor, Place);

/// <summary>The container runs as this user.</summary>
/// <param name="User">A name or number, with a group if it matters.</param>
/// <param name="IsDefault">Whether the official image does so by itself.</param>
public sealed record UserIs(IEvidenceEditor Editor, Location Place, string User, bool IsDefault) : EvidenceChange(Editor, Place);

/// <summary>Writes into the files that describe a container in their own syntax, keeping comments, order, quotes, indentation and line ends.</summary>
public interface IEvidenceEditor
{
    /// <summary>The edits that make it true, sorted, without conflict; null when that cannot be written without harm.</summary>
    ImmutableArray<TextEdit>? Edit(EvidenceChange change);
}

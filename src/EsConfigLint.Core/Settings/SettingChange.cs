using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>What should become true of one setting in one carrier. How that is written is the carrier editor's business.</summary>
/// <param name="Source">The carrier that holds the setting, or that it shall be written into.</param>
/// <param name="Key">The flattened key.</param>
public abstract record SettingChange(SettingsSource Source, string Key)
{
    /// <summary>The occurrence that changes; null for a setting that is not written yet.</summary>
    public Setting? Occurrence => this switch
    {
        SettingIsSet set => set.Current,
        SettingKeeps keeps => keeps.Current,
        SettingTextIs text => text.Current,
        _ => ((SettingIsRemoved)this).Current,
    };
}

/// <summary>The setting has this text as its value; it is written if it is not there.</summary>
/// <param name="Current">The occurrence that gets the value, or null to write a new one beside its siblings.</param>
public sealed record SettingIsSet(SettingsSource Source, string Key, Setting? Current, string Value) : SettingChange(Source, Key);

/// <summary>One text of the value, which may be an item of a list, is another one.</summary>
public sealed record SettingTextIs(Setting Current, ValueText Text, string NewText) : SettingChange(Current.Source, Current.Key);

/// <summary>The list has only these of its entries.</summary>
/// <param name="Kept">Texts of entries, at least one.</param>
public sealed record SettingKeeps(Setting Current, ImmutableArray<string> Kept) : SettingChange(Current.Source, Current.Key);

/// <summary>The occurrence is gone.</summary>
public sealed record SettingIsRemoved(Setting Current) : SettingChange(Current.Source, Current.Key)
{
    /// <summary>The default that holds then, for people to look at; null when it is not known or not in question.</summary>
    public string? Default { get; init; }
}

/// <summary>Writes into one carrier in its own syntax, keeping comments, order, quotes, indentation and line ends.</summary>
public interface ISettingsEditor
{
    /// <summary>The edits that make all changes true at once, sorted, without conflict; null when that cannot be written without harm.</summary>
    ImmutableArray<TextEdit>? Edit(IReadOnlyList<SettingChange> changes);
}

using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Rules;

/// <summary>Says in one sentence what a fix does.</summary>
internal static class FixTitle
{
    public static string Of(Fix fix)
    {
        var parts = new List<string>();
        foreach (var change in fix.Changes)
            parts.Add(Part(change));
        if (fix.Evidence is not null)
            parts.Add(Part(fix.Evidence));
        foreach (var replacement in fix.Replacements)
            parts.Add(replacement.Effect ?? $"write '{replacement.Edit.NewText}' instead");
        var sentence = parts.Count > 1 && parts.TrueForAll(part => part == parts[0]) ? $"{parts[0]} in {parts.Count} places"
            : parts.Count > 2 ? $"{parts[0]} and what it needs ({parts.Count - 1} more)" : string.Join(" and ", parts);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }

    private static string Part(EvidenceChange change) => change switch
    {
        VariableIsCalled variable => $"rename '{variable.OldName}' to '{variable.NewName}'",
        TextComesFromOutside text => $"take the value from the variable '{text.Name}' of the surroundings",
        UserIs user => $"run as '{user.User}'",
        _ => "delete the entry",
    };

    private static string Part(SettingChange change) => change switch
    {
        SettingIsSet { Current: null } added => $"add '{added.Key}: {added.Value}'",
        SettingIsSet set => $"set '{set.Key}' to '{set.Value}'",
        SettingTextIs text => $"write '{text.NewText}' into '{text.Key}'",
        SettingKeeps keeps => $"reduce '{keeps.Key}' to '{string.Join(", ", keeps.Kept)}'",
        SettingIsRemoved { Default: { } value } => $"delete '{change.Key}', whose default is '{value}'",
        _ => $"delete '{change.Key}'",
    };
}

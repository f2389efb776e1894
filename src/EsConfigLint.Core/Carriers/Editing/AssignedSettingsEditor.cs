using System.Buffers;
using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Editing;

/// <summary>
/// Writes settings that stand as <c>name=value</c>: the environment of a container as list or mapping, and arguments.
/// Outside of YAML (a Dockerfile, an environment file) it only puts one value in place of another.
/// </summary>
/// <param name="file">The file that the carrier belongs to; what it takes from other files is changed there.</param>
/// <param name="tree">What that file says, or null outside of YAML.</param>
internal sealed class AssignedSettingsEditor(SourceFile file, Product product, SettingsOrigin origin, YamlTree? tree) : ISettingsEditor
{
    /// <summary>What means the same in a shell, in YAML and in a Dockerfile, with or without quotes.</summary>
    private static readonly SearchValues<char> Harmless = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-:,@");

    public ImmutableArray<TextEdit>? Edit(IReadOnlyList<SettingChange> changes)
    {
        var edits = new List<TextEdit>();
        YamlEditor? editor = null;
        foreach (var change in changes)
        {
            var current = change.Occurrence;
            var value = change switch
            {
                SettingIsSet set => set.Value,
                SettingKeeps keeps => string.Join(",", keeps.Kept),
                SettingTextIs text => text.NewText,
                _ => null,
            };
            if (value?.AsSpan().ContainsAnyExcept(Harmless) == true || current is { IsConditional: true } || (value is null && current!.HasOtherUse))
                return null;
            if (change is SettingTextIs { Current.Value.Kind: not SettingValueKind.Scalar } item)
            {
                if (!ReplaceItem(edits, item))
                    return null;
                continue;
            }

            var isHere = current is null || ReferenceEquals(current.KeyLocation.File, file);
            if (isHere && tree is { Error: null })
            {
                editor ??= new(tree) { GuardsCollections = true };
                if (current is null ? !Insert(editor, change.Source, change.Key, value!) : !Change(editor, edits, current, value))
                    return null;
            }
            else if (current is null || value is null || !Replace(edits, current, value))
            {
                return null;
            }
        }

        if (editor is null)
            return [.. edits];
        if (editor.Finish() is not { } written)
            return null;
        return [.. edits.Concat(written).OrderBy(static edit => edit.Span)];
    }

    private bool Change(YamlEditor editor, List<TextEdit> edits, Setting current, string? value)
    {
        var path = YamlPath.To(editor.Tree, current.KeyLocation.Span.Start);
        if (path.Count == 0)
            return false;
        if (path[^1].Entry is { } entry && entry.Key.Span == current.KeyLocation.Span)
        {
            if (value is null)
                return editor.Remove(path);
            return entry.Value is YamlScalar scalar && (scalar.IsMissing || scalar.Value == current.Value.Scalar.Text)
                && editor.Set(path[^1], value, NeedsQuotes(value));
        }

        if (value is not null)
            return Replace(edits, current, value);

        // One item is one variable or argument; a command in one string holds several, and is left alone. So is an argument of two words.
        return path[^1].Value is YamlScalar item && !item.Value.Any(char.IsWhiteSpace) && path[^1].Parent is YamlSequence
            && (origin != SettingsOrigin.Arguments || (item.Value.StartsWith('-') && item.Span.Contains(current.ValueLocation.Span)))
            && editor.Remove(path);
    }

    /// <summary>Puts a value in the place of one that stands there just so, not behind a variable.</summary>
    private static bool Replace(List<TextEdit> edits, Setting current, string value)
    {
        var edit = TextEdit.Inside(current.ValueLocation, value);
        if (edit.File.Slice(edit.Span) != current.Value.Scalar.Text)
            return false;
        edits.Add(edit);
        return true;
    }

    /// <summary>Puts an item in place of one that stands there just so, once, in a list that is one text.</summary>
    private static bool ReplaceItem(List<TextEdit> edits, SettingTextIs change)
    {
        var place = change.Current.ValueLocation;
        var written = place.File.Slice(place.Span);
        var at = written.IndexOf(change.Text.Text, StringComparison.Ordinal);
        if (at < 0 || written.LastIndexOf(change.Text.Text, StringComparison.Ordinal) != at || written.Contains("${", StringComparison.Ordinal))
            return false;
        edits.Add(new(place.File, new(place.Span.Start + at, change.Text.Text.Length), change.NewText));
        return true;
    }

    private bool Insert(YamlEditor editor, SettingsSource source, string key, string value)
    {
        if (origin != SettingsOrigin.Environment || Sibling(source, key) is not { } sibling)
            return false;
        var path = YamlPath.To(editor.Tree, sibling.KeyLocation.Span.Start);
        if (path.Count == 0)
            return false;
        var step = path[^1];
        var name = EnvironmentNames.NameFor(product, key);
        if (Holds(step.Parent, name))
            return false;
        switch (step.Parent)
        {
            case YamlMapping mapping:
                var entry = $"{name}: {YamlEditor.Format(value, NeedsQuotes(value))}";
                return editor.AddBehind(step, mapping.IsFlow ? entry : new string(' ', editor.IndentOf(mapping)) + entry);
            case YamlSequence sequence when step.Value is YamlScalar item:
                var quote = item.Style switch
                {
                    YamlScalarStyle.SingleQuoted => "'",
                    YamlScalarStyle.DoubleQuoted => "\"",
                    _ => "",
                };
                var text = $"{quote}{name}={value}{quote}";
                return editor.AddBehind(step, sequence.IsFlow ? text : $"{new string(' ', editor.IndentOf(sequence))}- {text}");
            default:
                return false;
        }
    }

    /// <summary>Whether a variable of that name stands there already, without being a setting: an empty one of Kibana. The last of two would win.</summary>
    private static bool Holds(YamlNode environment, string name) => environment switch
    {
        YamlMapping mapping => mapping.Entries.Any(entry => entry.Key is YamlScalar key && key.Value == name),
        YamlSequence sequence => sequence.Items.Any(item => item is YamlScalar { Value: var text } && (text == name || (text.StartsWith(name, StringComparison.Ordinal) && text[name.Length] == '='))),
        _ => false,
    };

    /// <summary>The variable of this file that shares most of the name.</summary>
    private Setting? Sibling(SettingsSource source, string key)
    {
        Setting? best = null;
        var most = -1;
        foreach (var setting in source.Settings)
        {
            var common = setting.Key.AsSpan().CommonPrefixLength(key);
            if (ReferenceEquals(setting.KeyLocation.File, file) && !setting.IsConditional && common >= most)
                (best, most) = (setting, common);
        }

        return best;
    }

    /// <summary>A mapping's values must be text, not booleans or numbers, to be variables everywhere.</summary>
    private static bool NeedsQuotes(string value) => value is "true" or "false" || value.All(char.IsAsciiDigit);
}

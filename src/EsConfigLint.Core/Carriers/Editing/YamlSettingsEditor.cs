using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Editing;

/// <summary>Writes settings into elasticsearch.yml and kibana.yml, in the file's own spelling: nested where it nests, dotted where it does not.</summary>
internal sealed class YamlSettingsEditor(YamlTree tree) : ISettingsEditor
{
    /// <summary>Up to so many entries a look at each costs less than a table of them.</summary>
    private const int FewEntries = 32;

    // Many findings may ask for one insertion, and each is a look through all entries.
    private Dictionary<string, (YamlMapping Mapping, string Tail)>? homes;
    private Dictionary<(YamlNode Home, string Key), YamlStep?>? siblings;
    private Dictionary<YamlNode, HashSet<string>>? names;

    public ImmutableArray<TextEdit>? Edit(IReadOnlyList<SettingChange> changes)
    {
        if (tree.Error is not null || tree.Documents.Count > 1)
            return null;
        var editor = new YamlEditor(tree);
        var insertions = new List<SettingIsSet>();
        var gone = new HashSet<YamlStep>();
        foreach (var change in changes)
        {
            if (change is SettingIsRemoved removal && StepTo(removal.Current) is { } step)
                gone.Add(step);
        }

        foreach (var change in changes)
        {
            // Which of several occurrences is meant, a human must say; one of them may go, though. And what is a group gets no value beside it.
            if (change is not SettingIsRemoved && (change.Source.IsRepeated(change.Key) || change.Source.IsGroup(change.Key)))
                return null;
            if (change is SettingIsSet { Current: null } insertion)
                insertions.Add(insertion);
            else if (!Change(editor, change))
                return null;
        }

        if (!Insert(editor, insertions, gone))
            return null;
        return editor.Finish() is { } edits ? [.. edits] : null;
    }

    private bool Change(YamlEditor editor, SettingChange change)
    {
        var current = change.Occurrence!;
        if (current.IsConditional || current.IsAmbiguous || StepTo(current) is not { } step)
            return false;
        var path = YamlPath.To(tree, current.KeyLocation.Span.Start);
        if (path.Any(outer => editor.IsRepeatedByAlias(outer.Value)))
            return false;

        // A list whose items are entries of their own (a.0, a.1): each text can be changed where it stands, but no one entry is the list.
        if (step.Value is YamlScalar && current.Value.Kind == SettingValueKind.List)
        {
            return change is SettingTextIs item && YamlPath.To(tree, item.Text.Location.Span.Start) is [.., var own]
                && own.Value.Span == item.Text.Location.Span && editor.Set(own, item.NewText);
        }

        return change switch
        {
            SettingIsSet set => editor.Set(step, set.Value),
            SettingKeeps keeps => Keep(editor, step, keeps.Kept),
            SettingTextIs text => Rewrite(editor, step, text),
            _ => editor.Remove(path),
        };
    }

    private static bool Keep(YamlEditor editor, YamlStep step, ImmutableArray<string> kept) => step.Value switch
    {
        YamlSequence sequence => editor.Keep(sequence, item => item is YamlScalar scalar && kept.Contains(scalar.Value, StringComparer.Ordinal)),
        _ => editor.Set(step, string.Join(",", kept)),
    };

    private static bool Rewrite(YamlEditor editor, YamlStep step, SettingTextIs change)
    {
        if (step.Value is not YamlSequence sequence)
            return editor.Set(step, change.NewText);
        var span = change.Text.Location.Span;
        var place = Ordered.FirstWhere(sequence.Items, item => item.Span.Start >= span.Start);
        return place < sequence.Items.Count && sequence.Items[place].Span == span && editor.Set(new(sequence, place), change.NewText);
    }

    private YamlStep? StepTo(Setting setting)
    {
        var path = YamlPath.To(tree, setting.KeyLocation.Span.Start);
        return path.Count > 0 && path[^1].Entry?.Key.Span == setting.KeyLocation.Span ? path[^1] : null;
    }

    private bool Insert(YamlEditor editor, List<SettingIsSet> insertions, HashSet<YamlStep> gone)
    {
        if (insertions.Count == 0)
            return true;
        if (tree.Documents.Count == 0 || tree.Documents[0].Root is null or YamlScalar { IsMissing: true })
            return editor.AddToEmpty(string.Join(editor.LineEnd, insertions.Select(static one => $"{one.Key}: {YamlEditor.Format(one.Value)}")));
        if (tree.Documents[0].Root is not YamlMapping root)
            return false;
        var groups = new List<Group<YamlMapping>>();
        foreach (var insertion in insertions)
        {
            homes ??= new(StringComparer.Ordinal);
            if (!homes.TryGetValue(insertion.Key, out var home))
                homes[insertion.Key] = home = HomeOf(editor, root, insertion.Key);
            var (mapping, tail) = home;
            Add(groups, mapping, new(tail, insertion.Value));
        }

        foreach (var group in groups)
        {
            var isRoot = ReferenceEquals(group.Key, root);
            var places = new List<Group<YamlStep>>();
            foreach (var setting in group.Settings)
            {
                if (SiblingOf(group.Key, setting.Key, isRoot, gone) is not { } after)
                    return false;
                Add(places, after, setting);
            }

            foreach (var place in places)
            {
                if (!Write(editor, group.Key, isRoot, place.Key, place.Settings))
                    return false;
            }
        }

        return true;
    }

    private static void Add<TKey>(List<Group<TKey>> groups, TKey key, NewSetting setting)
        where TKey : class
    {
        var group = groups.Find(one => one.Key.Equals(key));
        if (group is null)
            groups.Add(group = new(key));
        group.Settings.Add(setting);
    }

    private bool Write(YamlEditor editor, YamlMapping home, bool isRoot, YamlStep after, List<NewSetting> settings)
    {
        if (home.IsFlow || settings.Exists(setting => HasName(home, FirstPart(setting.Key))) || !Nests(home, isRoot))
        {
            var indent = home.IsFlow ? "" : new string(' ', editor.IndentOf(home));
            return settings.TrueForAll(setting => editor.AddBehind(after, $"{indent}{setting.Key}: {YamlEditor.Format(setting.Value)}"));
        }

        var lines = new List<string>();
        WriteNested(lines, settings, editor.IndentOf(home), StepOf(editor, home));
        return lines.TrueForAll(line => editor.AddBehind(after, line));
    }

    /// <summary>Whether a name is there already: what nothing can be put under must not come twice.</summary>
    private bool HasName(YamlMapping home, string name)
    {
        if (home.Entries.Count <= FewEntries)
        {
            foreach (var entry in home.Entries)
            {
                if ((entry.KeyText ?? "") == name)
                    return true;
            }

            return false;
        }

        names ??= [];
        if (!names.TryGetValue(home, out var taken))
            names[home] = taken = [.. home.Entries.Select(static entry => entry.KeyText ?? "")];
        return taken.Contains(name);
    }

    private static void WriteNested(List<string> lines, List<NewSetting> settings, int indent, int step)
    {
        foreach (var group in settings.GroupBy(static setting => FirstPart(setting.Key), StringComparer.Ordinal))
        {
            var name = new string(' ', indent) + group.Key + ":";
            if (group.Count() == 1 && group.First().Key == group.Key)
            {
                lines.Add($"{name} {YamlEditor.Format(group.First().Value)}");
                continue;
            }

            lines.Add(name);
            WriteNested(lines, [.. group.Select(setting => setting with { Key = setting.Key[(group.Key.Length + 1)..] })], indent + step, step);
        }
    }

    private static string FirstPart(string key) => key.IndexOf('.') is var dot and >= 0 ? key[..dot] : key;

    /// <summary>The deepest mapping that a key belongs into, and what is left of the key there.</summary>
    private static (YamlMapping Mapping, string Tail) HomeOf(YamlEditor editor, YamlMapping mapping, string key)
    {
        var best = (Mapping: mapping, Tail: key);
        foreach (var entry in mapping.Entries)
        {
            if (entry is not { KeyText: { } name, Value: YamlMapping { Entries.Count: > 0 } inner }
                || key.Length <= name.Length || key[name.Length] != '.' || !key.StartsWith(name, StringComparison.Ordinal)
                || editor.IsRepeatedByAlias(inner))
                continue;
            var deeper = HomeOf(editor, inner, key[(name.Length + 1)..]);
            if (deeper.Tail.Length < best.Tail.Length)
                best = deeper;
        }

        return best;
    }

    /// <summary>Whether new keys of a mapping are written as mappings in each other.</summary>
    private static bool Nests(YamlMapping mapping, bool isRoot) =>
        mapping.Entries.All(static entry => entry.KeyText?.Contains('.') != true)
        && (!isRoot || mapping.Entries.Any(static entry => entry.Value is YamlMapping { IsFlow: false }));

    /// <summary>The entry behind which a key belongs: the last of those that share most of its parts, else that of the name, else the last one; of those that stay, if any does.</summary>
    private YamlStep? SiblingOf(YamlMapping mapping, string key, bool isRoot, HashSet<YamlStep> gone)
    {
        if (gone.Count > 0)
            return FindSibling(mapping, key, isRoot, gone);
        siblings ??= [];
        if (!siblings.TryGetValue((mapping, key), out var sibling))
            siblings[(mapping, key)] = sibling = FindSibling(mapping, key, isRoot, gone);
        return sibling;
    }

    private static YamlStep? FindSibling(YamlMapping mapping, string key, bool isRoot, HashSet<YamlStep> gone)
    {
        int? best = null;
        int? name = null;
        int? last = null;
        var most = 0;
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            if (gone.Count > 0 && gone.Contains(new(mapping, i)))
                continue;
            last = i;
            var text = mapping.Entries[i].KeyText ?? "";
            if (isRoot && text is "cluster.name" or "server.name")
                name = i;
            var common = CommonParts(text, key);
            if (common > 0 && common >= most)
                (best, most) = (i, common);
        }

        return mapping.Entries.Count == 0 ? null : new(mapping, best ?? name ?? last ?? mapping.Entries.Count - 1);
    }

    private static int CommonParts(string left, string right)
    {
        var parts = 0;
        var same = left.AsSpan().CommonPrefixLength(right);
        foreach (var character in left.AsSpan(0, same))
        {
            if (character == '.')
                parts++;
        }

        // The part in which they differ counts when both end it there.
        var leftEnds = same == left.Length || left[same] == '.';
        var rightEnds = same == right.Length || right[same] == '.';
        return leftEnds && rightEnds ? parts + 1 : parts;
    }

    /// <summary>By how many blanks the file indents: as the first nested mapping does, else two.</summary>
    private static int StepOf(YamlEditor editor, YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is YamlMapping { IsFlow: false, Entries.Count: > 0 } inner && editor.IndentOf(inner) - editor.IndentOf(mapping) is var step and > 0)
                return step;
        }

        return 2;
    }

    /// <summary>A setting to add, its key as it is written where it goes.</summary>
    private sealed record NewSetting(string Key, string Value);

    /// <summary>Settings that go to one place, in their order.</summary>
    private sealed class Group<TKey>(TKey key)
    {
        public TKey Key { get; } = key;

        public List<NewSetting> Settings { get; } = [];
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>The loader profiles of Kibana: a tree of a kibana.yml to flattened settings, as that version does it.</summary>
/// <remarks>kbn-config's raw config reader over js-yaml 3, js-yaml 4 or yaml 2; asked of 8.3.3 and 8.12.2, after the sources for later ones.</remarks>
public sealed class KibanaLoader
{
    /// <summary>How many nodes aliases may bring in: more is a bomb, and no configuration.</summary>
    private const int MaxAliasNodes = 20_000;

    /// <summary>How deep values may stand in each other once aliases are put in. What JavaScript's stack holds depends on the machine.</summary>
    private const int MaxLevels = 2_000;

    /// <summary>Characters that all flattened names may have together: far beyond any real file, it keeps a hostile one from filling the memory.</summary>
    private const int MaxKeyUnits = 32 * 1024 * 1024;

    private readonly YamlTree tree;
    private readonly StackVersion version;
    private readonly YamlDialect dialect;
    private readonly SettingsSource source;
    private readonly SameContent sameContent;
    private readonly Dictionary<string, YamlNode> anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Setting Setting, int Order)> byKey = new(StringComparer.Ordinal);

    /// <summary>For what stands before a dot in a key that is set, the keys, and beginnings of keys, that have one part more.</summary>
    private readonly Dictionary<string, List<string>> below = new(StringComparer.Ordinal);
    private readonly HashSet<YamlEntry> ambiguous = new(ReferenceEqualityComparer.Instance);
    private int aliasNodes;
    private int order;
    private int level;
    private int expanding;
    private int keyUnits;
    private bool isAmbiguous;

    private KibanaLoader(YamlTree tree, StackVersion version)
    {
        this.tree = tree;
        this.version = version;
        dialect = DialectOf(version);
        source = new(tree.File, Product.Kibana, SettingsOrigin.File);
        sameContent = new(tree, (left, right, _) => KibanaScalars.Read(left, dialect) == KibanaScalars.Read(right, dialect));
    }

    /// <summary>The library that reads kibana.yml in a version: js-yaml 3 to 8.18, js-yaml 4 in 8.19 and 9.0 to 9.4, then yaml 2.</summary>
    public static YamlDialect DialectOf(StackVersion version) =>
        version.IsAtLeast(9, 5) ? YamlDialect.Yaml2
        : version.IsAtLeast(9) || (version.Major == 8 && version.Minor >= 19) ? YamlDialect.JsYaml4
        : YamlDialect.JsYaml3;

    public static SettingsSource Load(YamlTree tree, StackVersion version)
    {
        var loader = new KibanaLoader(tree, version);
        loader.Load();
        return loader.source;
    }

    private void Load()
    {
        if (tree.Error is { } error)
        {
            if (tree.Islands.Count > 0)
                source.Add(new LoadProblem(LoadProblemKind.Template, At(error.Span), "", error.Reason, RefusesFile: false));
            else
                Refuse(error.Span, error.Reason);
            return;
        }

        source.IsOpen = tree.MayHoldMore;
        if (tree.Documents.Count == 0)
            return;
        if (tree.Documents.Count > 1)
        {
            Refuse(new(tree.Documents[1].Span.Start, Math.Min(3, tree.Documents[1].Span.Length)), "a second document begins here, and only one is read");
            return;
        }

        switch (tree.Documents[0].Root)
        {
            case null or YamlScalar { IsMissing: true }:
                return;
            case YamlScalar scalar when KibanaScalars.Read(scalar, dialect).Type == ScalarType.Null:
                return;
            case YamlMapping root:
                Flatten(root, "", 0);
                break;
            case var _ when tree.IsDecidedByTemplate(tree.Documents[0]):
                source.IsOpen = true;
                return;
            case YamlSequence { Items.Count: > 0 } list when version.IsBefore(8, 10):
                FlattenList("", 0, list, list);
                break;
            case { } other:
                source.Add(new LoadProblem(LoadProblemKind.Ignored, At(other.Span), "", "its content is no mapping of settings", RefusesFile: false));
                return;
        }

        if (source.IsReadable)
            FoldIndexedLists();
        foreach (var (setting, _) in byKey.Values.OrderBy(static entry => entry.Order))
            source.Add(setting);
        source.Start = source.Settings.Count > 0 ? source.Settings[0].KeyLocation : new(tree.File, default);

        // The items were read; then "Unknown configuration key(s)" ends the start (read_config.ts and ensure_valid_configuration.ts, 7.x to 8.9; seen on 8.3.3).
        if (tree.Documents[0].Root is YamlSequence items)
            source.Add(new LoadProblem(LoadProblemKind.Unreadable, At(items.Span), "", "the items of its list are taken for settings named 0, 1 and so on, which it does not know", RefusesFile: false));
    }

    private void Refuse(TextSpan span, string reason) =>
        source.Add(new LoadProblem(LoadProblemKind.Unreadable, At(span), "", reason, RefusesFile: true));

    private Location At(TextSpan span) => new(tree.File, span);

    private void Flatten(YamlMapping mapping, string prefix, ulong nesting)
    {
        Remember(mapping);
        var entries = Entries(mapping);
        if (entries is null || !source.IsReadable)
            return;
        var wasAmbiguous = isAmbiguous;
        foreach (var entry in entries)
        {
            if (!source.IsReadable)
                return;
            if (KeyOf(entry.Key) is not { } name)
                continue;
            if (name.Split('.').Contains("__proto__", StringComparer.Ordinal))
            {
                Refuse(entry.Key.Span, "the name '__proto__' is forbidden");
                return;
            }

            isAmbiguous = wasAmbiguous || ambiguous.Contains(entry);
            if (HoldsUnits(prefix.Length + name.Length, entry.Key))
                Value(Join(prefix, name), nesting, entry.Key, entry.Value);
        }

        isAmbiguous = wasAmbiguous;
    }

    private void Value(string key, ulong nesting, YamlNode name, YamlNode value)
    {
        if (++level > MaxLevels)
            Refuse(name.Span, "it is nested too deeply");
        else
            ValueWithin(key, nesting, name, value);
        level--;
    }

    private void ValueWithin(string key, ulong nesting, YamlNode name, YamlNode value)
    {
        Remember(value);
        switch (value)
        {
            case YamlAlias alias:
                if (Resolve(alias) is { } target)
                    Expanded(key, nesting, name, target);
                break;
            case YamlMapping mapping:
                var dots = key.AsSpan().Count('.');
                if (mapping.Entries.Count == 0)
                    Set(key, nesting, name, SettingValue.EmptyMap, value.Span);
                else
                    Flatten(mapping, key, dots < 64 ? nesting | (1UL << dots) : nesting);
                break;
            case YamlSequence list:
                FlattenList(key, nesting, name, list);
                break;
            case YamlScalar scalar when KibanaScalars.RefusesTag(scalar, dialect):
                Refuse(scalar.Span, "the tag is unknown");
                break;
            case YamlScalar scalar:
                var text = TextOf(scalar, name);
                if (text.Type == ScalarType.Other && version.IsBefore(8, 14))
                    Set(key, nesting, name, SettingValue.EmptyMap, value.Span);
                else
                    Set(key, nesting, name, text.Type == ScalarType.Null ? SettingValue.Null : SettingValue.Of(text), value.Span);
                break;
        }
    }

    private void FlattenList(string key, ulong nesting, YamlNode name, YamlSequence list)
    {
        // Aliases know only what stands before them, so everything is read in its order.
        var texts = key.Length > 0 || list.Items.Count == 0 ? new List<YamlScalar>(list.Items.Count) : null;
        for (var i = 0; i < list.Items.Count && source.IsReadable; i++)
        {
            var item = list.Items[i];
            var target = item is YamlAlias alias ? Resolve(alias) : item;
            if (texts is not null && target is YamlScalar scalar)
            {
                Remember(item);
                texts.Add(scalar);
            }
            else if (target is not null)
            {
                for (var j = 0; j < texts?.Count; j++)
                    Expanded(Join(key, j.ToString()), nesting, name, texts[j]);
                texts = null;
                if (target == item)
                    Value(Join(key, i.ToString()), nesting, name, item);
                else
                    Expanded(Join(key, i.ToString()), nesting, name, target);
            }
        }

        if (texts is not null && source.IsReadable)
            Set(key, nesting, name, SettingValue.Of(TextsOf(texts, name)), list.Span);
    }

    private ImmutableArray<ValueText> TextsOf(List<YamlScalar> scalars, YamlNode name)
    {
        var texts = ImmutableArray.CreateBuilder<ValueText>(scalars.Count);
        foreach (var scalar in scalars)
        {
            if (KibanaScalars.RefusesTag(scalar, dialect))
                Refuse(scalar.Span, "the tag is unknown");
            texts.Add(TextOf(scalar, name));
        }

        return texts.DrainToImmutable();
    }

    /// <summary>Reads a value again that was read where it stands: its anchors count from there on, not from here.</summary>
    private void Expanded(string key, ulong nesting, YamlNode name, YamlNode value)
    {
        expanding++;
        Value(key, nesting, name, value);
        expanding--;
    }

    /// <summary>The entries of a mapping with its merge keys applied, where the library does so; null when the file is refused.</summary>
    private List<YamlEntry>? Entries(YamlMapping mapping)
    {
        var result = new List<YamlEntry>(mapping.Entries.Count);
        var seen = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        List<YamlNode>? merged = null;
        var ahead = default(ReadAhead);
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            Remember(entry.Key);
            if (dialect != YamlDialect.Yaml2 && entry.Key is YamlScalar { Value: "<<", Style: YamlScalarStyle.Plain })
            {
                ahead.To(i, mapping, this);
                AddTargets(merged ??= [], entry.Value);
                continue;
            }

            if (entry.Key is YamlScalar { IsTemplated: true })
            {
                source.IsOpen = true;
                continue;
            }

            var key = entry.Key is YamlScalar scalar ? KibanaScalars.KeyText(scalar, dialect) : null;
            if (key is not null && !IsConditional(entry.Key.Span) && !seen.TryAdd(key, entry))
            {
                var first = seen[key];
                var isSame = sameContent.Have(entry.Value, first.Value);
                source.Add(new LoadProblem(LoadProblemKind.DuplicateKey, At(entry.Key.Span), key, "it is given twice", RefusesFile: true, At(first.Key.Span))
                {
                    SameValue = isSame,
                });
                if (!isSame)
                {
                    ambiguous.Add(first);
                    ambiguous.Add(entry);
                }
            }

            result.Add(entry);
        }

        ahead.Undo(this);
        foreach (var node in merged ?? [])
            Merge(node, result, seen);
        return result;
    }

    /// <summary>What a merge key names; its aliases mean what they mean where they stand.</summary>
    private void AddTargets(List<YamlNode> targets, YamlNode node)
    {
        Remember(node);
        foreach (var one in node is YamlSequence list ? list.Items : [node])
        {
            Remember(one);
            if ((one is YamlAlias alias ? Resolve(alias) : one) is { } target)
                targets.Add(target);
        }
    }

    private void Merge(YamlNode node, List<YamlEntry> result, Dictionary<string, YamlEntry> seen)
    {
        if (++level > MaxLevels)
            Refuse(node.Span, "it is nested too deeply");
        else if (source.IsReadable)
            MergeWithin(node, result, seen);
        level--;
    }

    private void MergeWithin(YamlNode node, List<YamlEntry> result, Dictionary<string, YamlEntry> seen)
    {
        switch (node)
        {
            case YamlAlias alias when Resolve(alias) is { } target:
                Merge(target, result, seen);
                break;
            case YamlMapping mapping:
                foreach (var entry in Entries(mapping) ?? [])
                {
                    if (entry.KeyText is { } key && seen.TryAdd(key, entry))
                        result.Add(entry);
                }

                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                    Merge(item, result, seen);
                break;
            case YamlScalar scalar:
                Refuse(scalar.Span, "a merge key takes a mapping or a list of mappings");
                break;
        }
    }

    private void Remember(YamlNode node)
    {
        if (expanding == 0 && node.Anchor is { } anchor)
            anchors[anchor] = node;
    }

    private YamlNode? Resolve(YamlAlias alias)
    {
        if (!anchors.TryGetValue(alias.Name, out var target))
        {
            Refuse(alias.Span, "there is no anchor of this name before the alias");
            return null;
        }

        if (target.Span.Contains(alias.Span))
        {
            Refuse(alias.Span, "this alias contains itself");
            return null;
        }

        aliasNodes += Size(target);
        if (aliasNodes <= MaxAliasNodes)
            return target;
        Refuse(alias.Span, "aliases multiply the content beyond all measure");
        return null;
    }

    private static int Size(YamlNode node)
    {
        var size = 0;
        var pending = new Stack<YamlNode>();
        pending.Push(node);
        while (pending.TryPop(out var next) && size < MaxAliasNodes)
        {
            size++;
            PushParts(next, pending);
        }

        return size;
    }

    /// <summary>Puts the values of a mapping, or the items of a list, where the first of them is taken first.</summary>
    private static void PushParts(YamlNode node, Stack<YamlNode> pending)
    {
        for (var i = (node as YamlMapping)?.Entries.Count - 1 ?? -1; i >= 0; i--)
            pending.Push(((YamlMapping)node).Entries[i].Value);
        for (var i = (node as YamlSequence)?.Items.Count - 1 ?? -1; i >= 0; i--)
            pending.Push(((YamlSequence)node).Items[i]);
    }

    private string? KeyOf(YamlNode key)
    {
        switch (key)
        {
            case YamlScalar scalar:
                var text = KibanaScalars.KeyText(scalar, dialect);
                return version.IsBefore(8, 14) ? AsPath(text)
                    : text.Length > 2 && text[0] == '[' && text[^1] == ']' ? Bracketed(text)
                    : text;
            case YamlAlias alias when Resolve(alias) is YamlScalar target:
                return KibanaScalars.KeyText(target, dialect);
            case YamlMapping or YamlSequence:
                // An object as a key becomes what JavaScript, or the library, prints for it.
                return dialect == YamlDialect.Yaml2 ? Print(key) : key is YamlMapping ? "object Object" : string.Join(',', Texts((YamlSequence)key));
            default:
                Refuse(key.Span, "a key must be plain text");
                return null;
        }
    }

    /// <summary>Before 8.14 brackets in a key are path syntax: <c>[a.b]</c> is <c>a.b</c>, <c>a[0]</c> is <c>a.0</c>.</summary>
    private static string AsPath(string text) => text.Contains('[') && text.Contains(']')
        ? text.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).TrimStart('.')
        : text;

    private IEnumerable<string> Texts(YamlSequence sequence) =>
        sequence.Items.Select(item => item is YamlScalar scalar ? KibanaScalars.KeyText(scalar, dialect) : item is YamlMapping ? "[object Object]" : "");

    private string Print(YamlNode node) => node switch
    {
        YamlSequence sequence => " " + string.Join(", ", Texts(sequence)) + " ",
        YamlMapping { Entries: [{ Key: YamlScalar key, Value: YamlScalar { IsMissing: true } }] } => $"{{ {key.Value} }}",
        YamlMapping { Entries: [{ Key: YamlScalar key, Value: YamlScalar value }] } => $"{{ {key.Value}: {value.Value} }}",
        YamlMapping { Entries: [{ Key: YamlMapping inner }] } => Print(inner),
        _ => "{}",
    };

    /// <summary>A name in brackets is not split at its dots; it keeps its brackets when it holds one.</summary>
    private static string Bracketed(string text) => text.Contains('.') ? text : text[1..^1];

    private ValueText TextOf(YamlScalar scalar, YamlNode name)
    {
        var quoted = scalar.Style != YamlScalarStyle.Plain;
        if (scalar.IsTemplated)
            return new(tree.File.Slice(scalar.Span), null, At(scalar.Span), quoted) { IsTemplated = true };
        var (text, type) = KibanaScalars.Read(scalar, dialect);
        // A template may decide whether the value, or the item of a list, is there.
        var isConditional = tree.ConditionsAround(scalar.Span.Start) > tree.ConditionsAround(name.Span.Start);
        return new(text, isConditional || Placeholder.Occurs(text) ? null : text, At(scalar.Span), quoted, type) { IsConditional = isConditional };
    }

    private void Set(string key, ulong nesting, YamlNode name, SettingValue value, TextSpan span)
    {
        var setting = new Setting(key, value, At(name.Span), At(span), source)
        {
            Nesting = nesting,
            IsConditional = IsConditional(name.Span),
        };
        if (byKey.TryGetValue(key, out var earlier))
            source.AddOverruled(earlier.Setting, setting);
        Clear(key, name);
        byKey[key] = (setting, order++);
    }

    /// <summary>Entries are set one after the other: a later value takes the place of what stood there, above it or below it.</summary>
    private void Clear(string key, YamlNode name)
    {
        var child = key;
        var isThere = Shadow(key) || below.ContainsKey(key);
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            var above = key[..dot];
            // Where something is below, all above it is known, and nothing is set there.
            if (below.TryGetValue(above, out var children))
            {
                if (!isThere)
                    children.Add(child);
                break;
            }

            if (!HoldsUnits(above.Length, name))
                return;
            isThere = Shadow(above);
            below[above] = new(1) { child };
            child = above;
        }

        var pending = new Stack<string>();
        for (var next = key; next is not null; pending.TryPop(out next))
        {
            if (!below.Remove(next, out var children))
                continue;
            foreach (var one in children)
            {
                Shadow(one);
                pending.Push(one);
            }
        }
    }

    /// <summary>Counts what the names of settings take; refuses the file when that is too much.</summary>
    private bool HoldsUnits(int units, YamlNode name)
    {
        keyUnits += units;
        if (keyUnits <= MaxKeyUnits)
            return true;
        Refuse(name.Span, "the names of its settings are too long to be held");
        return false;
    }

    /// <summary>Whether it was there.</summary>
    private bool Shadow(string key)
    {
        if (!byKey.Remove(key, out var removed))
            return false;
        source.AddShadowed(removed.Setting);
        return true;
    }

    /// <summary>Numbers as the last part of keys write into a list; what is left out between them is null.</summary>
    private void FoldIndexedLists()
    {
        var groups = new Dictionary<string, List<Setting>>(StringComparer.Ordinal);
        foreach (var (setting, _) in byKey.Values)
        {
            if (IndexOf(setting.Key) < 0 || setting.Value.Kind != SettingValueKind.Scalar)
                continue;
            var parent = setting.Key[..setting.Key.LastIndexOf('.')];
            if (!groups.TryGetValue(parent, out var group))
                groups[parent] = group = [];
            group.Add(setting);
        }

        if (groups.Count == 0)
            return;
        foreach (var (parent, group) in groups)
        {
            var length = 0;
            foreach (var setting in group)
                length = Math.Max(length, IndexOf(setting.Key) + 1);
            // Nothing but the items may stand there.
            if (length > MaxAliasNodes || below[parent].Count != group.Count)
                continue;
            var first = group[0];
            var items = new ValueText[length];
            Array.Fill(items, new("null", "null", first.ValueLocation, Type: ScalarType.Null));
            foreach (var setting in group)
            {
                items[IndexOf(setting.Key)] = setting.Value.Scalar;
                byKey.Remove(setting.Key);
            }

            byKey[parent] = (first with { Key = parent, Value = SettingValue.Of(ImmutableArray.Create(items)) }, order++);
        }
    }

    private static int IndexOf(string key)
    {
        var last = key.AsSpan(key.LastIndexOf('.') + 1);
        return key.Contains('.') && last.Length is > 0 and < 6 && last.IndexOfAnyExceptInRange('0', '9') < 0 && (last.Length == 1 || last[0] != '0')
            ? int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)
            : -1;
    }

    private bool IsConditional(TextSpan span) => tree.ConditionsAround(span.Start) > 0;

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    /// <summary>
    /// A merge key takes effect before the entries above it are read, and may name what one of them holds: their anchors
    /// are read ahead, and forgotten again.
    /// </summary>
    private struct ReadAhead
    {
        private List<(string Anchor, YamlNode? Before)>? remembered;
        private int next;

        public void To(int end, YamlMapping mapping, KibanaLoader loader)
        {
            var pending = new Stack<YamlNode>();
            for (; loader.expanding == 0 && next < end; next++)
            {
                pending.Push(mapping.Entries[next].Value);
                while (pending.TryPop(out var node))
                {
                    if (node.Anchor is { } anchor)
                    {
                        (remembered ??= []).Add((anchor, loader.anchors.GetValueOrDefault(anchor)));
                        loader.anchors[anchor] = node;
                    }

                    PushParts(node, pending);
                }
            }
        }

        public readonly void Undo(KibanaLoader loader)
        {
            for (var i = (remembered?.Count ?? 0) - 1; i >= 0; i--)
            {
                var (anchor, before) = remembered![i];
                if (before is null)
                    loader.anchors.Remove(anchor);
                else
                    loader.anchors[anchor] = before;
            }
        }
    }
}

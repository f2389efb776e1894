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
    private readonly List<(Setting Setting, int Order)> overwritten = [];
    /// <summary>What stands before a dot in a key that was ever set.</summary>
    private readonly HashSet<string> parents = new(StringComparer.Ordinal);
    private readonly HashSet<YamlEntry> ambiguous = new(ReferenceEqualityComparer.Instance);
    private int aliasNodes;
    private int order;
    private int level;
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

        FoldIndexedLists();
        foreach (var (setting, _) in byKey.Values.Concat(overwritten).OrderBy(static entry => entry.Order))
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
            keyUnits += prefix.Length + name.Length;
            if (keyUnits > MaxKeyUnits)
            {
                Refuse(entry.Key.Span, "the names of its settings are too long to be held");
                return;
            }

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
                    Value(key, nesting, name, target);
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
        var items = new List<YamlNode>(list.Items.Count);
        foreach (var item in list.Items)
        {
            Remember(item);
            if (item is YamlAlias alias)
            {
                if (Resolve(alias) is { } target)
                    items.Add(target);
            }
            else
            {
                items.Add(item);
            }
        }

        if (key.Length > 0 && items.TrueForAll(static item => item is YamlScalar))
        {
            var texts = ImmutableArray.CreateBuilder<ValueText>(items.Count);
            foreach (var item in items)
            {
                var scalar = (YamlScalar)item;
                if (KibanaScalars.RefusesTag(scalar, dialect))
                    Refuse(scalar.Span, "the tag is unknown");
                texts.Add(TextOf(scalar, name));
            }

            Set(key, nesting, name, SettingValue.Of(texts.DrainToImmutable()), list.Span);
            return;
        }

        if (items.Count == 0)
            Set(key, nesting, name, SettingValue.Of(ImmutableArray<ValueText>.Empty), list.Span);
        for (var i = 0; i < items.Count; i++)
            Value(Join(key, i.ToString()), nesting, name, items[i]);
    }

    /// <summary>The entries of a mapping with its merge keys applied, where the library does so; null when the file is refused.</summary>
    private List<YamlEntry>? Entries(YamlMapping mapping)
    {
        var result = new List<YamlEntry>(mapping.Entries.Count);
        var seen = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        List<YamlNode>? merged = null;
        foreach (var entry in mapping.Entries)
        {
            Remember(entry.Key);
            if (dialect != YamlDialect.Yaml2 && entry.Key is YamlScalar { Value: "<<", Style: YamlScalarStyle.Plain })
            {
                (merged ??= []).Add(entry.Value);
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

        if (merged is not null)
        {
            foreach (var node in merged)
                Merge(node, result, seen);
        }

        return result;
    }

    private void Merge(YamlNode node, List<YamlEntry> result, Dictionary<string, YamlEntry> seen)
    {
        Remember(node);
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
        if (node.Anchor is { } anchor)
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
            if (next is YamlMapping mapping)
            {
                foreach (var entry in mapping.Entries)
                    pending.Push(entry.Value);
            }
            else if (next is YamlSequence sequence)
            {
                foreach (var item in sequence.Items)
                    pending.Push(item);
            }
        }

        return size;
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
        Shadow(key);
        Clear(key);
        byKey[key] = (setting, order++);
    }

    /// <summary>Entries are set one after the other: a later value takes the place of what stood there, above it or below it.</summary>
    private void Clear(string key)
    {
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            var above = key[..dot];
            Shadow(above);
            parents.Add(above);
        }

        if (!parents.Contains(key))
            return;
        var below = key + ".";
        foreach (var other in byKey.Keys.Where(other => other.StartsWith(below, StringComparison.Ordinal)).ToList())
            Shadow(other);
    }

    private void Shadow(string key)
    {
        if (byKey.Remove(key, out var removed))
            source.AddShadowed(removed.Setting);
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
        var below = CountBelow(groups);
        foreach (var (parent, group) in groups)
        {
            var length = 0;
            foreach (var setting in group)
                length = Math.Max(length, IndexOf(setting.Key) + 1);
            if (below[parent] != group.Count || length > MaxAliasNodes)
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

    /// <summary>How many settings stand below each of the groups, at any depth.</summary>
    private Dictionary<string, int> CountBelow(Dictionary<string, List<Setting>> groups)
    {
        var below = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in byKey.Keys)
        {
            for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
            {
                var above = key[..dot];
                if (groups.ContainsKey(above))
                    below[above] = below.GetValueOrDefault(above) + 1;
            }
        }

        return below;
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
}

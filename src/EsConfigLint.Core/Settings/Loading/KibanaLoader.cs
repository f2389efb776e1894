using System.Collections.Immutable;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>The loader profiles of Kibana: a tree of a kibana.yml to flattened settings, as that version does it.</summary>
/// <remarks>kbn-config's raw config reader over js-yaml 3, js-yaml 4 or yaml 2; asked of 8.3.3 and 8.12.2, after the sources for later ones.</remarks>
public sealed class KibanaLoader
{
    /// <summary>How deep values may stand in each other once aliases are put in. What JavaScript's stack holds depends on the machine.</summary>
    private const int MaxLevels = 2_000;

    private readonly YamlTree tree;
    private readonly StackVersion version;
    private readonly YamlDialect dialect;
    private readonly SettingsSource source;
    private readonly SameContent sameContent;
    private readonly KibanaAliases aliases;
    private readonly KibanaSettings settings;
    private int level;

    private KibanaLoader(YamlTree tree, StackVersion version)
    {
        this.tree = tree;
        this.version = version;
        dialect = DialectOf(version);
        source = new(tree.File, Product.Kibana, SettingsOrigin.File);
        aliases = new(Refuse);
        settings = new(source, Refuse);
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
            settings.FoldIndexedLists();
        foreach (var setting in settings.All)
            source.Add(setting);
        source.Start = source.Settings.Count > 0 ? source.Settings[0].KeyLocation : new(tree.File, default);

        // The items were read; then "Unknown configuration key(s)" ends the start (read_config.ts and ensure_valid_configuration.ts, 7.x to 8.9; seen on 8.3.3).
        if (tree.Documents[0].Root is YamlSequence items)
        {
            const string Reason = "the items of its list are taken for settings named 0, 1 and so on, which it does not know";
            source.Add(new LoadProblem(LoadProblemKind.Unreadable, At(items.Span), "", Reason, RefusesFile: false));
        }
    }

    private void Refuse(TextSpan span, string reason) =>
        source.Add(new LoadProblem(LoadProblemKind.Unreadable, At(span), "", reason, RefusesFile: true));

    private Location At(TextSpan span) => new(tree.File, span);

    private void Flatten(YamlMapping mapping, string prefix, ulong nesting)
    {
        aliases.Remember(mapping);
        var entries = Entries(mapping);
        if (entries is null || !source.IsReadable)
            return;
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

            if (settings.HasRoomFor(prefix.Length + name.Length, entry.Key.Span))
                Value(Join(prefix, name), nesting, entry.Key, entry.Value);
        }
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
        aliases.Remember(value);
        switch (value)
        {
            case YamlAlias alias:
                if (aliases.Resolve(alias) is { } target)
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
            var target = item is YamlAlias alias ? aliases.Resolve(alias) : item;
            if (texts is not null && target is YamlScalar scalar)
            {
                aliases.Remember(item);
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

    /// <summary>Reads a value again that was read where it stands.</summary>
    private void Expanded(string key, ulong nesting, YamlNode name, YamlNode value)
    {
        aliases.Suspend();
        Value(key, nesting, name, value);
        aliases.Resume();
    }

    /// <summary>The entries of a mapping with its merge keys applied, where the library does so; null when the file is refused.</summary>
    private List<YamlEntry>? Entries(YamlMapping mapping)
    {
        var result = new List<YamlEntry>(mapping.Entries.Count);
        var seen = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        List<YamlNode>? merged = null;
        var ahead = default(KibanaAliases.ReadAhead);
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            aliases.Remember(entry.Key);
            if (dialect != YamlDialect.Yaml2 && entry.Key is YamlScalar { Value: "<<", Style: YamlScalarStyle.Plain })
            {
                ahead.To(i, mapping, aliases);
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
                source.Add(new LoadProblem(LoadProblemKind.DuplicateKey, At(entry.Key.Span), key, "it is given twice", RefusesFile: true, At(first.Key.Span))
                {
                    SameValue = sameContent.Have(entry.Value, first.Value),
                });
            }

            result.Add(entry);
        }

        ahead.Undo(aliases);
        foreach (var node in merged ?? [])
            Merge(node, result, seen);
        return result;
    }

    /// <summary>What a merge key names; its aliases mean what they mean where they stand.</summary>
    private void AddTargets(List<YamlNode> targets, YamlNode node)
    {
        aliases.Remember(node);
        foreach (var one in node is YamlSequence list ? list.Items : [node])
        {
            aliases.Remember(one);
            if ((one is YamlAlias alias ? aliases.Resolve(alias) : one) is { } target)
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
            case YamlAlias alias when aliases.Resolve(alias) is { } target:
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

    private string? KeyOf(YamlNode key)
    {
        if (key is YamlAlias alias && aliases.Resolve(alias) is YamlScalar target)
            return KibanaScalars.KeyText(target, dialect);
        if (KibanaKeys.TextOf(key, dialect, version) is { } text)
            return text;
        Refuse(key.Span, "a key must be plain text");
        return null;
    }

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

    private void Set(string key, ulong nesting, YamlNode name, SettingValue value, TextSpan span) =>
        settings.Set(new(key, value, At(name.Span), At(span), source) { Nesting = nesting, IsConditional = IsConditional(name.Span) });

    private bool IsConditional(TextSpan span) => tree.ConditionsAround(span.Start) > 0;

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}

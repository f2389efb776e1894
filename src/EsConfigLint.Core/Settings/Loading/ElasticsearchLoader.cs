using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>The loader profiles of Elasticsearch: a tree of an elasticsearch.yml to flattened settings, as that version does it.</summary>
/// <remarks>Settings.fromXContent and InternalSettingsPreparer, asked of 7.17.28, 8.19.0, 9.1.0 and 9.3.0.</remarks>
public sealed class ElasticsearchLoader
{
    /// <summary>SnakeYAML's limit for a file, in characters.</summary>
    private const int MaxCharacters = 3 * 1024 * 1024;

    /// <summary>Jackson's limit of levels from 8.16 on.</summary>
    private const int MaxLevels = 1000;

    /// <summary>Characters that all flattened names may have together: far beyond any real file, it keeps a hostile one from filling the memory.</summary>
    private const int MaxKeyUnits = 32 * 1024 * 1024;

    private const string BeginGenerated = "BEGIN SECURITY AUTO CONFIGURATION";
    private const string EndGenerated = "END SECURITY AUTO CONFIGURATION";

    private readonly YamlTree tree;
    private readonly StackVersion version;
    private readonly SettingsSource source;
    private readonly SameContent sameContent;
    private Dictionary<string, Location>? anchors;
    private Dictionary<string, YamlNode?>? values;
    private int keyUnits;
    private bool holdsIndexedLists;

    private ElasticsearchLoader(YamlTree tree, StackVersion version)
    {
        this.tree = tree;
        this.version = version;
        sameContent = new(tree, IsSameText);
        source = new(tree.File, Product.Elasticsearch, SettingsOrigin.File);
    }

    public static SettingsSource Load(YamlTree tree, StackVersion version)
    {
        var loader = new ElasticsearchLoader(tree, version);
        loader.Load();
        return loader.source;
    }

    private void Load()
    {
        var file = tree.File;
        if (file.FirstInvalidUtf8 is { } invalid)
        {
            Refuse(new(invalid, 1), "it holds bytes that are not UTF-8");
            return;
        }

        if (file.Text.Length > MaxCharacters)
        {
            Refuse(new(MaxCharacters, 0), $"it has more than {MaxCharacters} characters");
            return;
        }

        if (tree.Error is { } error)
        {
            if (tree.Islands.Count > 0)
            {
                source.Add(new LoadProblem(LoadProblemKind.Template, At(error.Span), "", error.Reason, RefusesFile: false));
                return;
            }

            Refuse(error.Span, error.Reason);
            return;
        }

        if (tree.OddAnchor is { } anchor)
        {
            Refuse(anchor, "the name of an anchor holds something else than letters, digits, '-' and '_'");
            return;
        }

        source.DependsOnVersion = tree.Depth > MaxLevels;
        if (tree.Depth > MaxLevels && version.IsAtLeast(8, 16))
        {
            Refuse(tree.DeepestPlace, $"it is nested deeper than {MaxLevels} levels");
            return;
        }

        source.IsOpen = tree.MayHoldMore;
        if (tree.Documents.Count == 0)
            return;
        var document = tree.Documents[0];
        switch (document.Root)
        {
            case YamlMapping root:
                if (tree.Documents.Count > 1)
                {
                    Refuse(new(tree.Documents[1].Span.Start, Math.Min(3, tree.Documents[1].Span.Length)), "a second document begins here, and only one is read");
                    return;
                }

                if (ElasticsearchTabs.FirstForbidden(tree) is { } tab)
                {
                    Refuse(new(tab, 1), "a tab stands where only blanks may");
                    return;
                }

                Flatten(root);
                break;
            case YamlScalar { IsMissing: true } when !document.HasStartMarker:
            case null when !document.HasStartMarker:
                return;
            case YamlScalar scalar when MayBecomeSettings(scalar):
                source.DependsOnVersion = source.IsOpen = true;
                return;
            case var _ when tree.IsDecidedByTemplate(document):
                source.IsOpen = true;
                return;
            default:
                Refuse(document.Root?.Span ?? document.Span, "its content is no mapping of settings");
                return;
        }

        source.Start = source.Settings.Count > 0 ? source.Settings[0].KeyLocation : new(file, default);
        FoldIndexedLists();
        if (version.IsBefore(7))
            DoubtContradictions();
        FindGenerated();
    }

    /// <summary>Whether a variable gives lines that nobody here knows: from 8.2 on it may give whole ones (InternalSettingsPreparer.loadConfigWithSubstitutions).</summary>
    private bool MayBecomeSettings(YamlScalar scalar) =>
        version.IsAtLeast(8, 2) && Placeholder.FindIn(scalar.Value).Any(static placeholder => placeholder.Default is null);

    private void Refuse(TextSpan span, string reason) =>
        source.Add(new LoadProblem(LoadProblemKind.Unreadable, At(span), "", reason, RefusesFile: true));

    private Location At(TextSpan span) => new(tree.File, span);

    private void Flatten(YamlMapping root)
    {
        // One work item per entry still to do, the next one on top: nesting costs no stack.
        var pending = new Stack<(string Prefix, ulong Nesting, YamlEntry Entry, bool IsAmbiguous, int Limit)>(root.Entries.Count);
        Push(root, "", 0, isAmbiguous: false, tree.File.Text.Length + 1);
        while (pending.TryPop(out var item))
        {
            if (!source.IsReadable)
                return;
            if (item.Entry.Key is not YamlScalar name)
            {
                Refuse(item.Entry.Key.Span, "a key must be plain text");
                return;
            }

            if (name.IsTemplated)
            {
                source.IsOpen = true;
                continue;
            }

            keyUnits += item.Prefix.Length + name.Value.Length;
            if (keyUnits > MaxKeyUnits)
            {
                Refuse(name.Span, "the names of its settings are too long to be held");
                return;
            }

            var key = item.Prefix.Length == 0 ? name.Value : string.Concat(item.Prefix, ".", name.Value);
            if (name.Value == "<<" && name.Style == YamlScalarStyle.Plain)
                source.Add(new LoadProblem(LoadProblemKind.UnresolvedMergeKey, At(name.Span), key, "a merge key is an ordinary name here", RefusesFile: false));
            Value(key, item.Nesting, name, item.Entry.Value, item.IsAmbiguous, item.Limit);
        }

        // The limit is where the next key begins: what a value may be made of ends there.
        void Push(YamlMapping mapping, string prefix, ulong nesting, bool isAmbiguous, int limit)
        {
            var ambiguous = Duplicates(mapping, prefix);
            for (var i = mapping.Entries.Count - 1; i >= 0; i--)
            {
                var entry = mapping.Entries[i];
                pending.Push((prefix, nesting, entry, isAmbiguous || (ambiguous is not null && entry.KeyText is { } text && ambiguous.Contains(text)), limit));
                limit = entry.Key.Span.Start;
            }
        }

        void Value(string key, ulong nesting, YamlScalar name, YamlNode value, bool isAmbiguous, int limit)
        {
            switch (value)
            {
                case YamlMapping mapping:
                    var dots = key.AsSpan().Count('.');
                    Push(mapping, key, dots < 64 ? nesting | (1UL << dots) : nesting, isAmbiguous, limit);
                    break;
                case YamlSequence sequence:
                    AddSetting(key, nesting, name, ListOf(key, name, sequence), sequence.Span, isAmbiguous);
                    break;
                case YamlAlias alias:
                    // With a merge key the alias is half of one mistake.
                    if (name.Value != "<<")
                        source.Add(Unresolved(alias, key));
                    AddSetting(key, nesting, name, SettingValue.Of(new ValueText(alias.Name, alias.Name, At(alias.Span))), alias.Span, isAmbiguous);
                    break;
                case YamlScalar { Tag: "!!binary" } binary:
                    Refuse(binary.Span, "binary values are not taken");
                    break;
                case YamlScalar scalar when IsNull(scalar) && (IsConditional(name.Span) || MayBeFilledIn(scalar, limit)):
                    AddSetting(key, nesting, name, SettingValue.Of(new ValueText("", null, At(scalar.Span))), scalar.Span, isAmbiguous);
                    break;
                case YamlScalar scalar when IsNull(scalar):
                    source.Add(new LoadProblem(LoadProblemKind.NullValue, At(name.Span), key, "it has no value", RefusesFile: true));
                    AddSetting(key, nesting, name, SettingValue.Null, scalar.Span, isAmbiguous);
                    break;
                case YamlScalar scalar:
                    AddSetting(key, nesting, name, SettingValue.Of(TextUnder(name, scalar, convertBooleans: true)), scalar.Span, isAmbiguous);
                    break;
            }
        }
    }

    private void AddSetting(string key, ulong nesting, YamlScalar name, SettingValue value, TextSpan span, bool isAmbiguous)
    {
        holdsIndexedLists |= key.EndsWith(".0", StringComparison.Ordinal);
        source.Add(new Setting(key, value, At(name.Span), At(span), source)
        {
            Nesting = nesting,
            IsAmbiguous = isAmbiguous,
            IsConditional = IsConditional(name.Span),
        });
    }

    /// <summary>Whether a template decides if what stands there is in the file.</summary>
    private bool IsConditional(TextSpan span) => tree.ConditionsAround(span.Start) > 0;

    /// <summary>Whether an empty value is followed by something of a template that may be the value.</summary>
    private bool MayBeFilledIn(YamlScalar scalar, int limit)
    {
        if (!scalar.IsMissing || tree.Islands.Count == 0)
            return false;
        var next = tree.FirstIslandBehind(scalar.Span.Start);
        return next < tree.Islands.Count && tree.Islands[next].Span.Start < limit;
    }

    private SettingValue ListOf(string key, YamlScalar name, YamlSequence sequence)
    {
        var items = ImmutableArray.CreateBuilder<ValueText>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            switch (item)
            {
                case YamlScalar { Tag: not "!!binary" } scalar when !IsNull(scalar):
                    items.Add(TextUnder(name, scalar, convertBooleans: false));
                    break;
                case YamlAlias alias:
                    source.Add(Unresolved(alias, key));
                    items.Add(new(alias.Name, alias.Name, At(alias.Span)));
                    break;
                default:
                    source.Add(new LoadProblem(LoadProblemKind.NonScalarItem, At(item.Span), key, "a list holds something else than plain values", RefusesFile: true));
                    break;
            }
        }

        return SettingValue.Of(items.DrainToImmutable());
    }

    /// <summary>The text of a key's value or of one of its items; unknown where a template decides whether it is there.</summary>
    private ValueText TextUnder(YamlScalar name, YamlScalar scalar, bool convertBooleans)
    {
        var text = TextOf(scalar, convertBooleans);
        return tree.ConditionsAround(scalar.Span.Start) > tree.ConditionsAround(name.Span.Start) ? text with { Known = null, IsConditional = true } : text;
    }

    private ValueText TextOf(YamlScalar scalar, bool convertBooleans)
    {
        var text = scalar.Value;
        if (convertBooleans && (scalar.Style == YamlScalarStyle.Plain || scalar.Tag == "!!bool"))
            text = BooleanWords.Normalise(text);
        var quoted = scalar.Style != YamlScalarStyle.Plain;
        if (scalar.IsTemplated)
            return new(tree.File.Slice(scalar.Span), null, At(scalar.Span), quoted) { IsTemplated = true };
        return new(text, Placeholder.Occurs(text) ? Resolve(text) : text, At(scalar.Span), quoted);
    }

    /// <summary>
    /// From 8.2 on the environment is asked before parsing, and only for <c>${NAME}</c>; the form with a default then never sees it, so its
    /// default is the value. Before that the environment wins, which nobody here knows.
    /// </summary>
    private string? Resolve(string text)
    {
        source.DependsOnVersion = true;
        if (version.IsBefore(8, 2))
            return null;
        var placeholders = Placeholder.FindIn(text);
        if (placeholders.Count == 0)
            return text;
        var result = new StringBuilder(text.Length);
        var from = 0;
        foreach (var placeholder in placeholders)
        {
            if (placeholder.Default is null || placeholder.Default.Contains("${", StringComparison.Ordinal)
                || ReplacementFor(placeholder) is not { } replacement)
                return null;
            result.Append(text, from, placeholder.Span.Start - from).Append(replacement);
            from = placeholder.Span.End;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>A setting of the same file wins over the default; null when its value is out of sight or no single text.</summary>
    private string? ReplacementFor(Placeholder placeholder)
    {
        if (!(values ??= ValuesOfFile()).TryGetValue(placeholder.Name, out var value))
            return placeholder.Default;
        return value is YamlScalar { IsTemplated: false } scalar && !IsConditional(scalar.Span) && !Placeholder.Occurs(scalar.Value) && !IsNull(scalar)
            ? TextOf(scalar, convertBooleans: true).Known
            : null;
    }

    /// <summary>The values of the file by flattened key; null where two values are given.</summary>
    private Dictionary<string, YamlNode?> ValuesOfFile()
    {
        var found = new Dictionary<string, YamlNode?>(StringComparer.Ordinal);
        var pending = new Stack<(string Prefix, YamlMapping Mapping)>();
        if (tree.Documents[0].Root is YamlMapping root)
            pending.Push(("", root));
        var units = 0;
        while (pending.TryPop(out var next))
        {
            foreach (var entry in next.Mapping.Entries)
            {
                if (entry.KeyText is not { } name)
                    continue;
                var key = next.Prefix.Length == 0 ? name : string.Concat(next.Prefix, ".", name);
                units += key.Length;
                if (units > MaxKeyUnits)
                    return found;
                if (entry.Value is YamlMapping mapping)
                    pending.Push((key, mapping));
                else if (!found.TryAdd(key, entry.Value))
                    found[key] = null;
            }
        }

        return found;
    }

    private LoadProblem Unresolved(YamlAlias alias, string key) =>
        new(LoadProblemKind.UnresolvedAlias, At(alias.Span), key, "an alias is not resolved", RefusesFile: false, AnchorOf(alias.Name))
        {
            LiteralText = alias.Name,
        };

    private Location? AnchorOf(string name)
    {
        if (anchors is null)
        {
            anchors = new(StringComparer.Ordinal);
            var pending = new Stack<YamlNode>();
            pending.Push(tree.Documents[0].Root!);
            while (pending.TryPop(out var node))
            {
                if (node.Anchor is { } anchor)
                    anchors[anchor] = At(node.Span);
                switch (node)
                {
                    case YamlMapping mapping:
                        foreach (var entry in mapping.Entries)
                        {
                            pending.Push(entry.Key);
                            pending.Push(entry.Value);
                        }

                        break;
                    case YamlSequence sequence:
                        foreach (var item in sequence.Items)
                            pending.Push(item);
                        break;
                }
            }
        }

        return anchors.TryGetValue(name, out var location) ? location : null;
    }

    /// <summary>Reports keys that one mapping holds twice; gives those whose values differ.</summary>
    private HashSet<string>? Duplicates(YamlMapping mapping, string prefix)
    {
        HashSet<string>? ambiguous = null;
        var seen = new Dictionary<string, YamlEntry>(mapping.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (entry.KeyText is not { } key || entry.Key is YamlScalar { IsTemplated: true } || IsConditional(entry.Key.Span) || seen.TryAdd(key, entry))
                continue;
            var first = seen[key];
            var same = sameContent.Have(entry.Value, first.Value);
            var name = prefix.Length == 0 ? key : $"{prefix}.{key}";
            source.Add(new LoadProblem(LoadProblemKind.DuplicateKey, At(entry.Key.Span), name, "it is given twice", RefusesFile: true, At(first.Key.Span))
            {
                SameValue = same,
            });
            if (!same)
                (ambiguous ??= new(StringComparer.Ordinal)).Add(key);
        }

        return ambiguous;
    }

    /// <summary>A boolean has several words where it is no item.</summary>
    private bool IsSameText(YamlScalar left, YamlScalar right, bool areItems) =>
        IsNull(left) ? IsNull(right) : !IsNull(right) && TextOf(left, convertBooleans: !areItems).Text == TextOf(right, convertBooleans: !areItems).Text;

    private static bool IsNull(YamlScalar scalar) =>
        scalar is { Style: YamlScalarStyle.Plain, Tag: "!!null" }
        || (scalar is { Style: YamlScalarStyle.Plain, Tag: null, IsTemplated: false } && scalar.Value is ("" or "~" or "null" or "Null" or "NULL"));

    private void FoldIndexedLists()
    {
        if (!holdsIndexedLists || IndexedLists.Fold(source) is not { } first)
            return;
        var list = first.Key[..^2];
        source.Add(new LoadProblem(LoadProblemKind.Unreadable, first.KeyLocation, list, $"'{list}' is given both as a value and as a list", RefusesFile: true));
    }

    /// <summary>6.x refuses a file with a setting in two spellings (7.0 takes the later one): of two values neither holds.</summary>
    private void DoubtContradictions()
    {
        HashSet<string>? contradicted = null;
        foreach (var (first, later) in source.SpellingConflicts)
        {
            var reason = $"'{later.Key}' is given under two spellings";
            source.Add(new LoadProblem(LoadProblemKind.TwoSpellings, later.KeyLocation, later.Key, reason, RefusesFile: true, first.KeyLocation));
            source.DependsOnVersion = true;
            if (!first.Value.HasSameContent(later.Value))
                (contradicted ??= new(StringComparer.Ordinal)).Add(later.Key);
        }

        if (contradicted is null)
            return;
        source.ReplaceSettings(source.Settings.Select(setting => contradicted.Contains(setting.Key) ? setting with { IsAmbiguous = true } : setting));
    }

    private void FindGenerated()
    {
        var text = tree.File.Text;
        var begin = text.IndexOf(BeginGenerated, StringComparison.Ordinal);
        if (begin < 0)
            return;
        var end = text.IndexOf(EndGenerated, begin, StringComparison.Ordinal);
        source.AddGeneratedRegion(TextSpan.FromBounds(begin, end < 0 ? text.Length : end));
    }
}

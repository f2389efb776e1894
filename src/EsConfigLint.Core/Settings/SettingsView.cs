using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using EsConfigLint.Core.Settings.Values;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>One entry of a list setting.</summary>
/// <param name="Written">The text as written.</param>
/// <param name="Known">The text that the product will work with, or null when a part of it is out of sight.</param>
public sealed record ListItem(string Written, string? Known, Location Location)
{
    /// <summary>Whether it is an entry for certain, and no text in whose place none or several may stand.</summary>
    public bool IsEntry { get; init; } = Known is not null;
}

/// <summary>The settings that one process runs with: all its carriers in the product's own precedence.</summary>
public sealed class SettingsView
{
    private readonly Dictionary<string, Setting> effective;
    private readonly List<Setting> ordered;
    private readonly ImmutableArray<SettingsSource> sources;
    private readonly Product product;
    private readonly bool keystoreIsOpen;

    /// <summary>The lengths of the keys, modulo 64: most keys that rules ask for are not set, and need no look into the table.</summary>
    private readonly ulong lengths;

    /// <param name="sources">Lowest precedence first.</param>
    /// <param name="isOpen">Whether settings may come from somewhere that is out of sight.</param>
    /// <param name="keystoreIsOpen">Whether there may be a keystore whose entries are out of sight.</param>
    public SettingsView(Product product, ImmutableArray<SettingsSource> sources, bool isOpen, bool keystoreIsOpen)
    {
        this.product = product;
        this.sources = sources;
        this.keystoreIsOpen = keystoreIsOpen;
        IsOpen = isOpen || sources.Any(static source => source.IsOpen);
        var count = 0;
        foreach (var source in sources)
            count += source.Settings.Count;
        effective = new(count, StringComparer.Ordinal);
        ordered = new(count);
        foreach (var source in sources)
        {
            foreach (var setting in source.Settings)
            {
                effective[setting.Key] = setting;
                lengths |= 1UL << (setting.Key.Length & 63);
                ordered.Add(setting);
            }
        }

        if (effective.Count < ordered.Count)
            ordered.RemoveAll(setting => !ReferenceEquals(effective[setting.Key], setting));
    }

    /// <summary>Whether an absent setting may yet be set where we cannot look.</summary>
    public bool IsOpen { get; }

    /// <summary>The occurrences that decide, one per key, in source and file order.</summary>
    public IReadOnlyList<Setting> All => ordered;

    public bool TryGet(string key, [NotNullWhen(true)] out Setting? setting)
    {
        setting = null;
        return (lengths & (1UL << (key.Length & 63))) != 0 && effective.TryGetValue(key, out setting);
    }

    /// <summary>Whether anything at all is set below <paramref name="prefix"/> (which ends with a dot).</summary>
    public Truth HasAnyUnder(string prefix)
    {
        var conditional = false;
        foreach (var setting in ordered)
        {
            if (!setting.Key.StartsWith(prefix, StringComparison.Ordinal) || setting.IsDropped)
                continue;
            if (!setting.IsConditional)
                return Truth.Yes;
            conditional = true;
        }

        return conditional || IsOpen ? Truth.Unknown : Truth.No;
    }

    /// <summary>The deciding occurrences below <paramref name="prefix"/> (which ends with a dot), in file order.</summary>
    public IEnumerable<Setting> Under(string prefix) =>
        ordered.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The distinct names that stand right below <paramref name="prefix"/> (which ends with a dot), in file order.</summary>
    public IEnumerable<string> NamesUnder(string prefix) =>
        Under(prefix).Select(setting => NextSegment(setting.Key, prefix.Length)).Distinct(StringComparer.Ordinal);

    public Reading<string> Text(string key)
    {
        var state = StateOf(key, out var setting);
        return new(this, key, state, state == ReadingState.Known ? setting!.Value.Scalar.Known : null, setting);
    }

    public Reading<bool> Boolean(string key) => Read<bool>(key, product == Product.Kibana ? KibanaValues.TryBoolean : ElasticsearchValues.TryBoolean);

    public Reading<int> Integer(string key) => Read<int>(key, ElasticsearchValues.TryInteger);

    /// <summary>Reads a duration. Elasticsearch's <c>-1</c>, which stands for none or off, is minus one millisecond.</summary>
    public Reading<TimeSpan> Time(string key, StackVersion version) => Read<TimeSpan>(key, product == Product.Kibana
        ? (text, out value) => KibanaValues.TryDuration(text, version, out value)
        : ElasticsearchValues.TryTime);

    /// <summary>Reads a size in bytes; what a product takes depends on its version (decimals since Elasticsearch 9.0, upper case since Kibana 8.0).</summary>
    public Reading<long> Bytes(string key, StackVersion version) => Read<long>(key, product == Product.Kibana
        ? (text, out value) => KibanaValues.TryBytes(text, version, out value)
        : (text, out value) => ElasticsearchValues.TryBytes(text, version, out value));

    /// <summary>Reads one of a closed list of words; another word is malformed. The value is the word of the list.</summary>
    public Reading<string> Enum(string key, StringComparison comparison, params ImmutableArray<string> words) => Read<string>(
        key,
        (text, out value) =>
        {
            foreach (var word in words)
            {
                if (text.Equals(word, comparison))
                {
                    value = word;
                    return true;
                }
            }

            value = "";
            return false;
        });

    /// <summary>Reads a list: a YAML list, or a text with commas where the product takes one. Single entries may be unknown.</summary>
    public Reading<ImmutableArray<ListItem>> List(string key)
    {
        if (!TryGet(key, out var setting))
            return new(this, key, WhenUnwritten(key), [], null);
        if (setting.IsConditional || setting.IsAmbiguous)
            return new(this, key, ReadingState.Unknown, [], setting);
        switch (setting.Value.Kind)
        {
            case SettingValueKind.List:
                return new(this, key, ReadingState.Known, ItemsOf(setting.Value.Items), setting);
            case SettingValueKind.Scalar when setting.IsDropped:
                return new(this, key, ReadingState.Absent, [], setting);
            case SettingValueKind.Scalar when setting.Value.Scalar.Known is { } text:
                var items = product == Product.Kibana ? OfKibana(setting.Value.Scalar, text) : SplitAtCommas(text, setting.ValueLocation);
                return new(this, key, ReadingState.Known, items, setting);
            case SettingValueKind.Scalar when !setting.Value.Scalar.Text.Contains(','):
                return new(this, key, ReadingState.Known, [new(setting.Value.Scalar.Text, null, setting.ValueLocation)], setting);
            default:
                return new(this, key, ReadingState.Unknown, [], setting);
        }
    }

    /// <summary>Where a finding about a key goes: its value, its key when the value is secret or missing, else the anchor.</summary>
    internal Location LocationOf(string key, Setting? setting)
    {
        if (setting is null)
            return Anchor(key);
        return setting.Value.Kind == SettingValueKind.Null || setting.ValueLocation.Span.IsEmpty || setting.IsHidden
            ? setting.KeyLocation
            : setting.ValueLocation;
    }

    /// <summary>That a setting has a value: in place of the one that decides, or beside its siblings when nothing is written.</summary>
    public SettingChange Set(string key, string value) => TryGet(key, out var current)
        ? new SettingIsSet(current.Source, key, current, value)
        : new SettingIsSet(Sibling(key)?.Source ?? FirstWritable, key, null, value);

    /// <summary>
    /// Where a finding about an absent setting points, its anchor: the key that shares most of its segments, else that of
    /// <c>xpack.security.enabled</c>, of the cluster's or server's name, or the first one; the start of an empty file.
    /// </summary>
    public Location Anchor(string key) => Sibling(key)?.KeyLocation ?? FirstWritable.Start;

    private SettingsSource FirstWritable
    {
        get
        {
            foreach (var source in sources)
            {
                if (source.Origin != SettingsOrigin.Keystore)
                    return source;
            }

            return sources[0];
        }
    }

    private Setting? Sibling(string key)
    {
        Setting? best = null;
        var bestSegments = 0;
        Setting? security = null;
        Setting? name = null;
        Setting? first = null;
        foreach (var setting in ordered)
        {
            if (setting.Source.Origin == SettingsOrigin.Keystore)
                continue;
            first ??= setting;
            if (setting.Key == "xpack.security.enabled")
                security = setting;
            else if (setting.Key is "cluster.name" or "server.name")
                name = setting;
            var common = CommonSegments(setting.Key, key);
            if (common > bestSegments || (common == bestSegments && common > 0 && setting == security))
                (best, bestSegments) = (setting, common);
        }

        return best ?? security ?? name ?? first;
    }

    private Reading<T> Read<T>(string key, ValueParser<T> parse)
    {
        var state = StateOf(key, out var setting);
        if (state != ReadingState.Known)
            return new(this, key, state, default, setting);
        return parse(setting!.Value.Scalar.Known, out var value)
            ? new(this, key, ReadingState.Known, value, setting)
            : new(this, key, ReadingState.Malformed, default, setting);
    }

    /// <summary>The state of a setting that is to be one text, before that text is parsed: known means that there is one.</summary>
    private ReadingState StateOf(string key, out Setting? setting)
    {
        if (!TryGet(key, out setting))
            return WhenUnwritten(key);
        if (setting.IsConditional || setting.IsAmbiguous || !setting.Value.IsKnown)
            return ReadingState.Unknown;
        if (setting.IsDropped)
            return ReadingState.Absent;
        return setting.Value.Kind == SettingValueKind.Scalar ? ReadingState.Known : ReadingState.Malformed;
    }

    private ReadingState WhenUnwritten(string key) =>
        IsOpen || (keystoreIsOpen && SecretSettings.IsSecret(product, key)) ? ReadingState.Unknown : ReadingState.Absent;

    // Loops, because a start-up that is not native compiles every query over a value of our own.
    private static ImmutableArray<ListItem> ItemsOf(ImmutableArray<ValueText> texts)
    {
        var items = new ListItem[texts.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = new(texts[i].Text, texts[i].Known, texts[i].Location) { IsEntry = texts[i] is { IsTemplated: false, IsConditional: false } };
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    /// <summary>Kibana takes the JSON text of a list for the list, and any other text for its only item.</summary>
    private static ImmutableArray<ListItem> OfKibana(ValueText value, string text) =>
        BracketedList.Of(value) is { } items ? ItemsOf(items) : [new(text, text, value.Location)];

    private static ImmutableArray<ListItem> SplitAtCommas(string text, Location location)
    {
        if (!text.Contains(','))
            return [new(text.Trim(), text.Trim(), location)];
        var items = ImmutableArray.CreateBuilder<ListItem>();
        var written = location.File.Text.AsSpan(location.Span.Start, location.Span.Length);
        var offset = written.IndexOf(text, StringComparison.Ordinal);
        foreach (var part in text.AsSpan().Split(','))
        {
            var raw = text.AsSpan(part);
            var trimmed = raw.Trim();
            if (trimmed.IsEmpty)
                continue;
            var start = part.Start.Value + (raw.Length - raw.TrimStart().Length);
            var span = offset < 0 ? location.Span : new TextSpan(location.Span.Start + offset + start, trimmed.Length);
            var item = trimmed.ToString();
            items.Add(new(item, item, location with { Span = span }));
        }

        return items.DrainToImmutable();
    }

    private static string NextSegment(string key, int start)
    {
        var end = key.IndexOf('.', start);
        return end < 0 ? key[start..] : key[start..end];
    }

    private static int CommonSegments(string left, string right)
    {
        var segments = 0;
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length && left[i] == right[i]; i++)
        {
            if (left[i] == '.')
                segments++;
        }

        return segments;
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>The settings of a kibana.yml by their names, while it is read from its beginning: a later one takes the place of others.</summary>
/// <param name="source">Hears what lost its place.</param>
/// <param name="refuse">Says why the file is refused.</param>
internal sealed class KibanaSettings(SettingsSource source, Action<TextSpan, string> refuse)
{
    /// <summary>Characters that all flattened names may have together: far beyond any real file, it keeps a hostile one from filling the memory.</summary>
    private const int MaxKeyUnits = 32 * 1024 * 1024;

    /// <summary>Longer lists nobody writes by the numbers of their items.</summary>
    private const int MaxItems = 20_000;

    private readonly Dictionary<string, (Setting Setting, int Order)> byKey = new(StringComparer.Ordinal);

    /// <summary>For what stands before a dot in a key that is set, the keys, and beginnings of keys, that have one part more.</summary>
    private readonly Dictionary<string, List<string>> below = new(StringComparer.Ordinal);

    private int order;
    private int keyUnits;

    /// <summary>In the order of the file.</summary>
    public IEnumerable<Setting> All => byKey.Values.OrderBy(static entry => entry.Order).Select(static entry => entry.Setting);

    public void Set(Setting setting)
    {
        if (byKey.TryGetValue(setting.Key, out var earlier))
            source.AddOverruled(earlier.Setting, setting);
        Clear(setting.Key, setting.KeyLocation.Span);
        byKey[setting.Key] = (setting, order++);
    }

    /// <summary>Entries are set one after the other: a later value takes the place of what stood there, above it or below it.</summary>
    private void Clear(string key, TextSpan name)
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

            if (!HasRoomFor(above.Length, name))
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
    public bool HasRoomFor(int units, TextSpan name)
    {
        keyUnits += units;
        if (keyUnits <= MaxKeyUnits)
            return true;
        refuse(name, "the names of its settings are too long to be held");
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
    public void FoldIndexedLists()
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
            if (length > MaxItems || below[parent].Count != group.Count)
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
}

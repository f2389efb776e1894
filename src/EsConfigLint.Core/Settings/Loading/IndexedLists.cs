using System.Collections.Immutable;
using System.Globalization;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>
/// The old spelling of a list, <c>key.0</c>, <c>key.1</c> …, which Elasticsearch still folds into <c>key</c>: it begins at 0
/// and ends at the first gap (Settings.java, measured on 7.17.28 to 9.3.0).
/// </summary>
internal static class IndexedLists
{
    /// <summary>Folds them in place. Beside a <c>key</c> of its own the node refuses the list; that setting is returned.</summary>
    public static Setting? Fold(SettingsSource source)
    {
        var byKey = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var setting in source.Settings)
            byKey[setting.Key] = setting;
        var folded = new Dictionary<string, Setting?>(StringComparer.Ordinal);
        foreach (var setting in source.Settings)
        {
            if (!setting.Key.EndsWith(".0", StringComparison.Ordinal) || folded.ContainsKey(setting.Key))
                continue;
            var key = setting.Key[..^2];
            if (byKey.ContainsKey(key))
                return setting;
            FoldOne(setting with { Key = key }, byKey, folded);
        }

        var all = new List<Setting>(source.Settings.Count);
        foreach (var setting in source.Settings)
        {
            if (!folded.TryGetValue(setting.Key, out var list))
                all.Add(setting);
            else if (list is not null)
                all.Add(list);
        }

        source.ReplaceSettings(all);
        return null;
    }

    private static void FoldOne(Setting list, Dictionary<string, Setting> byKey, Dictionary<string, Setting?> folded)
    {
        var items = ImmutableArray.CreateBuilder<ValueText>();
        var isUncertain = false;
        for (var index = 0; byKey.TryGetValue(IndexedKey(list.Key, index), out var item) && item.Value.Kind != SettingValueKind.Null; index++)
        {
            items.Add(item.Value.Kind == SettingValueKind.List ? AsText(item) : item.Value.Scalar);
            isUncertain |= item.IsConditional || item.IsAmbiguous;
            folded[item.Key] = null;
        }

        if (items.Count > 0)
            folded[IndexedKey(list.Key, 0)] = list with { Value = SettingValue.Of(items.DrainToImmutable()), IsConditional = isUncertain };
    }

    private static string IndexedKey(string key, int index) => string.Create(CultureInfo.InvariantCulture, $"{key}.{index}");

    /// <summary>A list where one text is wanted reads <c>[a, b]</c>.</summary>
    private static ValueText AsText(Setting item)
    {
        var text = "[" + string.Join(", ", item.Value.Items.Select(static entry => entry.Text)) + "]";
        return new(text, item.Value.IsKnown ? text : null, item.ValueLocation);
    }
}

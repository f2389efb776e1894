using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Settings.Values;

namespace EsConfigLint.Core.Settings;

/// <summary>Questions about a setting that its name and version answer.</summary>
public static class SettingNames
{
    /// <summary>Whether any version of the product knows the name.</summary>
    public static bool IsKnown(Product product, string key) => SettingsCatalogue.Of(product).TryFind(key, out _);

    /// <summary>The default that the catalogue knows, or null.</summary>
    public static string? DefaultOf(Product product, string key, StackVersion version) =>
        SettingsCatalogue.Of(product).TryFind(key, out var entry) && entry.DefaultAt(version) is { Length: > 0 } value ? value : null;

    /// <summary>Whether Elasticsearch's own parser refuses a text as the value of a setting; false when nobody knows.</summary>
    public static bool RefusesText(string key, string text, StackVersion version) =>
        SettingsCatalogue.Of(Product.Elasticsearch).TryFind(key, out var entry) && !ElasticsearchValues.IsWellFormed(entry, text, version);
}

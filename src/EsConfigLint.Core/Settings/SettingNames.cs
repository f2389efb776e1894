using System.Text;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Settings.Values;

namespace EsConfigLint.Core.Settings;

/// <summary>Questions about a setting that its name and version answer.</summary>
public static class SettingNames
{
    /// <summary>What the settings of all realms begin with.</summary>
    internal const string RealmPrefix = "xpack.security.authc.realms.";

    /// <summary>Whether any version of the product knows the name.</summary>
    public static bool IsKnown(Product product, string key) => SettingsCatalogue.Of(product).TryFind(key, out var entry)
        && (product == Product.Kibana || Ascii.IsValid(key) || TakesAnyLetter(entry, key));

    /// <summary>
    /// Whether a name of Elasticsearch may hold other letters than those of ASCII where it does: the names that people choose may not (<c>[-\w]+</c>), what
    /// stands below a group may (Setting.AffixKey and GroupKey, 6.8 to 9.x; <c>node.attr.</c> seen on 7.17.28 to 9.3.0).
    /// </summary>
    private static bool TakesAnyLetter(CatalogueEntry entry, string key)
    {
        var isGroup = entry.IsOpenEnded && (entry.NewestType == SettingType.Group || entry.Key.Contains(".*.", StringComparison.Ordinal));
        if (!isGroup)
            return false;
        var start = 0;
        for (var dots = entry.Key.AsSpan().Count('.'); dots > 0; dots--)
            start = key.IndexOf('.', start) + 1;
        return Ascii.IsValid(key.AsSpan(0, start));
    }

    /// <summary>Whether its value is a text that people read, in which typographic quotes are wanted (the login page and the banner of Kibana).</summary>
    public static bool IsReadByPeople(Product product, string key) => product == Product.Kibana
        && key[(key.LastIndexOf('.') + 1)..] is "loginAssistanceMessage" or "loginHelp" or "description" or "hint" or "message" or "textContent";

    /// <summary>What holds without the setting, as far as the catalogue knows, or null.</summary>
    public static string? DefaultOf(Product product, string key, StackVersion version) =>
        SettingsCatalogue.Of(product).TryFind(key, out var entry) && entry.DefaultAt(version) is { Length: > 0 } value
            ? product == Product.Elasticsearch && value == "[]" ? MeaningOfNone(key) : value
            : null;

    /// <summary>What holds where Elasticsearch is given no address and no folder (NetworkService and Environment, 6.8 to 9.3); null where that depends on other settings.</summary>
    private static string? MeaningOfNone(string key) => key switch
    {
        "network.host" => "_local_",
        "path.data" => "data in its home folder",
        _ when key.EndsWith("host", StringComparison.Ordinal) => null,
        _ => "[]",
    };

    /// <summary>Whether a product of that version takes a text as the value of a setting outside of its keystore; an unknown text counts as a right one.</summary>
    public static bool IsTaken(Product product, string key, string? text, StackVersion version)
    {
        if (text is "" || !SettingsCatalogue.Of(product).TryFind(key, out var entry)
            || entry.StateAt(version) is not (SettingState.Available or SettingState.Deprecated))
            return false;
        return product == Product.Elasticsearch
            ? !SecretSettings.IsKeystoreOnly(key) && (text is null || ElasticsearchValues.IsWellFormed(entry, text, version))
            : text is null || KibanaValues.IsWellFormed(entry, SettingValue.Of(new ValueText(text, text, default)), version);
    }

    /// <summary>Whether Elasticsearch does not start with a text as the value of a setting; false when nobody knows.</summary>
    public static bool RefusesText(string key, string text, StackVersion version) =>
        SettingsCatalogue.Of(Product.Elasticsearch).TryFind(key, out var entry) && entry.TypeAt(version) switch
        {
            // Two that any text passes at first: a port is read when it is bound, and the kind of discovery when it begins.
            SettingType.Ports => !text.All(static c => char.IsAsciiDigit(c) || c is '-' or ',' or ' '),
            SettingType.Enum when entry.IsChecked || key == "discovery.type" =>
                text != entry.DefaultAt(version) && !(entry.AllowsAt(text, version) && entry.AllowsAtAny(text)),
            _ => !ElasticsearchValues.IsWellFormed(entry, text, version),
        };
}

using System.Diagnostics.CodeAnalysis;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Engine.Reporting;

/// <summary>
/// What <c>esconfiglint setting KEY</c> says: what the catalogue knows of a setting of either product at one version.
/// </summary>
public static class SettingDescription
{
    private const int LabelWidth = 13;

    private static readonly Product[] Products = [Product.Elasticsearch, Product.Kibana];

    /// <summary>
    /// Writes what is known of the key; false, with nothing written, when neither product has ever known it.
    /// </summary>
    /// <param name="version">The stack version, or null when it is not known: then the newest, and the text says so.</param>
    public static bool TryWrite(TextWriter output, string key, StackVersion? version)
    {
        var isKnown = false;
        foreach (var product in Products)
        {
            if (!IsDescribed(product, key, out var entry))
                continue;
            if (isKnown)
                output.Write('\n');
            Write(output, key, entry, version);
            isKnown = true;
        }

        return isKnown;
    }

    /// <summary>One line for a key that <see cref="TryWrite"/> does not know, with the nearest names.</summary>
    public static string Unknown(string key, StackVersion? version)
    {
        if (Products.Any(product => IsBeginning(SettingsCatalogue.Of(product), key)))
            return $"unknown setting '{key}'; other settings begin with it.";
        var nearest = Products
            .SelectMany(product => SettingsCatalogue.Of(product).Nearest(key, version ?? StackVersion.Newest, 2).Where(name => IsDescribed(product, name)))
            .Distinct(StringComparer.Ordinal)
            .Select(static name => $"'{name}'")
            .ToList();
        return nearest.Count == 0
            ? $"unknown setting '{key}'."
            : $"unknown setting '{key}'; did you mean {string.Join(" or ", nearest)}?";
    }

    private static bool IsDescribed(Product product, string key) => IsDescribed(product, key, out _);

    private static bool IsDescribed(Product product, string key, [NotNullWhen(true)] out CatalogueEntry? entry) =>
        SettingsCatalogue.Of(product).TryFind(key, out entry) && !IsCatchAll(entry);

    private static bool IsBeginning(SettingsCatalogue catalogue, string key) =>
        catalogue.LooksLikeSetting(key) && !catalogue.TryFind(key, out _);

    private static void Write(TextWriter output, string key, CatalogueEntry entry, StackVersion? given)
    {
        var version = given ?? StackVersion.Newest;
        var isElasticsearch = entry.Product == Product.Elasticsearch;
        var name = isElasticsearch ? "Elasticsearch" : "Kibana";
        var remark = given is null ? ", the newest known; ask for another with --stack-version" : "";
        output.Write($"{key} ({name} {version}{remark})\n");
        if (entry.Key != key)
            Line(output, "pattern", entry.Key);
        Line(output, "state", State(entry, version, name));
        Line(output, "type", Type(entry, version));
        if (entry.ValuesAt(version) is { IsEmpty: false } values)
            Line(output, "values", string.Join(", ", values) + (entry.IgnoresCase ? " (in any case)" : ""));
        Line(output, "range", entry.RangeAt(version)?.ToString());
        Line(output, "default", entry.DefaultAt(version));
        Line(output, "falls back", entry.Fallback is { } fallback ? $"to {fallback}" : null);
        Line(output, "where", entry.StateAt(version) == SettingState.NeverRegistered ? null : Where(entry));
        Line(output, "needs", entry.Plugin is { } plugin ? $"the plugin {plugin}" : null);
        Line(output, "required", entry.IsRequired ? "yes, it has no default" : null);
        Line(output, "since", entry.Since?.ToString());
        Line(output, "deprecated", entry.Deprecated?.ToString());
        Line(output, "removed", entry.Removed?.ToString());
        Line(output, "replacement", entry.Replacement);
        Line(output, "note", entry.Note);
        Line(output, "evidence", entry.Evidence switch
        {
            Evidence.Asked => "the settings of released programs",
            Evidence.Read => "sources and documentation",
            _ => "unconfirmed",
        });
    }

    private static string State(CatalogueEntry entry, StackVersion version, string name) => entry.StateAt(version) switch
    {
        SettingState.Deprecated => "deprecated, still taken",
        SettingState.Removed => $"removed: {name} {version} refuses it",
        SettingState.NotYet => $"not yet there: {name} {version} refuses it",
        SettingState.NeverRegistered => "documented, but refused by every release that was asked",
        _ when entry.Place == SettingPlace.Index => "an index setting",
        _ => "available",
    };

    private static string Type(CatalogueEntry entry, StackVersion version)
    {
        var isList = entry.IsListAt(version);
        var word = entry.TypeAt(version) switch
        {
            SettingType.Memory => "size or percentage of the heap",
            SettingType.RelativeBytes => "size, percentage or ratio",
            SettingType.Bytes => "size",
            SettingType.Ports => "port, range of ports or list of them",
            SettingType.Secure => "text, kept in the keystore",
            SettingType.Group => "group: what stands below it is named by the user",
            SettingType.String => "text",
            SettingType.Uri => "URL",
            SettingType.Enum => "word",
            SettingType.Any => isList ? "value" : "not recorded",
            var other => other.ToString().ToLowerInvariant(),
        };
        if (isList)
            word = $"list of {word}s";
        return entry.AlternativeTypes is { IsEmpty: false } others ? $"{word}, or {string.Join(", or ", others)}" : word;
    }

    private static string Where(CatalogueEntry entry) => (entry.Product, entry.Place) switch
    {
        (Product.Kibana, _) when entry.IsSecret => "kibana.yml or, better, the keystore",
        (Product.Kibana, _) => "kibana.yml or the keystore",
        (_, SettingPlace.Keystore) when entry.IsReloadable =>
            "the keystore only, and reloadable: in elasticsearch.yml it stops the node",
        (_, SettingPlace.Keystore) => "the keystore only: in elasticsearch.yml it stops the node",
        (_, SettingPlace.Index) => "a single index only: in elasticsearch.yml it stops the node",
        (_, SettingPlace.Dynamic) => "elasticsearch.yml, and changeable while the cluster runs (dynamic)",
        _ => "elasticsearch.yml (static)",
    };

    /// <summary>
    /// An entry that takes every name below a namespace, such as <c>index.**</c>, says nothing about a key.
    /// </summary>
    private static bool IsCatchAll(CatalogueEntry entry) => entry.Key is "index.**" or "xpack.*.enabled";

    private static void Line(TextWriter output, string label, string? text)
    {
        if (text is not null)
            output.Write($"  {label.PadRight(LabelWidth)}{text}\n");
    }
}

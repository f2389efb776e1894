using System.Globalization;
using System.Text;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint setting</c>: what the catalogue knows of a setting at a version.</summary>
internal static class SettingCommand
{
    public static void Configure(CommandLineApplication app)
    {
        var key = app.Argument("KEY", "The full key, for example xpack.security.enabled");
        var stackVersion = OptionReading.AddVersion(app);
        app.OnExecute(() =>
        {
            var version = stackVersion.Version(out var notice) ?? StackVersion.Newest;
            if (notice is not null)
                Terminal.Say(notice);
            Show(key.Value ?? throw new CliException("setting needs a key; for example 'esconfiglint setting xpack.security.enabled'."), version);
            return ExitCode.Clean;
        });
    }

    private static void Show(string key, StackVersion version)
    {
        var text = new StringBuilder();
        foreach (var product in new[] { Product.Elasticsearch, Product.Kibana })
        {
            if (!SettingsCatalogue.Of(product).TryFind(key, out var entry))
                continue;
            if (text.Length > 0)
                text.Append('\n');
            Describe(text, key, entry, version);
        }

        if (text.Length == 0)
            throw new CliException(Unknown(key, version));
        Terminal.Write(text.ToString());
    }

    private static string Unknown(string key, StackVersion version)
    {
        var nearest = SettingsCatalogue.Of(Product.Elasticsearch).Nearest(key, version, 1);
        if (nearest.IsEmpty)
            nearest = SettingsCatalogue.Of(Product.Kibana).Nearest(key, version, 1);
        return nearest.IsEmpty ? $"unknown setting '{key}'." : $"unknown setting '{key}'; did you mean '{nearest[0]}'?";
    }

    private static void Describe(StringBuilder text, string key, CatalogueEntry entry, StackVersion version)
    {
        text.Append(CultureInfo.InvariantCulture, $"{key}\n");
        Line("product", $"{entry.Product} {version}");
        if (entry.Key != key)
            Line("known as", entry.Key);
        Line("state", State(entry.StateAt(version)));
        Line("type", entry.TypeTextAt(version));
        if (entry.ValuesAt(version) is { IsEmpty: false } values)
            Line("values", string.Join(", ", values));
        if (entry.RangeAt(version) is { } range)
            Line("range", range.ToString());
        Line("default", entry.DefaultAt(version) ?? "none, or not a constant");
        if (entry.Fallback is { } fallback)
            Line("falls back to", fallback);
        Line("where", Place(entry));
        if (entry.IsSecret)
            Line("secret", "yes; its value is never shown");
        if (entry.Plugin is { } plugin)
            Line("plugin", plugin);
        if (entry.Since is { } since)
            Line("since", since.ToString());
        if (entry.Deprecated is { } deprecated)
            Line("deprecated", deprecated.ToString());
        if (entry.Removed is { } removed)
            Line("refused from", removed.ToString());
        if (entry.Replacement is { } replacement)
            Line("instead", replacement);
        if (entry.Note is { } note)
            Line("note", note);

        void Line(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"  {name,-13} {value}\n");
    }

    private static string State(SettingState state) => state switch
    {
        SettingState.Deprecated => "deprecated",
        SettingState.Removed => "refused: an earlier version took it",
        SettingState.NotYet => "refused: a later version takes it",
        SettingState.NeverRegistered => "documented, but refused by every release that was asked",
        _ => "taken",
    };

    private static string Place(CatalogueEntry entry) => entry.Place switch
    {
        SettingPlace.Dynamic => "settings file; can be changed while the cluster runs",
        SettingPlace.Keystore => "keystore only; in the settings file it stops the node",
        SettingPlace.Index => "a single index only; in the settings file it stops the node",
        _ => "settings file",
    };
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Model;

/// <summary>Which settings the official images take from which variables (EnvironmentBuilder, kibana-docker).</summary>
public static class EnvironmentNames
{
    private const string Prefix = "ES_SETTING_";

    /// <summary>What the container runtime, the official images and their start scripts set themselves (6.8 to 9.x).</summary>
    private static readonly string[] OfImage =
    [
        "PATH", "HOME", "HOSTNAME", "PWD", "OLDPWD", "SHLVL", "SHELL", "TERM", "USER", "LANG", "LC_ALL", "container", "ELASTIC_CONTAINER",
        "JAVA_HOME", "ES_JAVA_HOME", "ES_HOME", "ES_PATH_CONF", "ES_TMPDIR", "ES_DISTRIBUTION_TYPE", "ES_DISTRIBUTION_FLAVOR", "ES_BUNDLED_JDK",
        "ES_JAVA_OPTS", "LIBFFI_TMPDIR", "NODE_ENV", "NODE_OPTIONS", "KBN_PATH_CONF",
    ];

    private static readonly Lazy<Dictionary<string, string>> KibanaNames = new(static () =>
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in SettingsCatalogue.Of(Product.Kibana).Entries)
        {
            if (!entry.Key.Contains('*'))
                names.TryAdd(Upper(entry.Key), entry.Key);
        }

        return names;
    });

    /// <summary>The setting that the image reads from a variable, or null when it reads none from it.</summary>
    public static string? SettingOf(Product product, string name) =>
        product == Product.Kibana ? KibanaNames.Value.GetValueOrDefault(name)
        : IsDotted(name) ? name
        : name.StartsWith(Prefix, StringComparison.Ordinal) ? FromPrefixed(name[Prefix.Length..])
        : null;

    /// <summary>
    /// The versions whose image reads the variable, if any does: the prefix came with 7.15 (elastic/elasticsearch#76192), and Kibana's script lost
    /// the one address in 7.0 (kibana-docker; the setting went with it).
    /// </summary>
    public static VersionRange VersionsThatRead(Product product, string name) => product switch
    {
        Product.Elasticsearch when name.StartsWith(Prefix, StringComparison.Ordinal) => VersionRange.Since(7, 15),
        Product.Kibana when name == "ELASTICSEARCH_URL" => VersionRange.Until(7),
        _ => VersionRange.All,
    };

    /// <summary>
    /// The setting that Elasticsearch gets for a variable with the prefix in every version whose image knows that, by that very name: of capital letters
    /// with one or two underscores between them (the pattern of elasticsearch-env in 7.15; EnvironmentAwareCommand takes more). Null for others.
    /// </summary>
    public static string? HandedOn(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Contains("___", StringComparison.Ordinal) || name.EndsWith('_'))
            return null;
        foreach (var unit in name)
        {
            if (!char.IsAsciiLetterUpper(unit) && unit != '_')
                return null;
        }

        return FromPrefixed(name[Prefix.Length..]);
    }

    /// <summary>Whether the variable is there in any container of the official images.</summary>
    public static bool IsOfImage(string name) => Array.IndexOf(OfImage, name) >= 0;

    /// <summary>The setting that somebody seems to mean with a variable that the image does not read; null when there is none.</summary>
    public static string? MeantBy(Product product, string name, StackVersion version)
    {
        // Kibana's APM agent reads variables of its own, whatever settings are called.
        if (IsOfImage(name) || name.StartsWith("ELASTIC_APM_", StringComparison.Ordinal) || (product == Product.Elasticsearch && IsDotted(name)))
            return null;
        var catalogue = SettingsCatalogue.Of(product);
        if (!VersionsThatRead(product, name).Contains(version))
            return product == Product.Kibana ? "elasticsearch.hosts" : catalogue.FindSpelled(name.AsSpan(Prefix.Length));
        if (SettingOf(product, name) is { } read && catalogue.TryFind(read, out _))
            return null;
        if (product == Product.Kibana)
            return catalogue.FindSpelled(name);
        return catalogue.FindSpelled(name.StartsWith(Prefix, StringComparison.Ordinal) ? name.AsSpan(Prefix.Length) : name)
            ?? (name.StartsWith("ES_", StringComparison.OrdinalIgnoreCase) ? catalogue.FindSpelled(name.AsSpan(3)) : null);
    }

    /// <summary>The setting that the image would read from a variable if all of its name were plain ASCII; null when there is none, or the name is read as it stands.</summary>
    public static string? LookedLikeBy(Product product, string name, StackVersion version) =>
        SettingOf(product, name) is null && Confusables.ToAscii(name) is { } plain && VersionsThatRead(product, plain).Contains(version)
            && SettingOf(product, plain) is { } setting && SettingNames.IsKnown(product, setting)
            ? setting
            : null;

    /// <summary>How to write a setting so that the image reads it.</summary>
    public static string NameFor(Product product, string setting) => product == Product.Kibana ? Upper(setting) : setting;

    /// <summary>What to call a variable of the surroundings that gives a container's variable its value: what every shell takes as a name.</summary>
    public static string ForSurroundings(string name)
    {
        var shell = string.Create(name.Length, name, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
        });
        return shell.Length == 0 || char.IsAsciiDigit(shell[0]) ? "_" + shell : shell;
    }

    private static string Upper(string key) => key.ToUpperInvariant().Replace('.', '_');

    /// <summary>Lower-case words with at least one dot: taken as it stands.</summary>
    private static bool IsDotted(string name)
    {
        var segments = name.Split('.');
        return segments.Length > 1 && segments.All(static segment => segment.Length > 0 && segment.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-'));
    }

    /// <summary>Each <c>_</c> becomes a dot, each pair of dots an underscore, then all is lower case.</summary>
    private static string FromPrefixed(string name) =>
        name.Replace('_', '.').Replace("..", "_", StringComparison.Ordinal).ToLowerInvariant();
}

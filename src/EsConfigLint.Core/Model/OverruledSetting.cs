using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Model;

/// <summary>A setting to which a settings file and the environment or arguments of its process give different values.</summary>
/// <param name="InFile">What the file says.</param>
/// <param name="Winner">What holds.</param>
public sealed record OverruledSetting(Setting InFile, Setting Winner)
{
    /// <summary>The values of a setting that says how strictly certificates are checked, the weakest first.</summary>
    private static readonly string[][] Scales = [["none", "certificate", "full"], ["none", "optional", "required"]];

    public string Key => Winner.Key;

    /// <summary>Whether it decides who can reach the product, or how it protects and identifies itself.</summary>
    public bool ConcernsSecurity => Key.StartsWith("xpack.security.", StringComparison.Ordinal)
        || Key.Contains(".ssl.", StringComparison.Ordinal)
        || IsBindAddress
        || (InFile.Source.Product == Product.Kibana
            && (Key.StartsWith("server.", StringComparison.Ordinal) || Key.StartsWith("elasticsearch.", StringComparison.Ordinal)));

    /// <summary>Whether what holds protects less than what the file says.</summary>
    public bool Weakens => ProtectsLess(Winner, InFile);

    /// <summary>That the one of both that protects less is gone; nothing when neither does, or when the process would not start with the other one.</summary>
    public ImmutableArray<SettingChange> RemoveWeaker(StackProcess process)
    {
        // Written twice in one place, the other one would hold.
        if (InFile.Source.IsRepeated(Key) || Winner.Source.IsRepeated(Key))
            return [];
        if (ProtectsLess(InFile, Winner))
            return process.ReadersOfItsFile.Count > 0 ? [] : [InFile.Remove()];

        // A variable may have been given another value by somebody.
        return Weakens && !Winner.ValueLocation.File.Slice(Winner.ValueLocation.Span).Contains('$') && process.StartsWith(Key, InFile.Value.Scalar.Known)
            ? [Winner.Remove()]
            : [];
    }

    private bool ProtectsLess(Setting one, Setting other)
    {
        if (other.Value.Texts is not [{ Known: { } before }, ..] || one.Value.Texts is not [{ Known: { } after }, ..])
            return false;
        if (IsProtection)
            return before.Equals("true", StringComparison.OrdinalIgnoreCase) && after.Equals("false", StringComparison.OrdinalIgnoreCase);
        if (Key == "elasticsearch.hosts")
            return other.Value.Texts.All(static host => IsHttps(host)) && !one.Value.Texts.All(static host => IsHttps(host));
        if (!EndsWithOneOf(".ssl.verification_mode", ".ssl.verificationMode", ".ssl.client_authentication", ".ssl.clientAuthentication"))
            return false;
        foreach (var scale in Scales)
        {
            var (from, to) = (Rank(scale, before), Rank(scale, after));
            if (from >= 0 && to >= 0)
                return to < from;
        }

        return false;
    }

    private bool IsBindAddress => Key is "network.host" or "network.bind_host" or "http.host" or "http.bind_host"
        or "transport.host" or "transport.bind_host" or "remote_cluster.host" or "remote_cluster.bind_host";

    /// <summary>Whether the setting, when it is on, protects.</summary>
    private bool IsProtection => Key is "xpack.security.enabled" or "xpack.security.audit.enabled" or "xpack.security.fips_mode.enabled" or "xpack.security.secureCookies"
            or "server.securityResponseHeaders.disableEmbedding"
        || EndsWithOneOf(".ssl.enabled", ".filter.enabled");

    /// <summary>Null when the setting of the file holds, when both say the same, or when one of the values cannot be seen.</summary>
    internal static OverruledSetting? Of(Setting inFile, Setting winner)
    {
        if (winner.Source.Origin is not (SettingsOrigin.Environment or SettingsOrigin.Arguments) || !IsSeen(inFile) || !IsSeen(winner))
            return null;
        var overruled = new OverruledSetting(inFile, winner);
        return overruled.SaysTheSame() ? null : overruled;
    }

    private static bool IsSeen(Setting setting) => setting is { Counts: true, IsAmbiguous: false, Value.IsKnown: true }
        && !setting.Value.Texts.Any(static text => Placeholder.Occurs(text.Text));

    private bool SaysTheSame()
    {
        var before = Parts(InFile);
        var after = Parts(Winner);
        if (before.Count != after.Count)
            return false;
        var ignoresCase = SettingsCatalogue.Of(InFile.Source.Product).TryFind(Key, out var entry) && entry.IgnoresCase;
        var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (var i = 0; i < before.Count; i++)
        {
            if (!before[i].Equals(after[i], comparison) && !(IsAddress && AreBothWildcards(before[i], after[i])))
                return false;
        }

        return true;
    }

    private bool IsAddress => IsBindAddress || Key == "server.host";

    private static bool AreBothWildcards(string one, string other) =>
        NetworkAddress.Classify(one) == AddressClass.Wildcard && NetworkAddress.Classify(other) == AddressClass.Wildcard;

    /// <summary>The items of the value, each in the spelling that all of its spellings share.</summary>
    private static List<string> Parts(Setting setting)
    {
        var parts = new List<string>();
        foreach (var text in setting.Value.Texts)
        {
            if (setting.Source.Product == Product.Elasticsearch)
                parts.AddRange(text.Known!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Canonical));
            else
                parts.Add(Canonical(text.Known!.Trim()));
        }

        return parts;
    }

    /// <summary>Booleans in lower case, URLs without a slash at the end, paths as the official images resolve them.</summary>
    private static string Canonical(string text)
    {
        if (bool.TryParse(text, out var isOn))
            return isOn ? "true" : "false";
        if (text.Contains("://", StringComparison.Ordinal))
            return text.TrimEnd('/');
        foreach (var home in (ReadOnlySpan<string>)["/usr/share/elasticsearch/config/", "/usr/share/kibana/"])
        {
            if (text.StartsWith(home, StringComparison.Ordinal))
                return text[home.Length..];
        }

        return text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text;
    }

    private static bool IsHttps(ValueText host) => host.Known!.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static int Rank(string[] scale, string word) => Array.FindIndex(scale, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));

    private bool EndsWithOneOf(params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (Key.EndsWith(end, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>A URL of a host in a setting, taken apart as far as it can be seen.</summary>
/// <param name="Text">As written.</param>
/// <param name="Scheme">In lower case; null when it is out of sight or missing.</param>
/// <param name="Host">Without brackets; null when it is out of sight.</param>
/// <param name="Port">Null when it is out of sight or not written.</param>
public sealed record HostUrl(string Text, string? Scheme, string? Host, int? Port, Location Location)
{
    /// <summary>How a container calls the machine on which it runs (Docker).</summary>
    internal const string DockerHost = "host.docker.internal";

    /// <summary>Which of the hosts of its setting it is, from 0.</summary>
    private int Index { get; init; }

    /// <summary>Whether a placeholder stands for the port.</summary>
    private bool PortIsHidden { get; init; }

    /// <summary>The port that is dialled: the written one, else that of the scheme (Kibana does not fall back to 9200); null when it cannot be seen.</summary>
    public int? EffectivePort => Port ?? (Host is null || PortIsHidden ? null : Scheme switch
    {
        "http" => 80,
        "https" => 443,
        _ => null,
    });

    /// <summary>Whether the host is this host itself. Names other than <c>localhost</c> are taken for other hosts.</summary>
    public Truth IsLoopback => Host is null ? Truth.Unknown : NetworkAddress.Classify(Host) switch
    {
        AddressClass.Loopback => Truth.Yes,
        AddressClass.Wildcard => Truth.Unknown,
        _ => Truth.No,
    };

    /// <summary>Its text with another scheme in place of the one that it has.</summary>
    public string WithScheme(string scheme) => scheme + Text[Text.IndexOf("://", StringComparison.Ordinal)..];

    /// <summary>That a setting names it with another scheme; nothing where it does not name it just so.</summary>
    public ImmutableArray<SettingChange> WithScheme(Setting? setting, string scheme) =>
        Scheme is not null && setting?.Value.Texts is { } texts && Index < texts.Length && texts[Index].Text == Text
            ? [setting.Rewrite(texts[Index], WithScheme(scheme))]
            : [];

    /// <param name="index">Which of the hosts of its setting it is, from 0.</param>
    public static HostUrl Parse(ListItem item, int index = 0)
    {
        var text = item.Written.AsSpan().Trim();
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
            return new(item.Written, null, null, null, item.Location) { Index = index };
        var scheme = text[..separator];
        var authority = text[(separator + 3)..];
        var end = authority.IndexOfAny('/', '?', '#');
        if (end >= 0 && !HasPlaceholder(authority[..end]))
            authority = authority[..end];
        var schemeText = HasPlaceholder(scheme) ? null : scheme.ToString().ToLowerInvariant();
        var user = authority[..(authority.LastIndexOf('@') + 1)];
        var (host, port) = SplitPort(authority[user.Length..]);
        if (HasPlaceholder(user) || HasPlaceholder(host) || (item.Known is null && !item.Written.Contains("${", StringComparison.Ordinal)))
            return new(item.Written, schemeText, null, null, item.Location) { Index = index };
        return new(item.Written, schemeText, host, int.TryParse(port, out var number) ? number : null, item.Location) { Index = index, PortIsHidden = HasPlaceholder(port) };
    }

    /// <summary>Parts of a host and port, brackets of an IPv6 address removed.</summary>
    private static (string Host, string? Port) SplitPort(ReadOnlySpan<char> authority)
    {
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']');
            if (close > 0)
                return (authority[1..close].ToString(), authority.Length > close + 2 ? authority[(close + 2)..].ToString() : null);
        }

        var colon = authority.LastIndexOf(':');
        return colon < 0 ? (authority.ToString(), null) : (authority[..colon].ToString(), authority[(colon + 1)..].ToString());
    }

    private static bool HasPlaceholder(ReadOnlySpan<char> text) =>
        text.Contains("${", StringComparison.Ordinal) || text.Contains("{{", StringComparison.Ordinal) || text.Contains('<');
}

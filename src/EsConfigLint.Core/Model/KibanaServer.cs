using System.Globalization;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Kibana as a server for browsers (<c>server.*</c>).</summary>
public sealed class KibanaServer
{
    private readonly KibanaInstance kibana;

    internal KibanaServer(KibanaInstance kibana)
    {
        this.kibana = kibana;
        Tls = new(kibana.Settings, "server.ssl.", TlsContextKind.KibanaServer, Truth.Yes, Truth.Yes) { OldNamesCount = kibana.Version.IsBefore(7) };
    }

    public TlsContext Tls { get; }

    public Reading<string> Host => kibana.Settings.Text("server.host");

    /// <summary>Where it listens; <c>localhost</c> by default, 0.0.0.0 in the official image. <c>0</c> is every interface before 8.0.</summary>
    public AddressClass AddressClass => Host.State switch
    {
        ReadingState.Known when Host.Value == "0" => kibana.Version.IsBefore(8) ? AddressClass.Wildcard : AddressClass.Unknown,
        ReadingState.Known => NetworkAddress.Classify(Host.Value!),
        ReadingState.Absent when kibana.HasImageDefaults => AddressClass.Wildcard,
        ReadingState.Absent => AddressClass.Loopback,
        _ => AddressClass.Unknown,
    };

    public Truth IsBoundBeyondLoopback => AddressClass switch
    {
        AddressClass.Unknown => Truth.Unknown,
        AddressClass.Loopback => Truth.No,
        _ => Truth.Yes,
    };

    /// <summary>Whether its container lets only its own host in: the port is published on loopback, which is what a browser there dials.</summary>
    public Truth IsPublishedOnLoopbackAlone => kibana.Container is { } container && container.PublishesOnLoopbackAlone(Port);

    /// <summary><c>server.port</c>, 5601 by default (6.8 to 9.x); null when it is out of sight.</summary>
    private int? Port
    {
        get
        {
            var written = kibana.Settings.Text("server.port");
            return written.Setting is null ? 5601
                : written.IsKnown && int.TryParse(written.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
                : null;
        }
    }

    /// <summary>Whether a certificate, key or store is configured.</summary>
    public Truth HasTlsMaterial => Tls.Certificate.IsPresent | Tls.Key.IsPresent | Tls.KeystorePath.IsPresent;

    public Reading<string> PublicBaseUrl => kibana.Settings.Text("server.publicBaseUrl");

    /// <summary>Whether users are told to come by HTTPS.</summary>
    public Truth IsPublishedAsHttps => PublicBaseUrl.Is(static url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase), whenAbsent: Truth.No);

    public Reading<bool> SecureCookies => kibana.Settings.Boolean("xpack.security.secureCookies");

    /// <summary>Whether the files say that a proxy ends TLS: users come by HTTPS, and either only this host reaches Kibana or cookies demand it.</summary>
    public Truth IsBehindTlsProxy => IsPublishedAsHttps & (!IsBoundBeyondLoopback | SecureCookies.IsExplicitly(true));
}

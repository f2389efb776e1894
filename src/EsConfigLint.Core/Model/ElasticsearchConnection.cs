using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Kibana's connection to Elasticsearch (<c>elasticsearch.*</c>).</summary>
public sealed class ElasticsearchConnection
{
    /// <summary>What the official image sets (kibana-docker, 6.8 to 9.x).</summary>
    private const string ImageDefaultHost = "http://elasticsearch:9200";

    private const string ProductDefaultHost = "http://localhost:9200";

    private readonly KibanaInstance kibana;

    // Asked for each host, of which there may be many.
    private readonly Reading<ImmutableArray<ListItem>> hostsKey;

    internal ElasticsearchConnection(KibanaInstance kibana)
    {
        this.kibana = kibana;
        Tls = new(kibana.Settings, "elasticsearch.ssl.", TlsContextKind.KibanaToElasticsearch, Truth.Yes, Truth.Yes);
        MonitoringTls = new(kibana.Settings, "monitoring.ui.elasticsearch.ssl.", TlsContextKind.KibanaToElasticsearch, Truth.Yes, Truth.Yes);
        hostsKey = FindHostsKey();
        Hosts = hostsKey.IsAbsent && kibana.HasImageDefaults
            ? [HostUrl.Parse(new(ImageDefaultHost, ImageDefaultHost, kibana.Container!.ImageLocation))]
            : [.. hostsKey.Items().Select(HostUrl.Parse)];
    }

    public TlsContext Tls { get; }

    /// <summary>TLS to the monitoring cluster.</summary>
    public TlsContext MonitoringTls { get; }

    /// <summary>The written hosts of the monitoring cluster.</summary>
    public IEnumerable<HostUrl> MonitoringHosts => MonitoringHostsKey().Items().Select(HostUrl.Parse);

    /// <summary>The hosts that are written, or that the image sets; empty when there are none.</summary>
    public ImmutableArray<HostUrl> Hosts { get; }

    /// <summary>
    /// The host that Kibana takes where nobody names one (6.8 to 9.3), or null: outside of a container, where it is the same machine,
    /// unless Kibana waits there to be told by an enrolment.
    /// </summary>
    public HostUrl? DefaultHost
    {
        get
        {
            var hosts = HostsKey();
            return hosts.IsAbsent && hosts.Setting is null && kibana.Container is null && kibana.AwaitsEnrollment.IsNo
                && !kibana.Settings.TryGet("elasticsearch.url", out _)
                ? HostUrl.Parse(new(ProductDefaultHost, ProductDefaultHost, hosts.Location))
                : null;
        }
    }

    /// <summary>The hosts, without those that nobody wrote.</summary>
    public ImmutableArray<HostUrl> WrittenHosts => HostsKey().IsAbsent ? [] : Hosts;

    /// <summary>
    /// That one of <see cref="Hosts"/> is reached by HTTPS. The image's own is written for it; nothing where a written one cannot be changed.
    /// </summary>
    public ImmutableArray<SettingChange> WithHttps(HostUrl host)
    {
        var key = HostsKey();
        return key.IsAbsent ? [key.Set(host.WithScheme("https"))] : host.WithScheme(key.Setting, "https");
    }

    /// <summary><c>elasticsearch.hosts</c>, before 7.0 <c>elasticsearch.url</c> where that one is written.</summary>
    public Reading<ImmutableArray<ListItem>> HostsKey() => hostsKey;

    private Reading<ImmutableArray<ListItem>> FindHostsKey()
    {
        var hosts = kibana.Settings.List("elasticsearch.hosts");
        if (hosts.Setting is not null || kibana.Version.IsAtLeast(7))
            return hosts;
        var url = kibana.Settings.List("elasticsearch.url");
        return url.Setting is null ? hosts : url;
    }

    /// <summary><c>monitoring.ui.elasticsearch.hosts</c>; without it nothing of the group counts (monitoring plugin, instantiate_client.ts).</summary>
    public Reading<ImmutableArray<ListItem>> MonitoringHostsKey() => kibana.Settings.List("monitoring.ui.elasticsearch.hosts");

    /// <summary>Whether the host is the one of the product or, with the same address written, of its image.</summary>
    public Truth HasDefaultHost
    {
        get
        {
            var hosts = HostsKey();
            if (!hosts.IsKnown)
                return hosts.IsAbsent ? Truth.Yes : Truth.Unknown;
            if (hosts.Value is not [var only])
                return Truth.No;
            return only.Known is null ? Truth.Unknown : only.Known is ProductDefaultHost or ImageDefaultHost;
        }
    }

    public Reading<string> Username => kibana.Settings.Text("elasticsearch.username");

    /// <summary>The built-in user that Elastic made for Kibana (Kibana guide: <c>kibana</c> up to 7.7, <c>kibana_system</c> from 7.8 on).</summary>
    public string BuiltInUser => kibana.Version.IsAtLeast(7, 8) ? "kibana_system" : "kibana";

    public Reading<string> Password => kibana.Settings.Text("elasticsearch.password");

    public Reading<string> ServiceAccountToken => kibana.Settings.Text("elasticsearch.serviceAccountToken");

    /// <summary>Whether a password is set, or may stand in a keystore that nobody listed.</summary>
    public Truth MayHavePassword => Password.IsAbsent ? Truth.No : Truth.Yes;

    /// <summary>Whether Kibana has anything to show to Elasticsearch: a password, a token or a certificate.</summary>
    /// <remarks>A header of one's own may carry credentials too.</remarks>
    public Truth HasCredentials =>
        (Username.IsPresent & Password.IsPresent) | ServiceAccountToken.IsPresent | Tls.HasKeyMaterial
        | (kibana.Settings.HasAnyUnder("elasticsearch.customHeaders") & Truth.Unknown);

    /// <summary>Whether every host is reached by plain HTTP, the default included.</summary>
    public Truth IsPlainOnly
    {
        get
        {
            if (!HostsKey().IsAbsent)
                return Hosts.IsEmpty ? Truth.Unknown : ArePlain(Hosts);

            // Kibana refuses this setting from 7.0 on, but it says what the author takes for the connection.
            var url = kibana.Settings.List("elasticsearch.url");
            return url.IsAbsent ? Truth.Yes : url.IsKnown ? ArePlain(url.Items().Select(HostUrl.Parse)) : Truth.Unknown;
        }
    }

    /// <summary>Whether every host of the monitoring cluster is reached by plain HTTP.</summary>
    public Truth IsMonitoringPlainOnly => MonitoringHostsKey().IsKnown ? ArePlain(MonitoringHosts) : Truth.Unknown;

    private static Truth ArePlain(IEnumerable<HostUrl> hosts)
    {
        Truth plain = Truth.Yes;
        foreach (var host in hosts)
            plain &= host.Scheme is null ? Truth.Unknown : host.Scheme == "http";
        return plain;
    }
}

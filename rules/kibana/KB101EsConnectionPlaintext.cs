namespace EsConfigLint.Rules.Kibana;

public sealed class KB101EsConnectionPlaintext : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB101", "es-connection-plaintext")
    {
        Cwe = [319],
        From = Layer.Https,
        Unmasks = ["KB105"],
        Variants = [new("plain", Level.Error, 7.5, "Kibana sends credentials and data to '{0}' in clear text.") { Fix = FixSafety.Unsafe }],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        if (kibana.GetsHostsByEnrollment.IsNo)
            Check(kibana.Elasticsearch.HostsKey(), kibana.Elasticsearch.Hosts, kibana.Elasticsearch.Tls, isMonitoring: false);
        Check(kibana.Elasticsearch.MonitoringHostsKey(), kibana.Elasticsearch.MonitoringHosts, kibana.Elasticsearch.MonitoringTls, isMonitoring: true);

        void Check(ISettingReading key, IEnumerable<HostUrl> hosts, TlsContext tls, bool isMonitoring)
        {
            foreach (var host in hosts)
            {
                if (host.Scheme != "http" || !(!host.IsLoopback).IsYes)
                    continue;

                // With nodes that are known to speak HTTPS the address is simply wrong: XS101 says so.
                var speaksHttps = kibana.SpeaksHttps(host);
                if (speaksHttps.IsYes && !isMonitoring)
                    continue;
                var report = context.Report("plain", host.Location, key.Key, host.Host!);

                // A node in sight that speaks plain HTTP comes first: with HTTPS here alone the two could not talk.
                if (!speaksHttps.IsNo && host.WithScheme(key.Setting, "https") is { IsEmpty: false } rewritten)
                    report.Fix([.. rewritten, .. tls.TrustAuthority()]);
            }
        }
    }
}

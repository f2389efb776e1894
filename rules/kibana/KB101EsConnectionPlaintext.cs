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
        // With a cluster that is known to speak HTTPS the address is simply wrong: XS101 says so.
        if (!kibana.ClusterSpeaksHttps.IsYes)
            Check(kibana.Elasticsearch.HostsKey(), kibana.Elasticsearch.Hosts, kibana.Elasticsearch.Tls);
        Check(kibana.Elasticsearch.MonitoringHostsKey(), kibana.Elasticsearch.MonitoringHosts, kibana.Elasticsearch.MonitoringTls);

        void Check(ISettingReading key, IEnumerable<HostUrl> hosts, TlsContext tls)
        {
            foreach (var host in hosts)
            {
                if (host.Scheme != "http" || !(!host.IsLoopback).IsYes)
                    continue;
                var report = context.Report("plain", host.Location, key.Key, host.Host!);

                // A node in sight that speaks plain HTTP comes first: with HTTPS here alone the two could not talk.
                if (!kibana.ClusterSpeaksHttps.IsNo && host.WithScheme(key.Setting, "https") is { IsEmpty: false } rewritten)
                    report.Fix([.. rewritten, .. tls.TrustAuthority()]);
            }
        }
    }
}

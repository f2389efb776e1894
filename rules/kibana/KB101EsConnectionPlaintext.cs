namespace EsConfigLint.Rules.Kibana;

public sealed class KB101EsConnectionPlaintext : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB101", "es-connection-plaintext")
    {
        Cwe = [319],
        From = Layer.Https,
        Variants = [new("plain", Level.Error, 7.5, "Kibana sends credentials and data to '{0}' in clear text.")],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        // With a cluster that is known to speak HTTPS the address is simply wrong: XS101 says so.
        if (!kibana.ClusterSpeaksHttps.IsYes)
            Check(kibana.Elasticsearch.HostsKey().Key, kibana.Elasticsearch.Hosts);
        Check("monitoring.ui.elasticsearch.hosts", kibana.Elasticsearch.MonitoringHosts);

        void Check(string key, IEnumerable<HostUrl> hosts)
        {
            foreach (var host in hosts)
            {
                if (host.Scheme == "http" && !host.IsLoopback)
                    context.Report("plain", host.Location, key, host.Host!);
            }
        }
    }
}

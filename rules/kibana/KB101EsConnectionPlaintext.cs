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
        if (kibana.ClusterSpeaksHttps)
            return;
        foreach (var host in kibana.Elasticsearch.Hosts.Concat(kibana.Elasticsearch.MonitoringHosts))
        {
            if (host.Scheme == "http" && !host.IsLoopback)
                context.Report("plain", host.Location, kibana.Elasticsearch.HostsKey().Key, host.Host!);
        }
    }
}

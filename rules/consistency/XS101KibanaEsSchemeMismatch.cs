namespace EsConfigLint.Rules.Consistency;

public sealed class XS101KibanaEsSchemeMismatch : DeploymentRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS101", "kibana-es-scheme-mismatch")
    {
        Cwe = [319],
        Unmasks = ["ES208", "ES303", "ES305", "KB105", "XS108"],
        Variants =
        [
            new("node-speaks-https", Level.Error, 4.0, "Kibana uses 'http' for '{0}', but that node speaks HTTPS.") { Fix = FixSafety.Unsafe },
            new("default-host", Level.Error, 4.0, "'elasticsearch.hosts' is not set: Kibana uses '{1}' for '{0}', but that node speaks HTTPS.") { Fix = FixSafety.Unsafe },
            new("node-speaks-http", Level.Error, 4.0, "Kibana uses 'https' for '{0}', but that node speaks plain HTTP.") { Fix = FixSafety.Unsafe },
            new("other-port", Level.Note, 0, "Kibana uses '{1}' for '{0}', the node speaks the other; on another port there may be a proxy between them."),
        ],
    };

    public override void Check(Deployment deployment, RuleContext context)
    {
        foreach (var kibana in deployment.Kibanas)
        {
            foreach (var host in kibana.Elasticsearch.Hosts)
                Check(kibana, host, "node-speaks-https", context);
            if (kibana.Elasticsearch.DefaultHost is { } assumed)
                Check(kibana, assumed, "default-host", context);
        }
    }

    /// <param name="whenHttps">The variant when the nodes speak HTTPS and the host does not.</param>
    private static void Check(KibanaInstance kibana, HostUrl host, string whenHttps, RuleContext context)
    {
        var variant = host.Scheme == "http" && kibana.SpeaksHttps(host) ? whenHttps
            : host.Scheme == "https" && kibana.LacksHttpTls(host) ? "node-speaks-http"
            : null;
        var isTheirPort = kibana.ReachesHttp(host);
        if (variant is null || host.Host is not { } name || isTheirPort.IsUnknown)
            return;
        if (isTheirPort.IsNo)
            variant = "other-port";
        var nodes = kibana.NodesBehind(host);
        var report = context.Report(variant, host.Location, kibana.Elasticsearch.HostsKey().Key, name, host.Scheme!)
            .Related(nodes[0].Tls.Http.Enabled, $"This decides for '{nodes[0].Name}'.");
        if (variant == whenHttps && kibana.Elasticsearch.WithHttps(host) is { IsEmpty: false } followed)
            report.Fix([.. followed, .. kibana.Elasticsearch.Tls.TrustAuthority()]);
        else if (variant == "node-speaks-http")
        {
            report.Fix(() => kibana.EnableHttpTls(host))
                .Instruct(nodes.SelectMany(static node => Instruction.MakeFilesOf(node.Tls.Http, node.Version)).Distinct());
        }
    }
}

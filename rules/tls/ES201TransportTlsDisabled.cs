namespace EsConfigLint.Rules.Tls;

public sealed class ES201TransportTlsDisabled : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES201", "transport-tls-disabled")
    {
        Cwe = [319, 306],
        Unmasks = ["ES204", "ES205", "ES208", "XS106", "XS108"],
        Variants =
        [
            new("production", Level.Error, 8.8, "Transport of '{0}' is plain: traffic between nodes can be read, and whoever reaches the port can join the cluster.")
                { PreventsStart = VersionRange.Since(8), Fix = FixSafety.Unsafe },
            new("several-nodes", Level.Error, 8.8, "'{0}' names other nodes, but its transport is plain: traffic can be read, and whoever reaches the port can join the cluster.") { Fix = FixSafety.Unsafe },
            new("exposed-single-node", Level.Warning, 5.9, "'{0}' is a single node, but its transport listens beyond loopback without TLS.")
                { From = Layer.Basic, Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var variant = node.TransportTlsGap switch
        {
            TransportTlsGap.ProductionMode => "production",
            TransportTlsGap.SeveralNodes => "several-nodes",
            TransportTlsGap.ExposedSingleNode => "exposed-single-node",
            _ => null,
        };
        if (variant is not null)
        {
            context.Report(variant, node.Tls.Transport.Enabled, node.Name)
                .Fix(() => node.Deployment.EnableTransportTls(node)).Instruct(Instruction.MakeFilesOf(node.Tls.Transport, node.Version));
        }
    }
}

namespace EsConfigLint.Rules.Network;

public sealed class ES404ContainerPortPublishedWidely : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES404", "container-port-published-widely")
    {
        Cwe = [668],
        Unmasks = ["ES103"],
        Variants =
        [
            new("without-security", Level.Error, 9.8, "Every interface of the host, or a public one, leads to '{0}', which runs without security.") { Fix = FixSafety.Unsafe },
            new("transport", Level.Error, 8.6, "Every interface of the host, or a public one, leads to the port of '{0}' for other nodes.") { Fix = FixSafety.Unsafe },
            new("plain", Level.Warning, 7.5, "Every interface of the host, or a public one, leads to HTTP of '{0}', which is plain.") { Fix = FixSafety.Unsafe },
            new("wide", Level.Warning, 6.5, "Every interface of the host, or a public one, leads to HTTP of '{0}'; Docker opens the port behind most firewalls' back.") { Fix = FixSafety.Unsafe },
            new("host-network", Level.Warning, 6.5, "'{0}' shares the network of its host and listens on every address of it."),
            new("per-host", Level.Note, 3.1, "Each host of the swarm that runs '{0}' opens its port for other nodes."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        if (node.Container is not { } container)
            return;
        var isUnprotected = node.Security.IsOn.IsNo;
        if (container is { SharesHostNetwork: true, NetworkMode: { } mode } && (node.Http.IsBoundWidely | node.Transport.IsBoundWidely).IsYes)
            context.Report(isUnprotected ? "without-security" : "host-network", mode.Location, null, container.Name);
        foreach (var port in container.Ports)
        {
            var use = node.UseOf(port);
            if (use == PortUse.None || !port.IsWide || container.SharesHostNetwork)
                continue;
            var variant = use == PortUse.Transport && port.IsPerHost ? "per-host"
                : isUnprotected ? "without-security"
                : use == PortUse.Transport ? "transport"
                : node.LacksHttpTls ? "plain"
                : "wide";
            var finding = context.Report(variant, port.Location, null, container.Name);
            if (port.OnLoopback() is { } replacement)
                finding.Fix(replacement);
        }
    }
}

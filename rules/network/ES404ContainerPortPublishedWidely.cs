namespace EsConfigLint.Rules.Network;

public sealed class ES404ContainerPortPublishedWidely : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES404", "container-port-published-widely")
    {
        Cwe = [668],
        Variants =
        [
            new("without-security", Level.Error, 9.8, "Every interface of the host leads to '{0}', which runs without security.") { Fix = FixSafety.Unsafe },
            new("transport", Level.Error, 8.6, "Every interface of the host leads to the port of '{0}' for other nodes.") { Fix = FixSafety.Unsafe },
            new("plain", Level.Warning, 7.5, "Every interface of the host leads to HTTP of '{0}', which is plain.") { Fix = FixSafety.Unsafe },
            new("wide", Level.Warning, 6.5, "Every interface of the host leads to HTTP of '{0}'; Docker opens the port behind most firewalls' back.") { Fix = FixSafety.Unsafe },
            new("host-network", Level.Warning, 6.5, "'{0}' shares the network of its host: each of its ports is open there."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        if (node.Container is not { } container)
            return;
        if (container is { SharesHostNetwork: true, NetworkMode: { } mode } && (node.Http.IsBoundBeyondLoopback | node.Transport.IsBoundBeyondLoopback).IsYes)
            context.Report("host-network", mode.Location, null, container.Name);
        foreach (var port in container.Ports)
        {
            var use = node.UseOf(port);
            if (use == PortUse.None || !port.IsWide || container.SharesHostNetwork)
                continue;
            var variant = node.Security.IsOn.IsNo ? "without-security"
                : use == PortUse.Transport ? "transport"
                : node.LacksHttpTls ? "plain"
                : "wide";
            var finding = context.Report(variant, port.Location, null, container.Name);
            if (port.OnLoopback() is { } edit)
                finding.Fix([], [edit]);
        }
    }
}

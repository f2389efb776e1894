namespace EsConfigLint.Rules.Security;

public sealed class ES103AutoconfigurationBypassed : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES103", "autoconfiguration-bypassed")
    {
        Cwe = [1188],
        From = Layer.Basic,
        Variants =
        [
            new("blocked", Level.Warning, 6.5, "'{0}' keeps security auto-configuration from running, and TLS is not configured by hand: the node comes up without it."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var byHand = node.Tls.Transport.Enabled.IsPresent | node.Tls.Http.Enabled.IsPresent
            | node.Tls.Transport.IsHalfConfigured | node.Tls.Http.IsHalfConfigured;

        // The node does not start with such a secret (XS105), and so does not come up without TLS.
        var isRefused = node.Tls.OrphanedSecretOf(node.Tls.Transport) is not null || node.Tls.OrphanedSecretOf(node.Tls.Http) is not null;
        var saidElsewhere = node.TransportTlsGap != TransportTlsGap.None && node.LacksHttpTls.IsYes && context.Options.Layer >= Layer.Https;
        var fips = node.Settings.Boolean("xpack.security.fips_mode.enabled").OrDefault(Truth.No);
        if (node.Security.IsOn & node.AutoConfiguration.IsBlocked & !byHand & !fips & !isRefused & !saidElsewhere)
        {
            var blockers = node.AutoConfiguration.Blockers;
            var report = context.Report("blocked", blockers[0].Setting, blockers[0].Name);
            foreach (var another in blockers.Skip(1))
                report.Related(another.Setting, $"'{another.Name}' does so too.");
        }
    }
}

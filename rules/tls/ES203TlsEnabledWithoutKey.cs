namespace EsConfigLint.Rules.Tls;

public sealed class ES203TlsEnabledWithoutKey : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES203", "tls-enabled-without-key")
    {
        Variants =
        [
            new("refused", Level.Error, 5.3, "TLS of the layer '{0}' is on without a private key and certificate: '{1}' does not start.")
                { PreventsStart = VersionRange.All },
            new("server-side", Level.Warning, 5.3, "TLS of the layer '{0}' is on without a private key and certificate: '{1}' has nothing to show to those who connect."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in (ReadOnlySpan<TlsContext>)[node.Tls.Transport, node.Tls.Http])
        {
            if (!(tls.IsSwitchedOn & !tls.HasKeyMaterial).IsYes)
                continue;
            if (tls.NeedsKey)
                context.Report("refused", tls.Enabled, tls.Name, node.Name);
            else if (!node.Security.IsSwitchedOff.IsYes)
                context.Report("server-side", tls.Enabled, tls.Name, node.Name);
        }
    }
}

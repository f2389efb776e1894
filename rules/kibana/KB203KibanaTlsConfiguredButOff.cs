namespace EsConfigLint.Rules.Kibana;

public sealed class KB203KibanaTlsConfiguredButOff : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB203", "kibana-tls-configured-but-off")
    {
        Cwe = [319],
        Variants = [new("off", Level.Warning, 7.4, "A certificate is configured ('{0}'), but '{1}' is not true: Kibana serves plain HTTP without a word.") { Fix = FixSafety.Unsafe }],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var tls = kibana.Server.Tls;
        var first = tls.Certificate.IsPresent.IsYes ? tls.Certificate : tls.KeystorePath.IsPresent.IsYes ? tls.KeystorePath : tls.Key;
        if (!(kibana.Server.HasTlsMaterial & !tls.IsOn & !tls.HasKeyTwice).IsYes)
            return;
        var report = context.Report("off", first, first.Key, tls.Enabled.Key);

        // With the switch on Kibana wants both halves.
        if (tls.HasKeyMaterial)
            report.Fix(() => kibana.UnlessOverruledElsewhere([tls.Enabled.Set("true")]));
    }
}

namespace EsConfigLint.Rules.Kibana;

public sealed class KB202KibanaTlsMaterialInvalid : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB202", "kibana-tls-material-invalid")
    {
        Variants =
        [
            new("missing", Level.Error, 3.0, "'{0}' is true without a certificate and key: Kibana does not start.") { PreventsStart = VersionRange.All },
            new("twice", Level.Error, 3.0, "'{0}' and '{1}' exclude each other: Kibana does not start.") { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var tls = kibana.Server.Tls;
        if (tls.HasKeyTwice)
            context.Report("twice", tls.KeystorePath, tls.KeystorePath.Key, tls.Pem.Key).Related(tls.Pem, $"'{tls.Pem.Key}' is here.");
        else if (tls.Enabled.IsExplicitly(true) & !tls.HasKeyMaterial)
            context.Report("missing", tls.Enabled, tls.Enabled.Key);
    }
}

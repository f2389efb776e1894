namespace EsConfigLint.Rules.Tls;

public sealed class ES207TlsMaterialConflict : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES207", "tls-material-conflict")
    {
        Variants =
        [
            new("both", Level.Error, 3.0, "'{0}' and '{1}' exclude each other: the node does not start.") { PreventsStart = VersionRange.All },
            new("half-pair", Level.Error, 3.0, "'{0}' is set without '{1}': the node does not start.") { PreventsStart = VersionRange.All },
            new("ignored", Level.Warning, 3.0, "'{0}' does nothing without '{1}', and from 8.0 on the node does not start with it."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in node.Tls.Contexts)
        {
            if (!tls.IsLoaded.IsYes)
                continue;
            if (tls.HasKeyTwice)
                Both(tls.KeystorePath, tls.Pem);
            else if (tls.Key.IsPresent & !tls.Certificate.IsPresent)
                context.Report("half-pair", tls.Key, tls.Key.Key, tls.Certificate.Key);
            else if (tls.Certificate.IsPresent & !tls.Key.IsPresent)
                context.Report(tls.IsStrict ? "half-pair" : "ignored", tls.Certificate, tls.Certificate.Key, tls.Key.Key);

            if (tls.TrustsTwice)
                Both(tls.TruststorePath, tls.CertificateAuthorities);

            // A secure password in the keystore is XS104's. Where one may be out of sight, it is taken before both unless the group is read strictly.
            var secure = tls.Text("keystore.secure_password");
            if (tls.Text("keystore.password").IsPresent & secure.IsPresent & tls.Reads("keystore.password")
                && secure.Setting?.Source.Origin != SettingsOrigin.Keystore && (tls.IsStrict || node.Keystore.Holds(secure.Key).IsNo))
                Both(tls.Text("keystore.password"), secure);
        }

        void Both(ISettingReading one, ISettingReading other) =>
            context.Report("both", one, one.Key, other.Key).Related(other, $"'{other.Key}' is here.");
    }
}

namespace EsConfigLint.Rules.Kibana;

public sealed class KB103PlaintextSecretInKibanaYml : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB103", "plaintext-secret-in-kibana-yml")
    {
        Cwe = [312, 260],
        Variants =
        [
            new("clear-text", Level.Warning, 6.5, "'{0}' keeps a secret in clear text."),
            new("encryption-key", Level.Note, 4.0, "'{0}' keeps an encryption key in clear text."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        foreach (var setting in kibana.SettingsInFiles)
        {
            // In the keystore too: XS104 says that the copy here is dead.
            if (!setting.HoldsLiteral || kibana.Keystore.Find(setting.Key) is not null)
                continue;
            if (EncryptionKeys.IsKey(setting.Key))
                context.Report("encryption-key", setting.KeyLocation, setting.Key, setting.Key);
            else if (SecretSettings.IsPlaintextSecret(Product.Kibana, setting.Key, setting.Value))
                context.Report("clear-text", setting.KeyLocation, setting.Key, setting.Key);
        }
    }
}

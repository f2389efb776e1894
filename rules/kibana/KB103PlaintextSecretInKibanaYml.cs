namespace EsConfigLint.Rules.Kibana;

public sealed class KB103PlaintextSecretInKibanaYml : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB103", "plaintext-secret-in-kibana-yml")
    {
        Cwe = [312, 260],
        Unmasks = ["KB104", "KB301", "KB303", "KB304", "XS103"],
        Variants =
        [
            new("clear-text", Level.Warning, 6.5, "'{0}' keeps a secret in clear text.") { Fix = FixSafety.Unsafe },
            new("encryption-key", Level.Note, 4.0, "'{0}' keeps an encryption key in clear text.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        foreach (var setting in kibana.SettingsInFiles)
        {
            // In the keystore too: XS104 says that the copy here is dead.
            if (!setting.HoldsLiteral || kibana.Keystore.Find(setting.Key) is not null)
                continue;
            var variant = EncryptionKeys.IsKey(setting.Key) ? "encryption-key"
                : SecretSettings.IsPlaintextSecret(Product.Kibana, setting.Key, setting.Value) ? "clear-text"
                : null;
            if (variant is null)
                continue;
            var report = context.Report(variant, setting.KeyLocation, setting.Key, setting.Key);

            // In the keystore nobody sees any more how poor it is (KB302, KB303).
            if (EncryptionKeys.IsPoor(setting))
                report.Instruct(Instruction.GenerateEncryptionKeys(kibana.Version));
            report.Instruct(Instruction.KeystoreAdd(Product.Kibana, setting.Key));
            if (!setting.Source.IsRepeated(setting.Key))
                report.Fix(setting.Remove());
        }
    }
}

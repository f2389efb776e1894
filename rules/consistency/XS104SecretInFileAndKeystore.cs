namespace EsConfigLint.Rules.Consistency;

public sealed class XS104SecretInFileAndKeystore : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS104", "secret-in-file-and-keystore")
    {
        Cwe = [312],
        Variants =
        [
            new("refused", Level.Error, 4.0, "'{0}' is set here and as '{1}' in the keystore: the node does not start.") { PreventsStart = VersionRange.Since(8) },
            new("dead-copy", Level.Note, 0, "'{0}' is in the keystore too, which wins: the copy in clear text is of no use and leaks."),
            new("without-effect", Level.Note, 0, "'{0}' is in the keystore too, which wins: what stands here has no effect."),
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var setting in process.WrittenSettings)
        {
            if (!setting.Counts)
                continue;
            if (process.Product == Product.Elasticsearch && SecureTwins.Of(setting.Key) is { } twin && process.Keystore.Find(twin) is { } entry)
                context.Report("refused", setting.KeyLocation, setting.Key, setting.Key, twin).Related(entry.KeyLocation, "The keystore entry is here.");
            else if (process.Product == Product.Kibana && process.Keystore.Find(setting.Key) is { } same)
                context.Report(Leaks(setting) ? "dead-copy" : "without-effect", setting.KeyLocation, setting.Key, setting.Key).Related(same.KeyLocation, "The keystore entry is here.");
        }
    }

    private static bool Leaks(Setting setting) =>
        setting.HoldsLiteral && (EncryptionKeys.IsKey(setting.Key) || SecretSettings.IsPlaintextSecret(Product.Kibana, setting.Key, setting.Value));
}

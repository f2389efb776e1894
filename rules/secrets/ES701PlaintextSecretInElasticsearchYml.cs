namespace EsConfigLint.Rules.Secrets;

public sealed class ES701PlaintextSecretInElasticsearchYml : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES701", "plaintext-secret-in-elasticsearch-yml")
    {
        Cwe = [312, 260],
        Unmasks = ["ES103", "XS106", "XS108"],
        Variants =
        [
            new("clear-text", Level.Warning, 6.5, "'{0}' keeps a secret in clear text.") { Fix = FixSafety.Unsafe },
            new("bind-password", Level.Error, 7.5, "'{0}' keeps the password of a directory account in clear text.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var setting in node.SettingsInFiles)
        {
            if (!setting.HoldsLiteral || !SecretSettings.IsPlaintextSecret(Product.Elasticsearch, setting.Key, setting.Value))
                continue;
            var variant = setting.Key.EndsWith(".bind_password", StringComparison.Ordinal) ? "bind-password" : "clear-text";
            var report = context.Report(variant, setting.KeyLocation, setting.Key, setting.Key);

            // What has no place in the keystore must stay where it is.
            if (SecureTwins.Of(setting.Key, node.Version) is not { } twin)
                continue;

            // Where it is all that a layer has, the switch comes first (ES202).
            if (!node.Tls.IsAllOfLayer(setting.Key))
                report.Fix(setting.Remove());
            if (!node.Keystore.Holds(twin).IsYes)
                report.Instruct(Instruction.KeystoreAdd(Product.Elasticsearch, twin));
        }
    }
}

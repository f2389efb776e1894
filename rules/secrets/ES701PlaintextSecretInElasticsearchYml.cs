namespace EsConfigLint.Rules.Secrets;

public sealed class ES701PlaintextSecretInElasticsearchYml : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES701", "plaintext-secret-in-elasticsearch-yml")
    {
        Cwe = [312, 260],
        Variants =
        [
            new("clear-text", Level.Warning, 6.5, "'{0}' keeps a secret in clear text."),
            new("bind-password", Level.Error, 7.5, "'{0}' keeps the password of a directory account in clear text."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var setting in node.SettingsInFiles)
        {
            if (setting.HoldsLiteral && SecretSettings.IsPlaintextSecret(Product.Elasticsearch, setting.Key, setting.Value))
                context.Report(setting.Key.EndsWith(".bind_password", StringComparison.Ordinal) ? "bind-password" : "clear-text", setting.KeyLocation, setting.Key, setting.Key);
        }
    }
}

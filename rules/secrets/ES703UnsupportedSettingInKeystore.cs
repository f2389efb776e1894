namespace EsConfigLint.Rules.Secrets;

public sealed class ES703UnsupportedSettingInKeystore : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES703", "unsupported-setting-in-keystore")
    {
        Variants =
        [
            new("refused", Level.Error, 4.0, "'{0}' is no setting for the keystore: the node does not start.") { PreventsStart = VersionRange.All },
            new("other-version", Level.Error, 4.0, "'{0}' is a setting for the keystore in other versions only: the node does not start.") { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var entry in node.Keystore.Entries)
        {
            var variant = SecretSettings.IsRefusedInKeystore(entry.Key, node.Version) ? "refused"
                : SecretSettings.IsOfOtherVersion(entry.Key, node.Version) ? "other-version"
                : null;
            if (variant is not null)
                context.Report(variant, entry.KeyLocation, entry.Key, entry.Key).Instruct(Instruction.KeystoreRemove(Product.Elasticsearch, entry.Key));
        }
    }
}

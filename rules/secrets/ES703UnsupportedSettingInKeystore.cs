namespace EsConfigLint.Rules.Secrets;

public sealed class ES703UnsupportedSettingInKeystore : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES703", "unsupported-setting-in-keystore")
    {
        Variants =
        [
            new("refused", Level.Error, 4.0, "'{0}' is no setting for the keystore: the node does not start.") { PreventsStart = VersionRange.All },
            new("ignored", Level.Warning, 4.0, "'{0}' does nothing in the keystore, and from 7.2 on the node does not start with it."),
            new("other-version", Level.Error, 4.0, "'{0}' is a setting for the keystore in other versions only: the node does not start.")
                { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var entry in node.Keystore.Entries)
        {
            var variant = SecretSettings.IsRefusedInKeystore(entry.Key, node.Version) ? "refused"
                : SecretSettings.IsOfOtherVersion(entry.Key, node.Version) ? "other-version"
                : SecretSettings.IsIgnoredInKeystore(entry.Key, node.Version) ? "ignored"
                : null;
            if (variant is not null)
                context.Report(variant, entry.KeyLocation, entry.Key, entry.Key).Instruct(Instruction.KeystoreRemove(Product.Elasticsearch, entry.Key));
        }
    }
}

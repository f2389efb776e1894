namespace EsConfigLint.Rules.Consistency;

public sealed class XS104SecretInFileAndKeystore : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS104", "secret-in-file-and-keystore")
    {
        Cwe = [312],
        Variants =
        [
            new("refused", Level.Error, 4.0, "'{0}' is set here and as '{1}' in the keystore: the node does not start.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Safe },
            new("dead-twin", Level.Note, 0, "'{0}' is set here and as '{1}' in the keystore: what stands here is of no use, and stops a node of 8.0.") { Fix = FixSafety.Safe },
            new("unread", Level.Note, 0, "'{0}' is set here and as '{1}' in the keystore: neither is read now, as far as can be seen; a node of 8.0 or later that reads one does not start.") { Fix = FixSafety.Safe },
            new("dead-copy", Level.Note, 0, "'{0}' is in the keystore too, which wins: the copy in clear text is of no use to Kibana and leaks.") { Fix = FixSafety.Safe },
            new("without-effect", Level.Note, 0, "'{0}' is in the keystore too, which wins: what stands here has no effect on Kibana.") { Fix = FixSafety.Safe },
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var setting in process.WrittenSettings)
        {
            if (!setting.Counts)
                continue;
            var name = process.Product == Product.Kibana ? setting.Key : SecureTwins.Of(setting.Key);
            if (name is null || process.Keystore.Find(name) is not { } entry)
                continue;

            var variant = process is ElasticsearchNode reader ? VariantOf(SecureTwins.ConflictOf(reader, setting.Key, name))
                : Leaks(setting) ? "dead-copy"
                : "without-effect";
            var report = context.Report(variant, setting.KeyLocation, setting.Key, setting.Key, name).Related(entry.KeyLocation, "The keystore entry is here.");

            // Where it is all that a layer has, the switch comes first (ES202): the entry alone would be an orphan.
            var isRepeated = setting.Source.IsRepeated(setting.Key);
            if (!isRepeated && (process is not ElasticsearchNode node || !node.Tls.IsAllOfLayer(setting.Key)))
                report.Fix(setting.Remove());
        }
    }

    private static string VariantOf(TwinConflict conflict) => conflict switch
    {
        TwinConflict.Refused => "refused",
        TwinConflict.EntryWins => "dead-twin",
        _ => "unread",
    };

    private static bool Leaks(Setting setting) =>
        setting.HoldsLiteral && (EncryptionKeys.IsKey(setting.Key) || SecretSettings.IsPlaintextSecret(Product.Kibana, setting.Key, setting.Value));
}

namespace EsConfigLint.Rules.Secrets;

public sealed class ES702SecureSettingInYml : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES702", "secure-setting-in-yml")
    {
        Cwe = [312],
        Unmasks = ["ES103", "ES201", "ES301", "XS106", "XS108"],
        Variants =
        [
            new("leaks-and-stops", Level.Error, 7.5, "'{0}' may only stand in the keystore: here the secret leaks, and the node does not start.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Unsafe },
            new("stops", Level.Error, 7.5, "'{0}' may only stand in the keystore: the node does not start.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Unsafe },
            new("leaks", Level.Error, 7.5, "'{0}' may only stand in the keystore: here the secret leaks.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var setting in node.WrittenSettings)
        {
            if (!setting.Counts || !SecretSettings.IsKeystoreOnly(setting.Key))
                continue;

            // 8.x starts when the keystore holds the same name, and a keystore out of sight may.
            var mayStart = node.Version.IsBefore(9) && !node.Keystore.Holds(setting.Key).IsNo;
            var variant = (setting.HoldsLiteral, mayStart) switch
            {
                (true, true) => "leaks",
                (true, false) => "leaks-and-stops",
                (false, true) => null,
                (false, false) => "stops",
            };
            if (variant is null)
                continue;
            var report = context.Report(variant, setting.KeyLocation, setting.Key, setting.Key);

            // Where it is all that a layer has, the switch comes first (ES202).
            if (!node.Tls.IsAllOfLayer(setting.Key))
                report.Fix(setting.Remove());
            if (!node.Keystore.Holds(setting.Key).IsYes)
                report.Instruct(Instruction.KeystoreAdd(Product.Elasticsearch, setting.Key));
        }
    }
}

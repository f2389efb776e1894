namespace EsConfigLint.Rules.Consistency;

public sealed class XS104SecretInFileAndKeystore : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS104", "secret-in-file-and-keystore")
    {
        Cwe = [312],
        Variants =
        [
            new("refused", Level.Error, 4.0, "'{0}' stands in clear text here and as '{1}' in the keystore: the node does not start.") { PreventsStart = VersionRange.Since(8) },
            new("dead-copy", Level.Note, 0, "'{0}' is in the keystore too, which wins: the copy in clear text is of no use and leaks."),
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var setting in process.WrittenSettings)
        {
            if (process.Product == Product.Elasticsearch && SecureTwins.Of(setting.Key) is { } twin && process.Keystore.Find(twin) is { } entry)
                context.Report("refused", setting.KeyLocation, setting.Key, setting.Key, twin).Related(entry.KeyLocation, "The keystore entry is here.");
            else if (process.Product == Product.Kibana && process.Keystore.Find(setting.Key) is { } same)
                context.Report("dead-copy", setting.KeyLocation, setting.Key, setting.Key).Related(same.KeyLocation, "The keystore entry is here.");
        }
    }
}

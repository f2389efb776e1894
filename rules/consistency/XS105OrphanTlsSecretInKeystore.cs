namespace EsConfigLint.Rules.Consistency;

public sealed class XS105OrphanTlsSecretInKeystore : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS105", "orphan-tls-secret-in-keystore")
    {
        Unmasks = ["ES204", "ES205", "ES305", "XS101", "XS106", "XS108"],
        Variants =
        [
            new("refused", Level.Error, 4.0, "The keystore holds '{0}', but '{1}' is not set: the node does not start.")
                { PreventsStart = VersionRange.Since(8), Fix = FixSafety.Unsafe },
            new("leftover", Level.Warning, 4.0, "The keystore holds '{0}', but '{1}' is not set: TLS of that layer is off.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in (ReadOnlySpan<TlsContext>)[node.Tls.Transport, node.Tls.Http])
        {
            if (node.Tls.OrphanedSecretOf(tls) is not { } entry)
                continue;
            var report = context.Report(context.PreventsStart("refused") ? "refused" : "leftover", entry.KeyLocation, entry.Key, entry.Key, tls.Enabled.Key);
            if (node.Security.IsOn && node.Keystore.Find(tls.Text("keystore.secure_password").Key) is not null)
                report.Fix(tls.Enable);
            else
                report.Instruct(Instruction.KeystoreRemove(Product.Elasticsearch, entry.Key));
        }
    }
}

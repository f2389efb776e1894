namespace EsConfigLint.Rules.Tls;

public sealed class ES202TlsSettingsWithoutEnabled : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES202", "tls-settings-without-enabled")
    {
        Cwe = [319, 1188],
        Unmasks = ["ES103", "ES201", "ES204", "ES205", "ES207", "ES208", "ES301", "ES303", "ES305", "XS101", "XS106", "XS108"],
        Variants =
        [
            new("refused", Level.Error, 6.5, "TLS of the layer '{0}' is configured, but '{1}' is not set: the node does not start.")
                { PreventsStart = VersionRange.Since(8), Fix = FixSafety.Unsafe },
            new("off", Level.Error, 6.5, "TLS of the layer '{0}' is configured, but '{1}' is not set: the layer runs without TLS.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in (ReadOnlySpan<TlsContext>)[node.Tls.Transport, node.Tls.Http])
        {
            if (!tls.IsHalfConfigured.IsYes)
                continue;
            context.Report(context.PreventsStart("refused") ? "refused" : "off", tls.FirstMember!.KeyLocation, tls.Enabled.Key, tls.Name, tls.Enabled.Key)
                .Fix(() => node.Deployment.SwitchOn(node, tls)).Instruct(Instruction.MakeFilesOf(tls, node.Version));
        }
    }
}

namespace EsConfigLint.Rules.Tls;

public sealed class ES204TransportVerificationNone : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES204", "transport-verification-none")
    {
        Cwe = [295],
        From = Layer.Basic,
        Unmasks = ["XS108"],
        Variants = [new("none", Level.Error, 9.1, "'{0}' accepts any certificate between nodes: encryption without identity keeps no stranger out.") { Fix = FixSafety.Unsafe }],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        if (node.Tls.Transport.IsOn.IsNo)
            return;
        foreach (var tls in node.Tls.TransportGroups)
        {
            if (tls.VerificationMode.IsOneOf("none"))
                context.Report("none", tls.VerificationMode, tls.VerificationMode.Key).Fix(node.Tls.Verify(tls, tls.VerificationMode.Set("certificate")));
        }
    }
}

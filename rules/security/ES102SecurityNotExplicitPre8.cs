namespace EsConfigLint.Rules.Security;

public sealed class ES102SecurityNotExplicitPre8 : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES102", "security-not-explicit-pre-8")
    {
        Cwe = [306, 1188],
        Unmasks = ["ES201", "ES203", "ES204", "ES205", "ES208", "ES301", "ES303", "ES305", "ES406", "XS101", "XS103", "XS106", "XS108"],
        Variants =
        [
            new("off-by-default", Level.Error, 9.1, "'{0}' does not set 'xpack.security.enabled': with a basic or trial licence the node runs without authentication.") { Fix = FixSafety.Unsafe },
            new("hint", Level.Note, 0, "'{0}' does not set 'xpack.security.enabled': should it run 7.x or older, it runs without authentication."),
            new("no-security-features", Level.Note, 0, "'{0}' is configured for a distribution without Elastic's security features: nothing of them was checked."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        if (node.Distribution != Distribution.Default)
        {
            context.Report("no-security-features", node.DistributionEvidence, null, node.Name);
            return;
        }

        if (!node.Security.Enabled.IsAbsent || context.Options.License >= License.Gold)
            return;
        if (!node.VersionIsKnown)
            context.Report("hint", node.Security.Enabled, node.Name);
        else if (!node.Security.IsOnByDefault)
            context.Report("off-by-default", node.Security.Enabled, node.Name).Fix(() => node.Deployment.EnableSecurity(node)).Instruct(Instruction.PrepareForSecurity(node));
    }
}

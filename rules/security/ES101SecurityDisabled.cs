namespace EsConfigLint.Rules.Security;

public sealed class ES101SecurityDisabled : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES101", "security-disabled")
    {
        Cwe = [306],
        Unmasks = ["ES103", "ES201", "ES202", "ES203", "ES204", "ES205", "ES208", "ES301", "ES303", "ES305", "ES406", "KB104", "KB301", "XS101", "XS103", "XS106", "XS108"],
        Variants =
        [
            new("exposed", Level.Error, 9.8, "Security is switched off on '{0}', and it listens beyond this host: whoever reaches it can read, change or delete all data.") { Fix = FixSafety.Unsafe },
            new("off", Level.Error, 7.5, "Security is switched off on '{0}': whoever reaches it can read, change or delete all data.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        if (context.Options.IsTestFixture(node.Security.Enabled.Location.File.DisplayPath))
            return;
        if (!node.Security.IsSwitchedOff.IsYes)
            return;
        context.Report(node.IsReachableFromOutside ? "exposed" : "off", node.Security.Enabled, node.Name).Fix(() => node.Deployment.EnableSecurity(node))
            .Instruct(Instruction.PrepareForSecurity(node));
    }
}

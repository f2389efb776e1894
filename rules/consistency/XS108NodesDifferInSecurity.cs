namespace EsConfigLint.Rules.Consistency;

public sealed class XS108NodesDifferInSecurity : DeploymentRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS108", "nodes-differ-in-security")
    {
        Cwe = [1188],
        Variants =
        [
            new("cannot-talk", Level.Error, 6.5, "'{0}' and '{1}' are nodes of one cluster but differ in '{2}': they cannot talk to each other."),
            new("differ", Level.Warning, 4.0, "'{0}' and '{1}' are nodes of one cluster but differ in '{2}'."),
        ],
    };

    public override void Check(Deployment deployment, RuleContext context)
    {
        if (deployment.Nodes.Length < 2)
            return;
        foreach (var difference in NodeDifference.Of(deployment.Nodes))
        {
            var variant = difference.IsFatal ? "cannot-talk" : "differ";
            context.Report(variant, difference.Odd, difference.OddNode.Name, difference.UsualNode.Name, difference.Odd.Key)
                .Related(difference.Usual, $"'{difference.UsualNode.Name}' has it so.");
        }
    }
}

namespace EsConfigLint.Rules.Consistency;

public sealed class XS113PlaceholderWithoutVariable : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS113", "placeholder-without-variable")
    {
        Variants =
        [
            new("unset", Level.Error, 0, "'{0}' needs the variable '{1}', which the container '{2}' does not set: the product does not start.")
            {
                PreventsStart = VersionRange.All,
            },
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var missing in process.UnsetVariables)
        {
            context.Report("unset", missing.Location, missing.Setting.Key, missing.Setting.Key, missing.Name, process.Container!.Name)
                .Related(process.Container.NameLocation, "The container is here.");
        }
    }
}

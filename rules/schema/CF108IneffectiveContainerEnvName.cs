namespace EsConfigLint.Rules.Schema;

public sealed class CF108IneffectiveContainerEnvName : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("CF108", "ineffective-container-env-name")
    {
        Cwe = [1188],
        Variants =
        [
            new("switch", Level.Error, 6.5, "'{0}' switches nothing on: the image takes '{1}' from '{2}'."),
            new("unread", Level.Warning, 6.5, "'{0}' has no effect: the image takes '{1}' from '{2}'."),
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var variable in process.IneffectiveVariables)
            context.Report(variable.SwitchesOn ? "switch" : "unread", variable.Location, variable.Setting, variable.Name, variable.Setting, variable.RightName);
    }
}

namespace EsConfigLint.Rules.Schema;

public sealed class CF108IneffectiveContainerEnvName : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("CF108", "ineffective-container-env-name")
    {
        Cwe = [1188],
        Unmasks =
        [
            "ES103", "ES201", "ES204", "ES205", "ES208", "ES301", "ES303", "ES305", "ES401", "ES402", "ES406", "ES704", "ES705", "KB103", "KB201", "KB301", "KB303", "XS101", "XS103", "XS106", "XS108",
        ],
        Variants =
        [
            new("unknown-setting", Level.Error, 6.5, "'{0}' sets '{2}', which is no setting: the node does not start. The variable that is meant is called '{1}'.")
            {
                PreventsStart = VersionRange.Since(7, 15),
                Fix = FixSafety.Unsafe,
            },
            new("switch", Level.Error, 6.5, "'{0}' switches nothing on: the variable that the image reads is called '{1}'.") { Fix = FixSafety.Unsafe },
            new("unread", Level.Warning, 6.5, "'{0}' has no effect: the variable that the image reads is called '{1}'.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var variable in process.IneffectiveVariables)
        {
            // What only looks like a name that is read is ES006's.
            if (variable.Lookalike is not null)
                continue;
            var variant = variable.Unknown is not null ? "unknown-setting" : variable.SwitchesOn ? "switch" : "unread";
            context.Report(variant, variable.Location, variable.Setting, variable.Name, variable.RightName, variable.Unknown ?? "")
                .Fix(variable.Rename);
        }
    }
}

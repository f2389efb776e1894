namespace EsConfigLint.Rules.Syntax;

public sealed class ES001ConfigNotParseable : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES001", "config-not-parseable")
    {
        Variants =
        [
            new("refused", Level.Error, 0, "'{0}' refuses this file: '{1}'. Nothing in it was checked.") { PreventsStart = VersionRange.All },
            new("ignored", Level.Warning, 0, "'{0}' ignores this whole file: '{1}'. Every setting is at its default."),
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        if (source.Origin == SettingsOrigin.Keystore)
            return;
        foreach (var problem in source.Problems)
        {
            if (problem.Kind == LoadProblemKind.Unreadable)
                context.Report("refused", problem.Location, null, process.Product.ToString(), problem.Reason);
            else if (problem.Kind == LoadProblemKind.Ignored)
                context.Report("ignored", problem.Location, null, process.Product.ToString(), problem.Reason);
        }
    }
}

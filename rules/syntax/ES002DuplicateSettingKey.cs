namespace EsConfigLint.Rules.Syntax;

public sealed class ES002DuplicateSettingKey : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES002", "duplicate-setting-key")
    {
        Cwe = [694],
        Variants =
        [
            new("same-value", Level.Error, 4.0, "'{0}' is given twice in one mapping, both times with the same value; the file is refused.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Safe },
            new("different-values", Level.Error, 4.0, "'{0}' is given twice in one mapping with different values; the file is refused.")
                { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        foreach (var problem in source.Problems)
        {
            if (problem.Kind != LoadProblemKind.DuplicateKey)
                continue;
            var report = context.Report(problem.SameValue ? "same-value" : "different-values", problem.Location, problem.Key, problem.Key);
            if (problem.Other is { } first)
                report.Related(first, "The first one is here.");

            // Where another one differs, only a human knows which of them may go.
            if (problem.SameValue && source.SettingAt(problem.Location) is { } again && !source.HasSeveralValues(again.Key))
                report.Fix(again.Remove());
        }
    }
}

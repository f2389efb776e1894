namespace EsConfigLint.Rules.Syntax;

public sealed class ES004NullOrNonScalarSetting : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES004", "null-or-non-scalar-setting")
    {
        Unmasks = ["ES102"],
        Variants =
        [
            new("null", Level.Error, 4.0, "'{0}' has no value; Elasticsearch refuses settings that are null.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Unsafe },
            new("non-scalar-item", Level.Error, 4.0, "The list '{0}' holds something else than plain values; Elasticsearch refuses it.")
                { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        if (process.Product != Product.Elasticsearch)
            return;
        foreach (var problem in source.Problems)
        {
            if (problem.Kind == LoadProblemKind.NullValue)
            {
                var report = context.Report("null", problem.Location, problem.Key, problem.Key);
                if (source.SettingAt(problem.Location) is { } empty)
                    report.Fix(empty.RemoveForDefault(process.Version));
            }
            else if (problem.Kind == LoadProblemKind.NonScalarItem)
                context.Report("non-scalar-item", problem.Location, problem.Key, problem.Key);
        }
    }
}

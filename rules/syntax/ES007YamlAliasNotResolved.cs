namespace EsConfigLint.Rules.Syntax;

public sealed class ES007YamlAliasNotResolved : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES007", "yaml-alias-not-resolved")
    {
        Cwe = [1188],
        Unmasks =
        [
            "ES005", "ES008", "ES101", "ES103", "ES201", "ES202", "ES203", "ES204", "ES205", "ES207", "ES208", "ES301", "ES303", "ES305", "ES401", "ES402", "ES403", "ES406",
            "KB301", "KB304", "XS101", "XS103", "XS106", "XS108",
        ],
        Variants =
        [
            new("alias", Level.Error, 5.3, "Elasticsearch resolves no alias: '{0}' is the text '{1}'.") { Fix = FixSafety.Unsafe },
            new("alias-refused", Level.Error, 5.3, "Elasticsearch resolves no alias: '{0}' is the text '{1}', which it refuses there.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Unsafe },
            new("merge-key", Level.Error, 5.3, "Elasticsearch resolves no merge key: '{0}' is an unknown setting, and the node does not start.")
                { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        foreach (var problem in source.Problems)
        {
            if (problem.Kind == LoadProblemKind.UnresolvedMergeKey)
                context.Report("merge-key", problem.Location, problem.Key, problem.Key);
            if (problem.Kind != LoadProblemKind.UnresolvedAlias)
                continue;
            var text = problem.LiteralText!;
            var isHidden = SecretSettings.MustBeHidden(process.Product, problem.Key);
            var report = context.Report(
                SettingNames.RefusesText(problem.Key, text, process.Version) ? "alias-refused" : "alias",
                problem.Location, problem.Key, problem.Key, isHidden ? "(not shown)" : text);
            if (problem.Other is { } anchor)
            {
                report.Related(anchor, "The anchor is here.");

                // A secret must not come to stand in a second place.
                if (!isHidden && source.TextBehind(anchor) is { } meant)
                    report.Fix(source.Rewrite(problem.Location, meant));
            }
        }
    }
}

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
        HashSet<string>? several = null;
        foreach (var problem in source.Problems)
        {
            if (problem.Kind != LoadProblemKind.DuplicateKey)
                continue;
            var report = context.Report(problem.SameValue ? "same-value" : "different-values", problem.Location, problem.Key, problem.Key);
            if (problem.Other is { } first)
                report.Related(first, "The first one is here.");

            // Where another one differs, only a human knows which of them may go.
            if (problem.SameValue && source.SettingAt(problem.Location) is { } again && !(several ??= KeysOfSeveralValues(source)).Contains(again.Key))
                report.Fix(again.Remove());
        }
    }

    /// <summary>The settings that are written with several values, in one spelling or in several.</summary>
    private static HashSet<string> KeysOfSeveralValues(SettingsSource source)
    {
        var first = new Dictionary<string, Setting>(StringComparer.Ordinal);
        var several = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in source.Settings.Concat(source.Shadowed))
        {
            if (!first.TryAdd(setting.Key, setting) && !first[setting.Key].Value.HasSameContent(setting.Value))
                several.Add(setting.Key);
        }

        return several;
    }
}

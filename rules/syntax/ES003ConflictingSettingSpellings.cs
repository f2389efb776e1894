namespace EsConfigLint.Rules.Syntax;

public sealed class ES003ConflictingSettingSpellings : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES003", "conflicting-setting-spellings")
    {
        Cwe = [694],
        Variants =
        [
            new("different-values", Level.Warning, 5.3, "'{0}' is set twice under two spellings with different values; the later one wins without a word."),
            new("same-value", Level.Note, 0, "'{0}' is set twice under two spellings, with the same value.") { Fix = FixSafety.Safe },
            new("refused", Level.Error, 5.3, "'{0}' is set twice under two spellings; Elasticsearch 6.x refuses the file.")
                { PreventsStart = VersionRange.Until(7), Fix = FixSafety.Safe },
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        foreach (var (first, later) in source.SpellingConflicts)
        {
            var isSame = first.Value.HasSameContent(later.Value);
            var variant = process.Product == Product.Elasticsearch && context.PreventsStart("refused") ? "refused"
                : isSame ? "same-value"
                : first.Value.DiffersFrom(later.Value) ? "different-values"
                : null;
            if (variant is null)
                continue;
            var report = context.Report(variant, later.KeyLocation, later.Key, later.Key).Related(first.KeyLocation, "The other spelling is here.");

            // Without the later one, what a template writes between the two would decide; one key twice is to be settled first.
            if (isSame && !source.HasDuplicate(later.Key) && !source.Settings.Any(setting => setting.Key == later.Key && setting.IsConditional))
                report.Fix(later.Remove());
        }
    }
}

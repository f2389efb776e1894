namespace EsConfigLint.Rules.Syntax;

public sealed class ES003ConflictingSettingSpellings : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES003", "conflicting-setting-spellings")
    {
        Cwe = [694],
        Variants =
        [
            new("different-values", Level.Warning, 5.3, "'{0}' is set twice under two spellings with different values; the later one wins without a word."),
            new("same-value", Level.Note, 0, "'{0}' is set twice under two spellings, with the same value."),
            new("refused", Level.Error, 5.3, "'{0}' is set twice under two spellings; Elasticsearch 6.x refuses the file.") { PreventsStart = VersionRange.Until(7) },
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        foreach (var (first, later) in source.SpellingConflicts)
        {
            var variant = process.Product == Product.Elasticsearch && process.Version.IsBefore(7) ? "refused"
                : first.Value.HasSameContent(later.Value) ? "same-value"
                : "different-values";
            context.Report(variant, later.KeyLocation, later.Key, later.Key).Related(first.KeyLocation, "The other spelling is here.");
        }
    }
}

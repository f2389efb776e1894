namespace EsConfigLint.Rules.Syntax;

public sealed class ES008PlaceholderDefaultAlwaysWins : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES008", "placeholder-default-always-wins")
    {
        Cwe = [1188],
        Variants = [new("always", Level.Warning, 4.3, "'{0}' is always its default: from 8.2 on Elasticsearch does not ask the environment for '{1}'.")],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        if (process.Product != Product.Elasticsearch || process.Version.IsBefore(8, 2) || source.Origin != SettingsOrigin.File)
            return;
        foreach (var setting in source.Settings)
        {
            foreach (var text in setting.Value.Texts)
            {
                if (text.IsTemplated || !Placeholder.Occurs(text.Text))
                    continue;
                var deaf = Placeholder.FindIn(text.Text).FirstOrDefault(placeholder => placeholder.Default is not null && !source.Sets(placeholder.Name));
                if (deaf.Default is not null)
                    context.Report("always", setting.PlaceOf(text), setting.Key, setting.Key, deaf.Name);
            }
        }
    }
}

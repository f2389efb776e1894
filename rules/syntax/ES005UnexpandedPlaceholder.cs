namespace EsConfigLint.Rules.Syntax;

public sealed class ES005UnexpandedPlaceholder : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES005", "unexpanded-placeholder")
    {
        Variants =
        [
            new("shell-variable", Level.Warning, 3.0, "'{0}' holds the literal text '{1}': '{2}' expands variables in braces only.") { Fix = FixSafety.Unsafe },
            new("left-over", Level.Warning, 3.0, "'{0}' still holds '{1}' from a guide."),
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        if (source.Origin == SettingsOrigin.Keystore)
            return;
        foreach (var setting in source.Settings)
        {
            foreach (var text in setting.Value.Texts)
            {
                if (!LeftOver.MayBeIn(text) || setting.IsHidden)
                    continue;
                var kind = LeftOver.KindOf(process.Product, setting.Key, process.Version);

                // Outside of its file somebody else may have expanded what is not known.
                if ((text.Known is not null || source.Origin == SettingsOrigin.File) && LeftOver.ShellVariablesIn(text, kind) is { Count: > 0 } variables)
                {
                    var names = variables.Select(variable => text.Text.Substring(variable.Start, variable.Length)).Distinct().ToList();
                    var report = context.Report("shell-variable", setting.PlaceOf(text), setting.Key, setting.Key, string.Join("', '", names), process.Product.ToString());

                    // Only in its file a product expands variables in braces, and it stops at one that is not set.
                    if (source.Origin == SettingsOrigin.File && !names.Exists(name => process.Container?.Sets(name[1..]).IsNo == true))
                        report.Fix(setting.Rewrite(text, LeftOver.WithBraces(text.Text, variables)));
                }
                else if (LeftOver.PlaceholderIn(text, kind) is { } placeholder)
                    context.Report("left-over", setting.PlaceOf(text), setting.Key, setting.Key, placeholder);
            }
        }
    }
}

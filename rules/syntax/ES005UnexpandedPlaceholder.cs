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
            if (setting.IsHidden)
                continue;
            var kind = LeftOver.KindOf(process.Product, setting.Key, process.Version);
            foreach (var text in setting.Value.Texts)
            {
                if (LeftOver.ShellVariableIn(text, kind) is { } variable)
                {
                    var name = text.Text.Substring(variable.Start, variable.Length);
                    var report = context.Report("shell-variable", setting.PlaceOf(text), setting.Key, setting.Key, name, process.Product.ToString());

                    // Only in its file a product expands variables in braces, and it stops at one that is not set.
                    if (source.Origin == SettingsOrigin.File && process.Container?.Sets(name[1..]).IsNo != true)
                        report.Fix(setting.Rewrite(text, string.Concat(text.Text.AsSpan(0, variable.Start), $"${{{name[1..]}}}", text.Text.AsSpan(variable.End))));
                }
                else if (LeftOver.PlaceholderIn(text, kind) is { } placeholder)
                    context.Report("left-over", setting.PlaceOf(text), setting.Key, setting.Key, placeholder);
            }
        }
    }
}

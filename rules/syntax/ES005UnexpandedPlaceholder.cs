namespace EsConfigLint.Rules.Syntax;

public sealed class ES005UnexpandedPlaceholder : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES005", "unexpanded-placeholder")
    {
        Variants =
        [
            new("shell-variable", Level.Warning, 3.0, "'{0}' holds the literal text '{1}': '{2}' expands variables in braces only."),
            new("left-over", Level.Warning, 3.0, "'{0}' still holds '{1}' from a guide."),
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        if (source.Origin == SettingsOrigin.Keystore)
            return;
        foreach (var setting in source.Settings)
        {
            if (SecretSettings.MustBeHidden(process.Product, setting.Key))
                continue;
            var kind = LeftOver.KindOf(process.Product, setting.Key, process.Version);
            foreach (var text in setting.Value.Texts)
            {
                if (LeftOver.ShellVariableIn(text, kind) is { } variable)
                    context.Report("shell-variable", setting.PlaceOf(text), setting.Key, setting.Key, variable, process.Product.ToString());
                else if (LeftOver.PlaceholderIn(text, kind) is { } placeholder)
                    context.Report("left-over", setting.PlaceOf(text), setting.Key, setting.Key, placeholder);
            }
        }
    }
}

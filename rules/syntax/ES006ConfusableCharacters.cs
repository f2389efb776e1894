namespace EsConfigLint.Rules.Syntax;

public sealed class ES006ConfusableCharacters : SourceRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES006", "confusable-characters")
    {
        Cwe = [1007],
        Unmasks = ["ES007", "ES101", "ES103", "ES201", "ES202", "ES203", "ES204", "ES205", "ES208", "ES301", "ES303", "ES305", "KB102", "KB104", "KB105", "KB201", "KB202", "KB203", "KB302", "KB303", "XS103"],
        Variants =
        [
            new("name-refused", Level.Error, 4.3, "The name '{0}' holds the character '{1}', which only looks plain: '{2}' knows no such setting and does not start.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Safe },
            new("kibana-refuses", Level.Warning, 4.3, "The name '{0}' holds the character '{1}', which only looks plain: '{2}' knows no such setting and does not start.")
                { PreventsStart = VersionRange.All, Fix = FixSafety.Safe },
            new("name", Level.Warning, 4.3, "The name '{0}' holds the character '{1}', which only looks plain: '{2}' knows no such setting, and the one that is meant keeps its default.") { Fix = FixSafety.Unsafe },
            new("variable", Level.Warning, 4.3, "The variable '{0}' holds the character '{1}', which only looks plain: '{2}' takes no setting from it, and the one that is meant keeps its default.") { Fix = FixSafety.Unsafe },
            new("typographic-quotes", Level.Warning, 4.3, "The value of '{0}' is wrapped in typographic quotes, which become a part of it.") { Fix = FixSafety.Safe },
        ],
    };

    public override void Check(SettingsSource source, StackProcess process, RuleContext context)
    {
        if (source.Origin == SettingsOrigin.Environment)
            CheckVariables(process, context);
        foreach (var setting in source.Settings)
        {
            var index = Confusables.IndexIn(setting.Key);
            if (index >= 0 && !SettingNames.IsKnown(process.Product, setting.Key))
            {
                var meant = Confusables.ToAscii(setting.Key) is { } plain && SettingNames.IsKnown(process.Product, plain) ? plain : null;
                var report = context.Report(
                    VariantOf(process, setting, meant), setting.KeyLocation, setting.Key,
                    setting.Key, CodeOf(setting.Key[index]), process.Product.ToString());
                if (source.Origin != SettingsOrigin.Keystore && meant is not null && !source.Sets(meant) && Confusables.Retyped(setting) is { } written)
                    report.Fix(setting.KeyLocation, written);
            }

            if (SettingNames.IsReadByPeople(process.Product, setting.Key))
                continue;
            foreach (var text in setting.Value.Texts)
            {
                if (text.IsQuoted || !Confusables.IsInTypographicQuotes(text.Text))
                    continue;
                var report = context.Report("typographic-quotes", setting.PlaceOf(text), setting.Key, setting.Key);
                if (source.Origin == SettingsOrigin.File && !setting.IsHidden && Confusables.InPlainQuotes(text.Text) is { } quoted)
                    report.Fix(text.Location, quoted);
            }
        }
    }

    /// <summary>A plugin of Kibana that nobody here knows may have names in any language.</summary>
    private static string VariantOf(StackProcess process, Setting setting, string? meant) =>
        process is not KibanaInstance kibana ? "name-refused"
        : meant is not null && !setting.IsConditional && kibana.RefusesUnknown(setting.Key) ? "kibana-refuses"
        : "name";

    private static void CheckVariables(StackProcess process, RuleContext context)
    {
        foreach (var variable in process.IneffectiveVariables)
        {
            if (variable.Lookalike is { } lookalike)
            {
                context.Report("variable", variable.Location, variable.Setting, variable.Name, CodeOf(lookalike), process.Product.ToString())
                    .Fix(variable.Rename);
            }
        }
    }

    private static string CodeOf(char c) => $"U+{(int)c:X4}";
}

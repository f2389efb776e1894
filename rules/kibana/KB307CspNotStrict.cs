namespace EsConfigLint.Rules.Kibana;

public sealed class KB307CspNotStrict : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB307", "csp-not-strict")
    {
        Cwe = [693],
        From = Layer.Https,
        Variants =
        [
            new("switched-off", Level.Warning, 5.4, "'{0}' is false: browsers that ignore the content security policy may use Kibana.") { Fix = FixSafety.Unsafe },
            new("default", Level.Warning, 5.4, "'{0}' is not set: before 8.0 browsers that ignore the content security policy may use Kibana.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var strict = kibana.Settings.Boolean("csp.strict");
        if (strict.IsExplicitly(false))
        {
            var isDefault = kibana.VersionIsKnown && kibana.Version.IsAtLeast(8);
            context.Report("switched-off", strict, strict.Key).Fix(isDefault ? kibana.RemoveUnwanted(strict.Key, "false") : [strict.Set("true")]);
        }
        else if (strict.IsAbsent && kibana.Version.IsBefore(8) && kibana.Version.IsAtLeast(6, 7))
            context.Report("default", strict, strict.Key).Fix(strict.Set("true"));
    }
}

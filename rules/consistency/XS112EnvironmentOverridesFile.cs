namespace EsConfigLint.Rules.Consistency;

public sealed class XS112EnvironmentOverridesFile : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS112", "environment-overrides-file")
    {
        Cwe = [1188],
        Unmasks = ["ES103", "ES201", "ES204", "ES205", "ES208", "ES301", "ES303", "ES305", "ES406", "KB301", "KB304", "XS101", "XS103", "XS106", "XS108"],
        Variants =
        [
            new("weaker", Level.Error, 5.3, "'{0}' is '{1}' in '{2}', but '{3}' here, which wins and protects less.") { Fix = FixSafety.Unsafe },
            new("different", Level.Warning, 5.3, "'{0}' is '{1}' in '{2}', but '{3}' here, which wins.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        foreach (var overruled in process.OverruledSettings)
        {
            // Kibana's keystore beats both, which is another finding.
            if (!overruled.ConcernsSecurity || process.HasElasticSecurity.IsNo || process.Keystore.Find(overruled.Key) is not null)
                continue;
            context.Report(
                overruled.Weakens ? "weaker" : "different", overruled.Winner.KeyLocation, overruled.Key,
                overruled.Key, overruled.InFile.Written, overruled.InFile.KeyLocation.File.DisplayPath, overruled.Winner.Written)
                .Related(overruled.InFile.KeyLocation, "The file says otherwise here.").Fix(overruled.RemoveWeaker(process));
        }
    }
}

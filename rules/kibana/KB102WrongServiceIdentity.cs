namespace EsConfigLint.Rules.Kibana;

public sealed class KB102WrongServiceIdentity : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB102", "wrong-service-identity")
    {
        Cwe = [250, 269],
        Variants =
        [
            new("superuser", Level.Error, 8.8, "Kibana logs in as the superuser '{0}': whoever takes over Kibana owns the cluster.") { Fix = FixSafety.Unsafe },
            new("refused", Level.Error, 8.8, "Kibana refuses to start as the superuser '{0}'.")
                { PreventsStart = VersionRange.Since(8), Fix = FixSafety.Unsafe },
            new("deprecated-user", Level.Warning, 4.3, "Kibana logs in as '{0}', whose place 'kibana_system' has taken.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var user = kibana.Elasticsearch.Username;
        var variant = user is { IsKnown: true, Value: "elastic" } ? (context.PreventsStart("refused") ? "refused" : "superuser")
            : user is { IsKnown: true, Value: "kibana" } && kibana.Elasticsearch.BuiltInUser != "kibana" ? "deprecated-user"
            : null;
        if (variant is null)
            return;
        var report = context.Report(variant, user, user.Value!).Fix(user.Set(kibana.Elasticsearch.BuiltInUser));
        if (kibana.Version.IsAtLeast(8))
            report.Instruct(Instruction.ResetPassword(kibana.Elasticsearch.BuiltInUser));
        report.Instruct(Instruction.KeystoreAdd(Product.Kibana, kibana.Elasticsearch.Password.Key));
    }
}

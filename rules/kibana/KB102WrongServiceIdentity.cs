namespace EsConfigLint.Rules.Kibana;

public sealed class KB102WrongServiceIdentity : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB102", "wrong-service-identity")
    {
        Cwe = [250, 269],
        Variants =
        [
            new("superuser", Level.Error, 8.8, "Kibana logs in as the superuser '{0}': whoever takes over Kibana owns the cluster."),
            new("refused", Level.Error, 8.8, "Kibana refuses to start as the superuser '{0}'.") { PreventsStart = VersionRange.All },
            new("deprecated-user", Level.Warning, 4.3, "Kibana logs in as '{0}', whose place 'kibana_system' has taken."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var user = kibana.Elasticsearch.Username;
        if (user is { IsKnown: true, Value: "elastic" })
            context.Report(kibana.Version.IsAtLeast(8) ? "refused" : "superuser", user, user.Value);
        else if (user is { IsKnown: true, Value: "kibana" } && kibana.Version.IsAtLeast(7, 8))
            context.Report("deprecated-user", user, user.Value);
    }
}

namespace EsConfigLint.Rules.Consistency;

public sealed class XS103KibanaCredentialsVsEsSecurity : DeploymentRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS103", "kibana-credentials-vs-es-security")
    {
        Cwe = [306],
        Variants =
        [
            new("no-credentials", Level.Error, 5.0, "Security is on in Elasticsearch, but '{0}' has no user, token or client certificate: Kibana cannot begin its work."),
            new("security-off", Level.Warning, 5.0, "'{0}' logs in to Elasticsearch, whose security is off: nobody checks it."),
        ],
    };

    public override void Check(Deployment deployment, RuleContext context)
    {
        if (deployment.Nodes.IsEmpty)
            return;
        var on = deployment.Nodes.Aggregate(Truth.Yes, static (all, node) => all & node.Security.IsOn);
        var off = deployment.Nodes.Aggregate(Truth.Yes, static (all, node) => all & node.Security.IsSwitchedOff);
        foreach (var kibana in deployment.Kibanas)
        {
            var credentials = kibana.Elasticsearch.HasCredentials;
            var first = kibana.Elasticsearch.Username.Setting is not null ? kibana.Elasticsearch.Username : kibana.Elasticsearch.ServiceAccountToken;

            // A user without a password, or the reverse, is KB104's.
            var hasHalf = kibana.Elasticsearch.Username.IsPresent | kibana.Elasticsearch.Password.IsPresent;
            if (on & !credentials & !hasHalf & !kibana.AwaitsEnrollment && kibana.Keystore.IsListed)
                context.Report("no-credentials", kibana.Elasticsearch.Username, kibana.Name);
            else if (off & ((kibana.Elasticsearch.Username.IsPresent & kibana.Elasticsearch.MayHavePassword) | kibana.Elasticsearch.ServiceAccountToken.IsPresent))
                context.Report("security-off", first, kibana.Name).Related(deployment.Nodes[0].Security.Enabled, "Security is switched off here.");
        }
    }
}

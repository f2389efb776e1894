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
        var (isOn, isOff) = (deployment.SecurityIsOn, deployment.SecurityIsSwitchedOff);
        foreach (var kibana in deployment.Kibanas)
        {
            var (user, token) = (kibana.Elasticsearch.Username, kibana.Elasticsearch.ServiceAccountToken);

            // A user without a password, or the reverse, is KB104's.
            var hasHalf = user.IsPresent | kibana.Elasticsearch.Password.IsPresent;
            if (isOn & !kibana.Elasticsearch.HasCredentials & !hasHalf & !kibana.AwaitsEnrollment && kibana.Keystore.IsListed)
            {
                context.Report("no-credentials", user, kibana.Name);
            }
            else if (isOff & ((user.IsPresent & kibana.Elasticsearch.MayHavePassword) | token.IsPresent))
            {
                context.Report("security-off", user.Setting is null ? token : user, kibana.Name)
                    .Related(deployment.Nodes[0].Security.Enabled, "Security is switched off here.");
            }
        }
    }
}

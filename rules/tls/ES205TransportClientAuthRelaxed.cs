namespace EsConfigLint.Rules.Tls;

public sealed class ES205TransportClientAuthRelaxed : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES205", "transport-client-auth-relaxed")
    {
        Cwe = [306],
        From = Layer.Basic,
        Unmasks = ["XS108"],
        Variants = [new("relaxed", Level.Error, 8.8, "Transport takes connections without a client certificate ('{0}'): whoever reaches the port can call what only nodes may.") { Fix = FixSafety.Unsafe }],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in node.Tls.TransportGroups)
        {
            if (node.Tls.Transport.IsOn & tls.ClientAuthentication.IsOneOf("none", "optional"))
                context.Report("relaxed", tls.ClientAuthentication, tls.ClientAuthentication.Written).Fix(tls.ClientAuthentication.Set("required"));
        }
    }
}

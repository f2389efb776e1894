namespace EsConfigLint.Rules.Tls;

public sealed class ES303HttpClientCertNotReallyVerified : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES303", "http-client-cert-not-really-verified")
    {
        Cwe = [295],
        From = Layer.Https,
        Variants =
        [
            new("unchecked", Level.Error, 7.4, "HTTP asks for client certificates, but '{0}' is 'none': whatever they hold is taken.") { Fix = FixSafety.Unsafe },
            new("any-public-authority", Level.Warning, 7.4, "HTTP asks for client certificates ('{0}'), but names no authority: one from any public authority will do."),
            new("no-effect", Level.Note, 0, "'{0}' is 'none': without client authentication nothing comes of it, until somebody switches that on.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var http = node.Tls.Http;
        if (http.IsOn.IsNo)
            return;
        var asks = http.ClientAuthentication.IsOneOf("optional", "required");
        if (http.VerificationMode.IsOneOf("none"))
        {
            if (!asks.IsUnknown)
            {
                context.Report(asks.IsYes ? "unchecked" : "no-effect", http.VerificationMode, http.VerificationMode.Key)
                    .Fix(node.Tls.Verify(http, node.RemoveUnwanted(http.VerificationMode.Key, "none")));
            }
        }
        else if (asks & !http.HasExplicitTrust)
        {
            context.Report("any-public-authority", http.ClientAuthentication, http.ClientAuthentication.Written);
        }
    }
}

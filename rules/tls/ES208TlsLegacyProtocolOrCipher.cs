namespace EsConfigLint.Rules.Tls;

public sealed class ES208TlsLegacyProtocolOrCipher : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES208", "tls-legacy-protocol-or-cipher")
    {
        Cwe = [326, 327],
        Variants =
        [
            new("protocol", Level.Error, 7.4, "'{0}' allows '{1}', which is obsolete and broken."),
            new("cipher", Level.Error, 7.4, "'{0}' allows '{1}', which is broken."),
            new("static-rsa", Level.Warning, 5.3, "'{0}' allows '{1}', which has no forward secrecy."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in node.Tls.Contexts)
        {
            foreach (var protocol in tls.SupportedProtocols.Items())
            {
                if (LegacyTls.IsWeakProtocol(protocol.Known))
                    context.Report("protocol", protocol.Location, tls.SupportedProtocols.Key, tls.SupportedProtocols.Key, protocol.Known!);
            }

            foreach (var suite in tls.CipherSuites.Items())
            {
                if (LegacyTls.IsBrokenCipher(suite.Known))
                    context.Report("cipher", suite.Location, tls.CipherSuites.Key, tls.CipherSuites.Key, suite.Known!);
                else if (LegacyTls.IsStaticRsa(suite.Known))
                    context.Report("static-rsa", suite.Location, tls.CipherSuites.Key, tls.CipherSuites.Key, suite.Known!);
            }
        }
    }
}

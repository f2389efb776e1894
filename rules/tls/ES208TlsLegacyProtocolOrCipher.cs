using System.Collections.Immutable;

namespace EsConfigLint.Rules.Tls;

public sealed class ES208TlsLegacyProtocolOrCipher : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES208", "tls-legacy-protocol-or-cipher")
    {
        Cwe = [326, 327],
        Variants =
        [
            new("protocol", Level.Error, 7.4, "'{0}' allows '{1}', which is obsolete and broken.") { Fix = FixSafety.Unsafe },
            new("cipher", Level.Error, 7.4, "'{0}' allows '{1}', which is broken.") { Fix = FixSafety.Unsafe },
            new("static-rsa", Level.Warning, 5.3, "'{0}' allows '{1}', which has no forward secrecy.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var tls in node.Tls.Contexts)
        {
            foreach (var protocol in tls.SupportedProtocols.Items())
            {
                if (LegacyTls.IsWeakProtocol(protocol.Known))
                    Report("protocol", protocol, tls.SupportedProtocols, LegacyTls.IsWeakProtocol);
            }

            foreach (var suite in tls.CipherSuites.Items())
            {
                if (LegacyTls.IsBrokenCipher(suite.Known))
                    Report("cipher", suite, tls.CipherSuites, LegacyTls.IsWeakCipher);
                else if (LegacyTls.IsStaticRsa(suite.Known))
                    Report("static-rsa", suite, tls.CipherSuites, LegacyTls.IsWeakCipher);
            }
        }

        void Report(string variant, ListItem weak, Reading<ImmutableArray<ListItem>> list, Func<string?, bool> isWeak)
        {
            var report = context.Report(variant, weak.Location, list.Key, list.Key, weak.Known!);

            // Where a list goes as a whole and is all that a layer has, the switch comes first (ES202).
            var change = list.Without(isWeak);
            if (change is not SettingIsRemoved || !node.Tls.IsAllOfLayer(list.Key))
                report.Fix(change);
        }
    }
}

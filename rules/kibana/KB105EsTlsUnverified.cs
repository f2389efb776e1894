using System.Collections.Immutable;

namespace EsConfigLint.Rules.Kibana;

public sealed class KB105EsTlsUnverified : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB105", "es-tls-unverified")
    {
        Cwe = [295],
        Variants =
        [
            new("none", Level.Error, 7.4, "'{0}' makes Kibana accept any certificate in place of Elasticsearch's.") { Fix = FixSafety.Unsafe },
            new("environment", Level.Error, 7.4, "'{0}' makes the Node.js of '{1}' accept any certificate wherever Kibana does not insist.") { Fix = FixSafety.Unsafe },
            new("no-effect", Level.Note, 0, "'{0}' would make Kibana accept any certificate; with plain HTTP nothing comes of it yet.") { Fix = FixSafety.Unsafe },
            new("unused", Level.Note, 0, "'{0}' would make Kibana accept any certificate of a monitoring cluster; without '{1}' nothing comes of it yet.") { Fix = FixSafety.Unsafe },
            new("host-name-unchecked", Level.Note, 0, "'{0}' leaves the host name unchecked: a certificate of the same authority for another host will do.")
                { Ruleset = Ruleset.Pedantic, Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        Check(kibana.Elasticsearch.Tls, kibana.Elasticsearch.IsPlainOnly, isUnused: false);
        Check(kibana.Elasticsearch.MonitoringTls, kibana.Elasticsearch.IsMonitoringPlainOnly, kibana.Elasticsearch.MonitoringHostsKey().IsAbsent);

        var verify = kibana.Settings.Boolean("elasticsearch.ssl.verify");
        if (verify.IsExplicitly(false) & kibana.Version.IsBefore(7))
            context.Report("none", verify, verify.Key).Fix(Verify(verify.Key, "false", kibana.Elasticsearch.Tls));

        if (kibana.CertificateSwitch is { } variable)
        {
            var variant = kibana.Elasticsearch.IsPlainOnly.IsYes ? "no-effect" : "environment";
            var report = context.Report(variant, variable.ValueLocation, null, variable.Name, kibana.Name);
            if (variable.Set("1", "let Node.js verify certificates again") is { } replacement)
                report.Fix(replacement);
        }

        ImmutableArray<SettingChange> Verify(string key, string unwanted, TlsContext tls) =>
            kibana.RemoveUnwanted(key, unwanted) is { IsEmpty: false } removed ? [.. removed, .. tls.TrustAuthority()] : [];

        // Kibana refuses the words in any other case.
        void Check(TlsContext tls, Truth isPlainOnly, bool isUnused)
        {
            var mode = tls.VerificationMode;
            if (mode is { IsKnown: true, Value: "none" } && isUnused)
                context.Report("unused", mode, mode.Key, kibana.Elasticsearch.MonitoringHostsKey().Key).Fix(kibana.RemoveUnwanted(mode.Key, "none"));
            else if (mode is { IsKnown: true, Value: "none" } && isPlainOnly.IsYes)
                context.Report("no-effect", mode, mode.Key).Fix(kibana.RemoveUnwanted(mode.Key, "none"));
            else if (mode is { IsKnown: true, Value: "none" })
                context.Report("none", mode, mode.Key).Fix(Verify(mode.Key, "none", tls));
            else if (mode is { IsKnown: true, Value: "certificate" } && !isUnused)
                context.Report("host-name-unchecked", mode, mode.Key).Fix(kibana.RemoveUnwanted(mode.Key, "certificate"));
        }
    }
}

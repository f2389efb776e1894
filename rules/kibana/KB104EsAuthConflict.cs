namespace EsConfigLint.Rules.Kibana;

public sealed class KB104EsAuthConflict : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB104", "es-auth-conflict")
    {
        Unmasks = ["ES006", "XS103"],
        Variants =
        [
            // The token and the check of it came together (Kibana 7.15).
            new("token-and-user", Level.Error, 4.0, "'{0}' and '{1}' exclude each other: Kibana does not start.")
                { PreventsStart = VersionRange.Since(7, 15), Fix = FixSafety.Unsafe },
            new("half", Level.Warning, 0, "'{0}' is set without '{1}': Kibana cannot log in with it.") { Fix = FixSafety.Unsafe },
            new("certificate-and-user", Level.Warning, 0, "'{0}' wins over the client certificate that is meant for the PKI realm.")
                { From = Layer.Mutual, Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var elasticsearch = kibana.Elasticsearch;
        var (user, password, token) = (elasticsearch.Username, elasticsearch.Password, elasticsearch.ServiceAccountToken);

        if (user.IsPresent & token.IsPresent & context.PreventsStart("token-and-user"))
            Drop(context.Report("token-and-user", user, token.Key, user.Key).Related(token, $"'{token.Key}' is here."), user.Key, password.Key);
        else if (kibana.Keystore.IsListed && user.IsPresent & !password.IsPresent)
            context.Report("half", user, user.Key, password.Key).Instruct(Instruction.KeystoreAdd(Product.Kibana, password.Key));
        else if (kibana.Keystore.IsListed && password.IsPresent & !user.IsPresent & !token.IsPresent)
            Drop(context.Report("half", password, password.Key, user.Key), password.Key);
        else if (elasticsearch.Tls.HasKeyMaterial & user.IsPresent & kibana.Cluster.Any(static node => node.HasPkiRealm.IsYes))
            Drop(context.Report("certificate-and-user", user, user.Key), user.Key, password.Key);

        // What the keystore holds a human must take out; while it holds the first, the rest would be in vain.
        void Drop(DiagnosticBuilder report, params ReadOnlySpan<string> keys)
        {
            if (kibana.Keystore.Find(keys[0]) is null)
                report.Fix(kibana.RemoveWritten([.. keys]));
            foreach (var key in keys)
            {
                if (kibana.Keystore.Find(key) is not null)
                    report.Instruct(Instruction.KeystoreRemove(Product.Kibana, key));
            }
        }
    }
}

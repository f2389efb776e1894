namespace EsConfigLint.Rules.Kibana;

public sealed class KB104EsAuthConflict : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB104", "es-auth-conflict")
    {
        Variants =
        [
            new("token-and-user", Level.Error, 4.0, "'{0}' and '{1}' exclude each other: Kibana does not start.") { PreventsStart = VersionRange.Since(8), Fix = FixSafety.Unsafe },
            new("half", Level.Warning, 0, "'{0}' is set without '{1}': Kibana cannot log in with it.") { Fix = FixSafety.Unsafe },
            new("certificate-and-user", Level.Warning, 0, "'{0}' wins over the client certificate that is meant for the PKI realm.") { From = Layer.Mutual, Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var elasticsearch = kibana.Elasticsearch;
        var (user, password, token) = (elasticsearch.Username, elasticsearch.Password, elasticsearch.ServiceAccountToken);
        var inKeystore = new[] { user.Key, password.Key }.Where(key => kibana.Keystore.Find(key) is not null).Select(static key => Instruction.KeystoreRemove(Product.Kibana, key));
        if (user.IsPresent & token.IsPresent & kibana.Version.IsAtLeast(7, 13))
            context.Report("token-and-user", user, token.Key, user.Key).Related(token, $"'{token.Key}' is here.").Fix(kibana.RemoveWritten(user.Key, password.Key)).Instruct(inKeystore);
        else if (kibana.Keystore.IsListed && user.IsPresent & !password.IsPresent)
            context.Report("half", user, user.Key, password.Key).Instruct(Instruction.KeystoreAdd(Product.Kibana, password.Key));
        else if (kibana.Keystore.IsListed && password.IsPresent & !user.IsPresent & !token.IsPresent)
            context.Report("half", password, password.Key, user.Key).Fix(kibana.RemoveWritten(password.Key)).Instruct(inKeystore);
        else if (elasticsearch.Tls.HasKeyMaterial & user.IsPresent & kibana.Cluster.Any(static node => node.HasPkiRealm.IsYes))
            context.Report("certificate-and-user", user, user.Key).Fix(kibana.RemoveWritten(user.Key, password.Key)).Instruct(inKeystore);
    }
}

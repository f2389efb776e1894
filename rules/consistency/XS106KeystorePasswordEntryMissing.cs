namespace EsConfigLint.Rules.Consistency;

public sealed class XS106KeystorePasswordEntryMissing : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("XS106", "keystore-password-entry-missing")
    {
        Variants = [new("missing", Level.Warning, 3.0, "'{0}' is set, but neither a file nor the keystore holds its password '{1}'.")],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        if (!node.Keystore.IsListed)
            return;
        foreach (var tls in node.Tls.Contexts)
        {
            // A store that is not opened needs no password.
            if (tls.Enabled.IsExplicitly(false) || tls.IsLoaded.IsNo)
                continue;
            foreach (var store in (ReadOnlySpan<string>)["keystore", "truststore"])
            {
                var path = tls.Text($"{store}.path");
                var secure = tls.Text($"{store}.secure_password");

                // An empty password in the file is one: that of a store without any.
                if (path.IsPresent & !secure.IsPresent && tls.Text($"{store}.password").Setting is null)
                    context.Report("missing", path, path.Key, secure.Key).Instruct(Instruction.KeystoreAdd(Product.Elasticsearch, secure.Key));
            }
        }
    }
}

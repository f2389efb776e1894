namespace EsConfigLint.Rules.Secrets;

public sealed class ES706InlinePrivateKey : SecretRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES706", "inline-private-key")
    {
        Cwe = [321, 312],
        Variants =
        [
            new("inline", Level.Error, 9.0, "This file carries a key ('{0}'): everybody who reads it can be the server."),
            new("authority", Level.Error, 9.0, "'{0}' is the key of a certificate authority: whoever breaks into the container can make certificates that all nodes trust."),
        ],
    };

    public override void Check(Secret secret, RuleContext context)
    {
        if (context.Options.IsTestFixture(secret.Location.File.DisplayPath))
            return;
        if (secret.Kind == SecretKind.PrivateKey)
            context.Report("inline", secret.Location, null, secret.Name);
        else if (secret.Kind == SecretKind.AuthorityKey)
            context.Report("authority", secret.Location, null, secret.Name);
    }
}

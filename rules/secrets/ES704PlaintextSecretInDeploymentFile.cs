namespace EsConfigLint.Rules.Secrets;

public sealed class ES704PlaintextSecretInDeploymentFile : SecretRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES704", "plaintext-secret-in-deployment-file")
    {
        Cwe = [798, 526, 214],
        Variants =
        [
            new("environment", Level.Warning, 7.5, "'{0}' stands here in clear text, for everybody who reads this file or lists the container's environment.") { Fix = FixSafety.Unsafe },
            new("command", Level.Warning, 7.5, "A command holds the password behind '{0}' in clear text; the list of processes shows it too.") { Fix = FixSafety.Unsafe },
            new("image", Level.Error, 7.5, "'{0}' is baked into the image: everybody who has the image can read it."),
        ],
    };

    public override void Check(Secret secret, RuleContext context)
    {
        if (secret.Kind is not (SecretKind.Password or SecretKind.EncryptionKey) || !secret.StandsReadable)
            return;
        var variant = secret.Place switch
        {
            SecretPlace.Environment => "environment",
            SecretPlace.Command => "command",
            SecretPlace.Image => "image",
            _ => null,
        };
        if (variant is null || context.Options.IsTestFixture(secret.Location.File.DisplayPath))
            return;
        var report = context.Report(variant, secret.Location, secret.Setting, secret.Name);
        if (secret.TakeFromOutside is not { } change)
            return;
        report.Instruct(Instruction.SetVariable(change.Name));
        if (secret.Place != SecretPlace.Image)
            report.Fix(change);
    }
}

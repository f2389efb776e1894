namespace EsConfigLint.Rules.Secrets;

public sealed class ES705SampleOrDefaultSecret : SecretRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES705", "sample-or-default-secret")
    {
        Cwe = [1393, 798],
        Variants =
        [
            new("sample", Level.Error, 9.8, "'{0}' is a password that guides print, or the name of its user: it is the first that anybody tries."),
            new("short", Level.Warning, 6.5, "'{0}' has fewer than 6 characters and is soon guessed."),
        ],
    };

    public override void Check(Secret secret, RuleContext context)
    {
        if (secret.Kind != SecretKind.Password || secret.IsOverruled || context.Options.IsTestFixture(secret.Location.File.DisplayPath))
            return;
        if (secret.IsSample)
            context.Report("sample", secret.Location, secret.Setting, secret.Name);
        else if (secret.IsShort)
            context.Report("short", secret.Location, secret.Setting, secret.Name);
    }
}

namespace EsConfigLint.Rules.Kibana;

public sealed class KB301SessionKeyMissing : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB301", "session-key-missing")
    {
        Cwe = [1188],
        From = Layer.Basic,
        Variants =
        [
            new("missing", Level.Warning, 4.3, "'{0}' is nowhere set: Kibana makes up a key at every start, which ends all sessions and keeps instances from sharing them."),
            new("not-seen", Level.Note, 0, "'{0}' is not set here; without a listing of the keystore nobody knows whether it is there."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var key = kibana.Keys.Session;
        if (!kibana.HasNoLogin.IsNo)
            return;
        var variant = kibana.Lacks(key) ? "missing" : kibana.MayLack(key) ? "not-seen" : null;
        if (variant is not null)
            context.Report(variant, key, key.Key).Instruct(Instruction.GenerateEncryptionKeys(kibana.Version), Instruction.KeystoreAdd(Product.Kibana, key.Key));
    }
}

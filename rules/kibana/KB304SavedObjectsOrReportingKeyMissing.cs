namespace EsConfigLint.Rules.Kibana;

public sealed class KB304SavedObjectsOrReportingKeyMissing : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB304", "saved-objects-or-reporting-key-missing")
    {
        Cwe = [311],
        From = Layer.Basic,
        Variants =
        [
            new("saved-objects", Level.Warning, 4.0, "'{0}' is nowhere set: alerting and connectors cannot work."),
            new("reporting", Level.Note, 0, "'{0}' is nowhere set: reports that are under way fail at every restart."),
            new("not-seen", Level.Note, 0, "'{0}' is not set here; without a listing of the keystore nobody knows whether it is there."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        if (kibana.Version.IsAtLeast(7))
            Check(kibana.Keys.SavedObjects, "saved-objects");
        if (!kibana.IsReportingOff)
            Check(kibana.Keys.Reporting, "reporting");

        void Check(Reading<string> key, string whenLacking)
        {
            var variant = kibana.Lacks(key) ? whenLacking : kibana.MayLack(key) ? "not-seen" : null;
            if (variant is not null)
                context.Report(variant, key, key.Key).Instruct(Instruction.GenerateEncryptionKeys, Instruction.KeystoreAdd(Product.Kibana, key.Key));
        }
    }
}

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
            new("neither-seen", Level.Note, 0, "'{0}' and '{1}' are not set here; without a listing of the keystore nobody knows whether they are there."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        if (kibana.Version.IsBefore(7))
            return;
        var (savedObjects, reporting) = (kibana.Keys.SavedObjects, kibana.Keys.Reporting);

        // Up to 7.5 the setting had another name, and Kibana refuses this one (elastic/kibana#49984).
        var first = kibana.Version.IsAtLeast(7, 6) ? VariantOf(savedObjects, "saved-objects") : null;
        var second = kibana.IsReportingOff.IsNo ? VariantOf(reporting, "reporting") : null;

        // In one place one of two such notes would be lost.
        if (first == "not-seen" && second == "not-seen" && savedObjects.Location == reporting.Location)
        {
            Report("neither-seen", savedObjects, savedObjects.Key, reporting.Key);
            return;
        }

        if (first is not null)
            Report(first, savedObjects, savedObjects.Key);
        if (second is not null)
            Report(second, reporting, reporting.Key);

        string? VariantOf(Reading<string> key, string whenLacking) => kibana.Lacks(key) ? whenLacking : kibana.MayLack(key) ? "not-seen" : null;

        void Report(string variant, Reading<string> place, params string[] keys) =>
            context.Report(variant, place, keys)
                .Instruct([Instruction.GenerateEncryptionKeys(kibana.Version), .. keys.Select(static key => Instruction.KeystoreAdd(Product.Kibana, key))]);
    }
}

namespace EsConfigLint.Rules.Kibana;

public sealed class KB302EncryptionKeyTooShort : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB302", "encryption-key-too-short")
    {
        Cwe = [326],
        Variants =
        [
            new("short", Level.Error, 5.3, "'{0}' has '{1}' characters; Kibana wants 32 and does not start.") { PreventsStart = VersionRange.All },
            new("number", Level.Error, 5.3, "'{0}' is written as a number; Kibana wants text and does not start. Put it in quotes.")
                { PreventsStart = VersionRange.All },
            new("number-argument", Level.Error, 5.3, "'{0}' has digits alone, which Kibana takes for a number here, whatever the quotes: it wants text and does not start.")
                { PreventsStart = VersionRange.All },
            new("short-reporting", Level.Warning, 4.0, "'{0}' has '{1}' characters; 32 are asked for."),
            new("short-reporting-refused", Level.Error, 4.0, "'{0}' has '{1}' characters; Kibana 7.8.0 wants 32 and does not start.")
                { PreventsStart = VersionRange.All },
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        foreach (var key in kibana.Keys.Literal)
        {
            var isReporting = key.Key == kibana.Keys.Reporting.Key;
            var refusesShortReporting = kibana is { VersionIsKnown: true, Version: { Major: 7, Minor: 8, Patch: 0, NamesPatch: true } };
            if (key.IsNumber)
            {
                context.Report(key.IsArgument ? "number-argument" : "number", key.Location, key.Key, key.Key);
            }
            else if (key.Text.Length < EncryptionKeys.Needed && (key.Key != kibana.Keys.Session.Key || kibana.MeasuresSessionKey.IsYes))
            {
                var variant = !isReporting ? "short" : refusesShortReporting ? "short-reporting-refused" : "short-reporting";
                context.Report(variant, key.Location, key.Key, key.Key, key.Text.Length.ToString());
            }
        }
    }
}

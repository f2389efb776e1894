namespace EsConfigLint.Rules.Kibana;

public sealed class KB303EncryptionKeyPredictable : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB303", "encryption-key-predictable")
    {
        Cwe = [321, 331],
        Variants =
        [
            new("published", Level.Error, 8.6, "'{0}' is a sample from a guide: everybody knows it."),
            new("left-over", Level.Error, 8.6, "'{0}' still holds a text that asks for a key: it can be guessed."),
            new("few-characters", Level.Error, 8.6, "'{0}' can be guessed: hardly any character in it differs from the others."),
            new("repeated", Level.Error, 8.6, "'{0}' can be guessed: it repeats itself."),
            new("counting", Level.Error, 8.6, "'{0}' can be guessed: it counts up."),
            new("not-retired", Level.Error, 5.3, "'{0}' holds the current key of '{1}': Kibana does not start.") { PreventsStart = VersionRange.All },
            new("shared", Level.Warning, 5.3, "'{0}' is the same key as '{1}': one leak opens both."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var keys = kibana.Keys.Literal.Where(static key => key.Text.Length > 0).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            var current = key.Key != EncryptionKeys.DecryptionOnly ? -1
                : keys.FindIndex(other => other.Text == key.Text && other.Key == kibana.Keys.SavedObjects.Key);
            var twin = keys.FindIndex(other => other.Text == key.Text && other.Key != key.Key);

            // What stops Kibana comes first, whatever the key.
            if (current >= 0)
                context.Report("not-retired", key.Location, key.Key, key.Key, keys[current].Key).Related(keys[current].Location, "The current key is here.");
            else if (EncryptionKeys.IsPublishedSample(key.Text))
                context.Report("published", key.Location, key.Key, key.Key);
            else if (EncryptionKeys.WeaknessOf(key.Text) is { } weakness)
                context.Report(VariantOf(weakness), key.Location, key.Key, key.Key);
            else if (twin >= 0 && twin < i)
                context.Report("shared", key.Location, key.Key, key.Key, keys[twin].Key).Related(keys[twin].Location, "The other one is here.");
        }
    }

    private static string VariantOf(KeyWeakness weakness) => weakness switch
    {
        KeyWeakness.AsksToBeChanged => "left-over",
        KeyWeakness.FewCharacters => "few-characters",
        KeyWeakness.Repeats => "repeated",
        _ => "counting",
    };
}

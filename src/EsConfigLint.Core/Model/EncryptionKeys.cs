using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>One key that Kibana encrypts with.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Text">The key's text; never shown.</param>
/// <param name="IsNumber">Whether it is written as a number, which Kibana refuses as text.</param>
/// <param name="Location">The setting's name: the value is secret.</param>
public readonly record struct EncryptionKey(string Key, string Text, bool IsNumber, Location Location);

/// <summary>Kibana's encryption keys.</summary>
public sealed class EncryptionKeys(SettingsView settings)
{
    public const string DecryptionOnly = "xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys";

    /// <summary>Fewer different characters than this are no random key of 32.</summary>
    private const int FewestDistinct = 10;

    private static readonly HashSet<string> PublishedSamples = new(StringComparer.Ordinal)
    {
        "something_at_least_32_characters", "min-32-byte-long-strong-encryption-key", "min-32-byte-long-NEW-encryption-key",
        "min-32-byte-long-OLD#1-encryption-key", "min-32-byte-long-OLD#2-encryption-key", "something_secret",
        "94d2263b1ead716ae228277049f19975aff864fb4fcfe419c95123c1e90938cd",
    };

    /// <summary>Encrypts the session cookie.</summary>
    public Reading<string> Session => settings.Text("xpack.security.encryptionKey");

    /// <summary>Encrypts secrets of rules and connectors.</summary>
    public Reading<string> SavedObjects => settings.Text("xpack.encryptedSavedObjects.encryptionKey");

    public Reading<string> Reporting => settings.Text("xpack.reporting.encryptionKey");

    /// <summary>Whether a setting holds one of the keys.</summary>
    public static bool IsKey(string key) =>
        key is "xpack.security.encryptionKey" or "xpack.encryptedSavedObjects.encryptionKey" or "xpack.reporting.encryptionKey" or DecryptionOnly;

    /// <summary>Whether a guide prints this very key.</summary>
    public static bool IsPublishedSample(string text) => PublishedSamples.Contains(text);

    /// <summary>Why a key is no random text, as the end of a sentence that begins with "it"; null when nothing shows it.</summary>
    public static string? WhyGuessable(string text) =>
        text.Distinct().Count() < FewestDistinct ? "has only few different characters"
        : Repeats(text) ? "repeats itself"
        : CountsUp(text) ? "counts up"
        : null;

    private static bool Repeats(string text)
    {
        for (var unit = 1; unit <= text.Length / 2; unit++)
        {
            var same = true;
            for (var i = unit; i < text.Length && same; i++)
                same = text[i] == text[i - unit];
            if (same)
                return true;
        }

        return false;
    }

    private static bool CountsUp(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i]) || (text[i] - text[i - 1] + 10) % 10 != 1)
                return false;
        }

        return text.Length > 1;
    }

    /// <summary>Every key that stands readable in a file or the environment, with the decryption-only ones.</summary>
    public IEnumerable<EncryptionKey> Literal
    {
        get
        {
            foreach (var reading in (IEnumerable<Reading<string>>)[Session, SavedObjects, Reporting])
            {
                if (reading is { IsKnown: true, Value: { } text, Setting: { } setting } && !LeftOver.IsBlank(text))
                    yield return new(reading.Key, text, setting.Value.Scalar.Type == ScalarType.Number, setting.KeyLocation);
            }

            if (settings.TryGet(DecryptionOnly, out var rotation) && !rotation.IsConditional)
            {
                foreach (var item in rotation.Value.Items)
                {
                    if (item.Known is { } text && !LeftOver.IsBlank(text))
                        yield return new(DecryptionOnly, text, item.Type == ScalarType.Number, rotation.KeyLocation);
                }
            }
        }
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>One key that Kibana encrypts with.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Text">The key's text; never shown.</param>
/// <param name="Location">The setting's name: the value is secret.</param>
public readonly record struct EncryptionKey(string Key, string Text, Location Location)
{
    /// <summary>Whether Kibana reads it as a number, which it refuses as text.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether it stands outside of a settings file, in a variable or an argument.</summary>
    public bool IsArgument { get; init; }
}

/// <summary>What shows that somebody made a key up.</summary>
public enum KeyWeakness
{
    /// <summary>It is a text from a guide's mould.</summary>
    AsksToBeChanged,

    FewCharacters,

    Repeats,

    CountsUp,
}

/// <summary>Kibana's encryption keys.</summary>
public sealed class EncryptionKeys(SettingsView settings)
{
    public const string DecryptionOnly = "xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys";

    /// <summary>The length that Kibana wants.</summary>
    public const int Needed = 32;

    /// <summary>Fewer different characters than this are no random key of 32.</summary>
    private const int FewestDistinct = 10;

    private static readonly HashSet<string> PublishedSamples = new(StringComparer.Ordinal)
    {
        "something_at_least_32_characters", "min-32-byte-long-strong-encryption-key", "min-32-byte-long-NEW-encryption-key",
        "min-32-byte-long-OLD#1-encryption-key", "min-32-byte-long-OLD#2-encryption-key", "something_secret",
        "94d2263b1ead716ae228277049f19975aff864fb4fcfe419c95123c1e90938cd",
    };

    private static readonly string[] Requests =
        ["changeme", "changethis", "pleasechange", "replaceme", "replacethis", "atleast32", "min32", "32char", "32byte"];

    /// <summary>Encrypts the session cookie.</summary>
    public Reading<string> Session => settings.Text("xpack.security.encryptionKey");

    /// <summary>Encrypts secrets of rules and connectors.</summary>
    public Reading<string> SavedObjects => settings.Text("xpack.encryptedSavedObjects.encryptionKey");

    public Reading<string> Reporting => settings.Text("xpack.reporting.encryptionKey");

    /// <summary>Whether a setting holds one of the keys.</summary>
    public static bool IsKey(string key) =>
        key is "xpack.security.encryptionKey" or "xpack.encryptedSavedObjects.encryptionKey" or "xpack.reporting.encryptionKey" or DecryptionOnly;

    /// <summary>Whether a setting holds a key that a better one should replace: a printed, weak or short one. Retired keys must stay what they were.</summary>
    public static bool IsPoor(Setting setting) => IsKey(setting.Key) && setting.Key != DecryptionOnly
        && setting.Value is { Kind: SettingValueKind.Scalar, Scalar.Known: { } text } && (text.Length < Needed || IsPublishedSample(text) || WeaknessOf(text) is not null);

    /// <summary>Whether a guide prints this very key.</summary>
    public static bool IsPublishedSample(string text) => PublishedSamples.Contains(text);

    /// <summary>What shows that a key is no random text; null when nothing does.</summary>
    public static KeyWeakness? WeaknessOf(string text) =>
        AsksToBeChanged(text) ? KeyWeakness.AsksToBeChanged
        : CountsUp(text) ? KeyWeakness.CountsUp
        : Repeats(text) ? KeyWeakness.Repeats
        : text.Distinct().Count() < Math.Min(text.Length, FewestDistinctOf(text)) ? KeyWeakness.FewCharacters
        : null;

    /// <summary>A random text of few kinds of characters has fewer of them: not one key in a million has less than this.</summary>
    private static int FewestDistinctOf(string text) => text.All(char.IsAsciiDigit) ? 5 : text.All(char.IsAsciiHexDigit) ? 7 : FewestDistinct;

    /// <summary>Whether it says of itself that it only holds the place of a key, or how long a key must be.</summary>
    private static bool AsksToBeChanged(string text)
    {
        var letters = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
        return Array.Exists(Requests, request => letters.Contains(request, StringComparison.OrdinalIgnoreCase));
    }

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

    /// <summary>
    /// Whether hardly a character is left that does not follow from the one before it, or from the one before that: <c>1234…</c>, <c>a1b2c3…</c>.
    /// In a short text one pair comes by chance: at least half of it must follow.
    /// </summary>
    private static bool CountsUp(string text)
    {
        var free = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (Follows(text[i - 1], text[i]) || (i > 1 && Follows(text[i - 2], text[i])))
                free--;
        }

        return free < FewestDistinct && free <= text.Length / 2;
    }

    private static bool Follows(char before, char after) => before switch
    {
        '9' => after == '0',
        'f' or 'F' => after == before + 1 || after == before - 5,
        'z' or 'Z' => after == before - 25,
        _ => char.IsAsciiLetterOrDigit(before) && after == before + 1,
    };

    /// <summary>Every key that stands readable in a file or the environment, with the decryption-only ones.</summary>
    public IEnumerable<EncryptionKey> Literal
    {
        get
        {
            foreach (var reading in (IEnumerable<Reading<string>>)[Session, SavedObjects, Reporting])
            {
                if (reading is { IsKnown: true, Value: { } text, Setting: { } setting } && !LeftOver.IsBlank(text))
                    yield return Of(reading.Key, setting, setting.Value.Scalar, text);
            }

            if (settings.TryGet(DecryptionOnly, out var rotation) && !rotation.IsConditional)
            {
                foreach (var item in rotation.Value.Items)
                {
                    if (item.Known is { } text && !LeftOver.IsBlank(text))
                        yield return Of(DecryptionOnly, rotation, item, text);
                }
            }
        }
    }

    private static EncryptionKey Of(string key, Setting setting, ValueText value, string text) => new(key, text, setting.KeyLocation)
    {
        IsNumber = value.Type == ScalarType.Number,
        IsArgument = setting.Source.Origin is SettingsOrigin.Environment or SettingsOrigin.Arguments,
    };
}

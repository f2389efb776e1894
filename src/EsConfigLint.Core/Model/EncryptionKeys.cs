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

    /// <summary>Encrypts the session cookie.</summary>
    public Reading<string> Session => settings.Text("xpack.security.encryptionKey");

    /// <summary>Encrypts secrets of rules and connectors.</summary>
    public Reading<string> SavedObjects => settings.Text("xpack.encryptedSavedObjects.encryptionKey");

    public Reading<string> Reporting => settings.Text("xpack.reporting.encryptionKey");

    /// <summary>Every key that stands readable in a file or the environment, with the decryption-only ones.</summary>
    public IEnumerable<EncryptionKey> Literal
    {
        get
        {
            foreach (var reading in (IEnumerable<Reading<string>>)[Session, SavedObjects, Reporting])
            {
                if (reading is { IsKnown: true, Value: { Length: > 0 } text, Setting: { } setting })
                    yield return new(reading.Key, text, setting.Value.Scalar.Type == ScalarType.Number, setting.KeyLocation);
            }

            if (settings.TryGet(DecryptionOnly, out var rotation) && !rotation.IsConditional)
            {
                foreach (var item in rotation.Value.Items)
                {
                    if (item.Known is { Length: > 0 } text)
                        yield return new(DecryptionOnly, text, item.Type == ScalarType.Number, rotation.KeyLocation);
                }
            }
        }
    }
}

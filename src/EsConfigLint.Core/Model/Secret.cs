using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>What a secret is for.</summary>
public enum SecretKind
{
    /// <summary>A password, a passphrase or a token.</summary>
    Password,

    /// <summary>A key that Kibana encrypts with; its quality is judged elsewhere.</summary>
    EncryptionKey,

    /// <summary>A private key in PEM form.</summary>
    PrivateKey,

    /// <summary>The private key of a certificate authority, as a file that a process gets to see.</summary>
    AuthorityKey,
}

/// <summary>Where a secret stands.</summary>
public enum SecretPlace
{
    /// <summary>In elasticsearch.yml or kibana.yml.</summary>
    SettingsFile,

    /// <summary>In the environment of a container.</summary>
    Environment,

    /// <summary>In a command line that a container runs.</summary>
    Command,

    /// <summary>In the layers of an image, which everybody who has the image can read.</summary>
    Image,

    /// <summary>In the text of a file.</summary>
    File,
}

/// <summary>A secret that a file in sight holds or gives away.</summary>
/// <param name="Name">What messages call it; never the secret.</param>
/// <param name="Text">Its text, or null when that does not matter. Never shown.</param>
/// <param name="Location">Where a finding about it goes: its name.</param>
/// <param name="ValueLocation">Where the text is written; no report shows it.</param>
public sealed record Secret(SecretKind Kind, SecretPlace Place, string Name, string? Text, Location Location, Location ValueLocation)
{
    /// <summary>The flattened key, when it is a setting.</summary>
    public string? Setting { get; init; }

    /// <summary>The user whose password it is, as far as that is written beside it.</summary>
    public string? User { get; init; }

    /// <summary>Whether the secret itself stands there, and not a variable that another file sets.</summary>
    public bool StandsReadable { get; init; } = true;

    /// <summary>Whether another file gives the container another one, so that nothing uses it.</summary>
    public bool IsOverruled { get; init; }

    /// <summary>That its text comes from a variable of the surroundings instead; null where that cannot be.</summary>
    public TextComesFromOutside? TakeFromOutside { get; init; }

    /// <summary>Whether a guide prints it, or it is a word that everybody tries first.</summary>
    public bool IsSample => Text is { } text && (SamplePasswords.Contains(text) || (User is not null && text == User));

    /// <summary>Shorter than any password that the products take by default (6 characters).</summary>
    public bool IsShort => Text is { Length: > 0 and < 6 };
}

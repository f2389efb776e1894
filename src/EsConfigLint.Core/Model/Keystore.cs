using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>The keystore of a process, as far as a listing tells.</summary>
public sealed class Keystore
{
    internal Keystore(SettingsSource? listing) => Listing = listing is { IsReadable: true } ? listing : null;

    /// <summary>The listing beside the settings file, or null: then nobody knows what the keystore holds.</summary>
    public SettingsSource? Listing { get; }

    /// <summary>Whether a listing says what the keystore holds.</summary>
    public bool IsListed => Listing is not null;

    /// <summary>The names in the listing, in its order.</summary>
    public IReadOnlyList<Setting> Entries => Listing?.Settings ?? [];

    public Truth Holds(string name) => Find(name) is not null ? Truth.Yes : IsListed ? Truth.No : Truth.Unknown;

    public Setting? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == name)
                return entry;
        }

        return null;
    }
}

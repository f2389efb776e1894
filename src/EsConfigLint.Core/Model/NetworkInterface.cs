using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>One address that an interface binds to or publishes.</summary>
/// <param name="Text">As written, or the default.</param>
/// <param name="Key">The setting that says so; the least specific key when nothing is written.</param>
/// <param name="IsDefault">Whether nothing is written and the product's default holds.</param>
public sealed record InterfaceAddress(string Text, AddressClass Class, string Key, Location Location, bool IsDefault = false);

/// <summary>The HTTP, transport or remote cluster server interface of a node, with its effective addresses.</summary>
public sealed class NetworkInterface
{
    private readonly string ownPrefix;

    private NetworkInterface(string name, string ownPrefix, ImmutableArray<InterfaceAddress> bind, ImmutableArray<InterfaceAddress> publish)
    {
        this.ownPrefix = ownPrefix;
        Name = name;
        Bind = bind;
        Publish = publish;
    }

    /// <summary>What messages call it: <c>HTTP</c>, <c>transport</c> or <c>remote cluster server</c>.</summary>
    public string Name { get; }

    public ImmutableArray<InterfaceAddress> Bind { get; }

    public ImmutableArray<InterfaceAddress> Publish { get; }

    /// <summary>What a publish setting of its own says, nothing when the interface listens on a public address anyway.</summary>
    public IEnumerable<InterfaceAddress> PublishedAlone
    {
        get
        {
            foreach (var address in Bind)
            {
                if (address.Class == AddressClass.Public)
                    yield break;
            }

            foreach (var address in Publish)
            {
                if (!address.IsDefault && address.Key.EndsWith(".publish_host", StringComparison.Ordinal))
                    yield return address;
            }
        }
    }

    /// <summary>The bound addresses that settings of this interface alone say, without those of the whole node.</summary>
    public IEnumerable<InterfaceAddress> BoundOnItsOwn =>
        Bind.Where(address => !address.IsDefault && address.Key.StartsWith(ownPrefix, StringComparison.Ordinal));

    /// <summary>Whether it listens on something else than loopback.</summary>
    public Truth IsBoundBeyondLoopback => IsBeyondLoopback(Bind);

    /// <summary>Whether it listens on a public address, or on every one that its host has.</summary>
    public Truth IsBoundWidely
    {
        get
        {
            var found = Truth.No;
            foreach (var address in Bind)
                found |= address.Class is AddressClass.Unknown ? Truth.Unknown : address.Class is AddressClass.Wildcard or AddressClass.Public;
            return found;
        }
    }

    /// <summary>Whether other hosts are told to reach it at something else than loopback.</summary>
    public Truth IsPublishedBeyondLoopback => IsBeyondLoopback(Publish);

    /// <summary>Whether something outside the host may reach it.</summary>
    public Truth IsReachableFromOutside => IsBoundBeyondLoopback;

    /// <param name="name">What messages call it.</param>
    /// <param name="ownPrefix">What the keys of this interface alone begin with.</param>
    /// <param name="bindKeys">Most specific first.</param>
    /// <param name="publishKeys">Most specific first.</param>
    /// <param name="defaultAddress">What holds when none of the keys is written, or null when that cannot be known.</param>
    internal static NetworkInterface Of(
        SettingsView settings, string name, string ownPrefix, ReadOnlySpan<string> bindKeys, ReadOnlySpan<string> publishKeys, string? defaultAddress) =>
        new(name, ownPrefix, Effective(settings, bindKeys, defaultAddress), Effective(settings, publishKeys, defaultAddress));

    private static ImmutableArray<InterfaceAddress> Effective(SettingsView settings, ReadOnlySpan<string> keys, string? defaultAddress)
    {
        var hidden = false;
        foreach (var key in keys)
        {
            var reading = settings.List(key);
            hidden |= reading is { IsUnknown: true, Setting: null } or { Setting.IsConditional: true };
            if (reading.IsAbsent || reading.Setting is null)
                continue;
            if (!reading.IsKnown)
                return [new(reading.Written, AddressClass.Unknown, key, reading.Location)];
            var addresses = new InterfaceAddress[reading.Value.Length];
            for (var i = 0; i < addresses.Length; i++)
            {
                var item = reading.Value[i];
                addresses[i] = new(
                    item.Known ?? "", hidden || item.Known is null ? AddressClass.Unknown : NetworkAddress.Classify(item.Known), key, item.Location);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(addresses);
        }

        var fallback = keys[^1];
        var address = hidden ? null : defaultAddress;
        return [new(address ?? "", address is null ? AddressClass.Unknown : NetworkAddress.Classify(address), fallback, settings.Anchor(fallback), IsDefault: true)];
    }

    private static Truth IsBeyondLoopback(ImmutableArray<InterfaceAddress> addresses)
    {
        Truth result = Truth.No;
        foreach (var address in addresses)
        {
            result |= address.Class switch
            {
                AddressClass.Unknown => Truth.Unknown,
                AddressClass.Loopback => Truth.No,
                _ => Truth.Yes,
            };
        }

        return result;
    }
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>One occurrence of a setting: a flattened key with its value, as one carrier writes it.</summary>
/// <param name="Key">The flattened key, for example <c>xpack.security.enabled</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="KeyLocation">Where the last part of the key is written (<c>enabled</c> under a nested <c>xpack.security:</c>).</param>
/// <param name="ValueLocation">Where the value is written; empty behind the key when it is missing.</param>
/// <param name="Source">The loaded carrier that holds it.</param>
public sealed record Setting(string Key, SettingValue Value, Location KeyLocation, Location ValueLocation, SettingsSource Source)
{
    /// <summary>What <see cref="IsHidden"/> found, which every rule about texts asks: 0 not asked, 1 yes, 2 no.</summary>
    private byte hiding;

    /// <summary>Whether a template decides if the setting is there at all.</summary>
    public bool IsConditional { get; init; }

    /// <summary>How the key is nested: bit n is set when its n-th dot is a step into a mapping. Two spellings of one key differ in it.</summary>
    public ulong Nesting { get; init; }

    /// <summary>Whether the same literal key is given twice with different values: the product refuses to choose, so do we.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Whether something else than the product has a use for what sets it (a variable that the health check reads): it may change, but not go.</summary>
    public bool HasOtherUse { get; init; }

    /// <summary>Whether the product takes the setting as written: no template decides about it, and it is neither null nor dropped.</summary>
    public bool Counts => !IsConditional && Value.Kind != SettingValueKind.Null && !IsDropped;

    /// <summary>Whether Elasticsearch drops it because its text is empty, when it prepares its settings: the default holds (7.17 to 9.3).</summary>
    public bool IsDropped => Source.Product == Product.Elasticsearch && Value is { Kind: SettingValueKind.Scalar, Scalar.Known: "" };

    /// <summary>Whether something that can be read stands there, and no template decides about it.</summary>
    public bool HoldsLiteral => !IsConditional
        && Value.Texts.Any(static text => !string.IsNullOrWhiteSpace(text.Known) && !Placeholder.Occurs(text.Text) && !LeftOver.IsBlank(text.Known));

    /// <summary>Whether its value must not be shown.</summary>
    public bool IsHidden
    {
        get
        {
            if (hiding == 0)
                hiding = SecretSettings.MustBeHidden(Source.Product, Key) ? (byte)1 : (byte)2;
            return hiding == 1;
        }
    }

    /// <summary>Where a finding about one of its texts goes: the text, or the key when the text must not be shown.</summary>
    public Location PlaceOf(ValueText text) => IsHidden ? KeyLocation : text.Location;

    /// <summary>That this occurrence has another value.</summary>
    public SettingChange Set(string value) => new SettingIsSet(Source, Key, this, value);

    /// <summary>That one of its texts is another one.</summary>
    public SettingChange Rewrite(ValueText text, string newText) => new SettingTextIs(this, text, newText);

    /// <summary>That this occurrence is gone.</summary>
    public SettingChange Remove() => new SettingIsRemoved(this);

    /// <summary>That this occurrence is gone for the sake of the default, which people should know.</summary>
    public SettingChange RemoveForDefault(StackVersion version) =>
        new SettingIsRemoved(this) { Default = SettingNames.DefaultOf(Source.Product, Key, version) };

    /// <summary>The value for messages; never a secret.</summary>
    public string Written => IsHidden ? "(not shown)" : Value.Kind switch
    {
        SettingValueKind.Scalar => Value.Scalar.Text,
        SettingValueKind.List => "[" + string.Join(", ", Value.Items.Select(static item => item.Text)) + "]",
        SettingValueKind.EmptyMap => "{}",
        _ => "null",
    };

    public bool Equals(Setting? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{Key} at {KeyLocation}";
}

using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

public enum ReadingState
{
    /// <summary>The value is written and readable.</summary>
    Known,

    /// <summary>There may be a value, or there is one that we cannot see.</summary>
    Unknown,

    /// <summary>Nothing sets it, and nothing out of sight can. The product's default holds.</summary>
    Absent,

    /// <summary>A value is written that the product's parser refuses for a setting of this type.</summary>
    Malformed,
}

/// <summary>Where a finding about a setting goes: what <see cref="Reading{T}"/> and other parts of the model share.</summary>
public interface ISettingReading
{
    /// <summary>The flattened key that was asked for.</summary>
    string Key { get; }

    /// <summary>The place of a finding: the value, or the key for a secret or a null, or the anchor when nothing is written.</summary>
    Location Location { get; }

    /// <summary>The occurrence that decides, or null when nothing is written.</summary>
    Setting? Setting { get; }

    /// <summary>That the setting has this value: in its place, or beside its siblings when nothing is written.</summary>
    SettingChange Set(string value);
}

/// <summary>A setting read as a <typeparamref name="T"/>.</summary>
public readonly struct Reading<T> : ISettingReading
{
    private readonly SettingsView view;

    internal Reading(SettingsView view, string key, ReadingState state, T? value, Setting? setting)
    {
        this.view = view;
        Key = key;
        State = state;
        Value = value;
        Setting = setting;
    }

    public string Key { get; }

    public ReadingState State { get; }

    /// <summary>The value when <see cref="IsKnown"/>, else the type's default.</summary>
    public T? Value { get; }

    public Setting? Setting { get; }

    public bool IsKnown => State == ReadingState.Known;

    public bool IsUnknown => State == ReadingState.Unknown;

    public bool IsAbsent => State == ReadingState.Absent;

    public bool IsMalformed => State == ReadingState.Malformed;

    /// <summary>Whether something sets it. A placeholder counts as set; out of sight is unknown.</summary>
    public Truth IsPresent => IsAbsent ? Truth.No : Setting is null or { IsConditional: true } ? Truth.Unknown : Truth.Yes;

    public Location Location => view.LocationOf(Key, Setting);

    /// <summary>The value as written, for messages; never a secret.</summary>
    public string Written => Setting?.Written ?? "";

    public SettingChange Set(string value) => view.Set(Key, value);

    /// <summary>The same place, where what is written says nothing to the product.</summary>
    internal Reading<T> AsAbsent() => new(view, Key, ReadingState.Absent, default, Setting);

    /// <summary>Whether the value, or <paramref name="whenAbsent"/> when nothing is written, satisfies a condition. Unknown and malformed give unknown.</summary>
    public Truth Is(Func<T, bool> condition, Truth whenAbsent) => State switch
    {
        ReadingState.Known => condition(Value!),
        ReadingState.Absent => whenAbsent,
        _ => Truth.Unknown,
    };
}

public static class ReadingExtensions
{
    /// <summary>The truth of a boolean setting with a default for when it is absent.</summary>
    public static Truth OrDefault(this Reading<bool> reading, Truth whenAbsent) => reading.State switch
    {
        ReadingState.Known => reading.Value,
        ReadingState.Absent => whenAbsent,
        _ => Truth.Unknown,
    };

    /// <summary>Whether the setting is written with exactly this boolean.</summary>
    public static Truth IsExplicitly(this Reading<bool> reading, bool value) => reading.State switch
    {
        ReadingState.Known => reading.Value == value,
        ReadingState.Absent => Truth.No,
        _ => Truth.Unknown,
    };

    /// <summary>Whether the text is one of <paramref name="words"/>, in any case. Absent gives no.</summary>
    public static Truth IsOneOf(this Reading<string> reading, params ReadOnlySpan<string> words)
    {
        if (reading.State == ReadingState.Absent)
            return Truth.No;
        if (reading.State != ReadingState.Known)
            return Truth.Unknown;
        foreach (var word in words)
        {
            if (string.Equals(reading.Value, word, StringComparison.OrdinalIgnoreCase))
                return Truth.Yes;
        }

        return Truth.No;
    }

    /// <summary>The entries of a list that can be seen; nothing for an absent or hidden one.</summary>
    public static ImmutableArray<ListItem> Items(this Reading<ImmutableArray<ListItem>> reading) => reading.IsKnown ? reading.Value : [];

    /// <summary>That a list lacks some of its entries; with none left the setting goes, and its default holds.</summary>
    public static SettingChange Without(this Reading<ImmutableArray<ListItem>> reading, Func<string?, bool> isUnwanted)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var item in reading.Items())
        {
            if (!isUnwanted(item.Known))
                kept.Add(item.Written);
        }

        return kept.Count == 0 ? reading.Setting!.Remove() : new SettingKeeps(reading.Setting!, kept.DrainToImmutable());
    }

    /// <summary>Whether a list is written and not empty. A placeholder in its place may be either.</summary>
    public static Truth IsFilled(this Reading<ImmutableArray<ListItem>> reading)
    {
        if (!reading.IsKnown)
            return reading.IsAbsent ? Truth.No : Truth.Unknown;
        foreach (var item in reading.Value)
        {
            if (item.IsEntry)
                return Truth.Yes;
        }

        return reading.Value.IsEmpty ? Truth.No : Truth.Unknown;
    }
}

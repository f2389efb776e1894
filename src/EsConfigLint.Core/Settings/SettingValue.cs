using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>What YAML made of a scalar, where the product keeps the difference (Kibana does, Elasticsearch does not).</summary>
public enum ScalarType
{
    Text,
    Number,
    Boolean,
    Null,

    /// <summary>A date, binary, set or another thing that no setting takes.</summary>
    Other,
}

/// <summary>One scalar of a value.</summary>
/// <param name="Text">The text as the product sees it before it resolves placeholders.</param>
/// <param name="Known">The text that the product will work with, or null when a placeholder or a template hides it.</param>
/// <param name="Location">Where it is written, quotes included.</param>
/// <param name="IsQuoted">Whether it is written in quotes or as a block scalar.</param>
public readonly record struct ValueText(string Text, string? Known, Location Location, bool IsQuoted = false, ScalarType Type = ScalarType.Text)
{
    /// <summary>Whether a template writes a part of it, so that the text is the template's and not the product's.</summary>
    public bool IsTemplated { get; init; }

    /// <summary>Whether a template decides if it is there.</summary>
    public bool IsConditional { get; init; }
}

public enum SettingValueKind
{
    Scalar,
    List,

    /// <summary><c>key:</c>, <c>key: ~</c>, <c>key: null</c>.</summary>
    Null,

    /// <summary>An empty mapping where the product keeps it as a value (Kibana).</summary>
    EmptyMap,
}

/// <summary>The value of one flattened setting.</summary>
public sealed class SettingValue
{
    private static readonly ValueText NoText;

    private SettingValue(SettingValueKind kind, ImmutableArray<ValueText> texts)
    {
        Kind = kind;
        Texts = texts;
    }

    public static SettingValue Null { get; } = new(SettingValueKind.Null, []);

    public static SettingValue EmptyMap { get; } = new(SettingValueKind.EmptyMap, []);

    public SettingValueKind Kind { get; }

    /// <summary>The written texts: one for a scalar, all items of a list, none for a null.</summary>
    public ImmutableArray<ValueText> Texts { get; }

    /// <summary>The text of a scalar; an empty one, without a place, for all else.</summary>
    public ref readonly ValueText Scalar => ref Kind == SettingValueKind.Scalar ? ref Texts.ItemRef(0) : ref NoText;

    /// <summary>The items of a list; none for all else.</summary>
    public ImmutableArray<ValueText> Items => Kind == SettingValueKind.List ? Texts : [];

    /// <summary>Whether every part of the value is known. A null is not: the product refuses it or falls back, rules do not rest on it.</summary>
    public bool IsKnown => Kind switch
    {
        SettingValueKind.Scalar => Scalar.Known is not null,
        SettingValueKind.List => Items.All(static item => item.Known is not null),
        SettingValueKind.EmptyMap => true,
        _ => false,
    };

    /// <summary>Whether both say the same, however they are quoted.</summary>
    public bool HasSameContent(SettingValue other) => Kind == other.Kind
        && SameText.Instance.Equals(Scalar, other.Scalar)
        && Items.AsSpan().SequenceEqual(other.Items.AsSpan(), SameText.Instance);

    /// <summary>Whether both are in sight and do not say the same.</summary>
    public bool DiffersFrom(SettingValue other) => IsInSight && other.IsInSight && !HasSameContent(other);

    private bool IsInSight => IsKnown || Kind == SettingValueKind.Null;

    public static SettingValue Of(ValueText scalar) => new(SettingValueKind.Scalar, [scalar]);

    public static SettingValue Of(ImmutableArray<ValueText> items) => new(SettingValueKind.List, items);

    private sealed class SameText : IEqualityComparer<ValueText>
    {
        public static SameText Instance { get; } = new();

        public bool Equals(ValueText x, ValueText y) => x.Known is not null && y.Known is not null ? x.Known == y.Known : x.Text == y.Text;

        public int GetHashCode(ValueText obj) => 0;
    }
}

namespace EsConfigLint.Core.Settings;

/// <summary>Yes, no or unknown, with Kleene's logic. A rule fires on yes alone, so <c>if (truth)</c> asks for yes.</summary>
/// <remarks>Write conditions positively: <c>if (!truth) return;</c> goes on when the truth is unknown.</remarks>
public readonly record struct Truth
{
    private readonly sbyte value;

    private Truth(sbyte value) => this.value = value;

    public static Truth Unknown => default;

    public static Truth Yes { get; } = new(1);

    public static Truth No { get; } = new(-1);

    public bool IsYes => value > 0;

    public bool IsNo => value < 0;

    public bool IsUnknown => value == 0;

    public static implicit operator Truth(bool value) => value ? Yes : No;

    public static bool operator true(Truth truth) => truth.IsYes;

    /// <summary>For <c>&amp;&amp;</c> only: stops at a certain no.</summary>
    public static bool operator false(Truth truth) => truth.IsNo;

    public static Truth operator !(Truth truth) => new((sbyte)-truth.value);

    public static Truth operator &(Truth left, Truth right) => new(Math.Min(left.value, right.value));

    public static Truth operator |(Truth left, Truth right) => new(Math.Max(left.value, right.value));

    public override string ToString() => IsYes ? "yes" : IsNo ? "no" : "unknown";
}

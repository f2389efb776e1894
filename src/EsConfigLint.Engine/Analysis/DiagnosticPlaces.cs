using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Two reports of one variant at one place are one finding.</summary>
internal sealed class SamePlace : IEqualityComparer<Diagnostic>
{
    public static SamePlace Instance { get; } = new();

    public bool Equals(Diagnostic? x, Diagnostic? y) =>
        ReferenceEquals(x?.Variant, y?.Variant) && SameRuleAndPlace.Instance.Equals(x, y);

    public int GetHashCode(Diagnostic obj) => SameRuleAndPlace.Instance.GetHashCode(obj);
}

/// <summary>Findings of one rule at one place, whatever the variant.</summary>
internal sealed class SameRuleAndPlace : IEqualityComparer<Diagnostic>
{
    public static SameRuleAndPlace Instance { get; } = new();

    public bool Equals(Diagnostic? x, Diagnostic? y) =>
        x is not null && y is not null && ReferenceEquals(x.Rule, y.Rule)
        && ReferenceEquals(x.Location.File, y.Location.File)
        && x.Location.Span.Start == y.Location.Span.Start && x.Location.Span.Length == y.Location.Span.Length;

    public int GetHashCode(Diagnostic obj) => HashCode.Combine(obj.Rule.GetHashCode(), obj.Location.Span.Start);
}

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Rules;

/// <summary>One way in which a rule fires.</summary>
/// <param name="Key">Unique within the rule; the SARIF <c>message.id</c>.</param>
/// <param name="Level">The level unless the user sets another.</param>
/// <param name="SecuritySeverity">GitHub's scale: above 9.0 critical, 7.0 high, 4.0 medium, 0.1 low; 0 is operational.</param>
/// <param name="Message">A sentence with a full stop; <c>{0}</c> placeholders stand in single quotes.</param>
public sealed record Variant(string Key, Level Level, double SecuritySeverity, string Message)
{
    public Ruleset Ruleset { get; init; } = Ruleset.Core;

    public FixSafety Fix { get; init; }

    /// <summary>The versions that refuse to start because of this finding: a fact seen on the real product, empty where nobody knows.</summary>
    public VersionRange PreventsStart { get; init; } = VersionRange.None;

    /// <summary>The lowest layer at which this variant is reported.</summary>
    public Layer From { get; init; } = Layer.Minimal;

    /// <summary>How many arguments the message needs: one more than its highest placeholder.</summary>
    public int ArgumentCount
    {
        get
        {
            if (field < 0)
                field = CountArguments(Message);
            return field;
        }
    } = -1;

    /// <summary>A variant is one of its rule's, not a value: comparing all of it at every finding would cost.</summary>
    public bool Equals(Variant? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The message with its placeholders filled.</summary>
    public string Format(ImmutableArray<string> arguments) =>
        arguments.IsEmpty ? Message : string.Format(System.Globalization.CultureInfo.InvariantCulture, Message, [.. arguments]);

    private static int CountArguments(string message)
    {
        var count = 0;
        for (var at = message.IndexOf('{'); at >= 0; at = message.IndexOf('{', at + 1))
            count = Math.Max(count, message[at + 1] - '0' + 1);
        return count;
    }
}

/// <summary>The constant facts of a rule.</summary>
/// <param name="Id">Two letters and three digits, for example <c>ES301</c>.</param>
/// <param name="Name">The kebab-case name, for example <c>http-tls-disabled</c>.</param>
public sealed record RuleDescriptor(string Id, string Name)
{
    /// <summary>CWE numbers.</summary>
    public ImmutableArray<int> Cwe { get; init; } = [];

    /// <summary>The lowest layer at which the rule runs; every higher one includes it.</summary>
    public Layer From { get; init; } = Layer.Minimal;

    /// <summary>Ids of rules that may fire after a fix because the repaired problem had masked what they find.</summary>
    public ImmutableArray<string> Unmasks { get; init; } = [];

    public required ImmutableArray<Variant> Variants { get; init; }

    /// <summary>The highest level of the variants.</summary>
    public Level Level => Variants.Max(static variant => variant.Level);

    /// <summary>The highest security-severity of the variants.</summary>
    public double SecuritySeverity => Variants.Max(static variant => variant.SecuritySeverity);

    /// <summary>The safest fix that a variant has.</summary>
    public FixSafety Fix =>
        Variants.Any(static variant => variant.Fix == FixSafety.Safe) ? FixSafety.Safe
        : Variants.Any(static variant => variant.Fix == FixSafety.Unsafe) ? FixSafety.Unsafe
        : FixSafety.None;

    public Variant Variant(string key)
    {
        foreach (var variant in Variants)
        {
            if (variant.Key == key)
                return variant;
        }

        throw new ArgumentException($"{Id} has no variant '{key}'.", nameof(key));
    }

    /// <summary>Whether a word is the rule's id or its name, in any case.</summary>
    public bool IsCalled(string word) => Id.Equals(word, StringComparison.OrdinalIgnoreCase) || Name.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a word means the rule: its id, its name, or two letters or more with which its id begins.</summary>
    public bool IsMeantBy(string word) => IsCalled(word) || (word.Length >= 2 && Id.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    public bool Equals(RuleDescriptor? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Rules;

/// <summary>Another place that helps to understand a finding.</summary>
public sealed record RelatedLocation(Location Location, string Message);

/// <summary>One finding of a rule, before selection and suppression.</summary>
public sealed class Diagnostic
{
    public required RuleDescriptor Rule { get; init; }

    public required Variant Variant { get; init; }

    public required ImmutableArray<string> Arguments { get; init; }

    public required Location Location { get; init; }

    /// <summary>Whether the stack, at the version the finding was made for, refuses to start because of it.</summary>
    public required bool PreventsStart { get; init; }

    /// <summary>The flattened key that it is about, or null.</summary>
    public string? Setting { get; init; }

    public ImmutableArray<RelatedLocation> Related { get; internal set; } = [];

    /// <summary>What finds the fix when somebody asks for it: a finding that only tells whether another one holds has none to find.</summary>
    private Func<Fix?>? fixToFind;

    /// <summary>What makes it go away, or null.</summary>
    public Fix? Fix
    {
        get
        {
            if (fixToFind is { } find)
                (field, fixToFind) = (find(), null);
            return field;
        }
    }

    /// <summary>Offers a fix in place of those before, or of none where it comes to nothing.</summary>
    internal void Offer(Func<Fix?> find) => fixToFind = fixToFind is { } before ? () => find() ?? before() : find;

    /// <summary>Instructions that nobody has asked for yet: what they are takes some looking too.</summary>
    private IEnumerable<Instruction>? waiting;

    internal void Add(IEnumerable<Instruction> instructions) => waiting = waiting?.Concat(instructions) ?? instructions;

    /// <summary>What a human must do, in this order.</summary>
    public ImmutableArray<Instruction> Instructions
    {
        get
        {
            if (waiting is { } more)
                (field, waiting) = ([.. field, .. more], null);
            return field;
        }
    } = [];

    public string Message => Variant.Format(Arguments);
}

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Rules;

/// <summary>Handed to a rule: what it may ask besides the model, and where its findings go.</summary>
public sealed class RuleContext(RuleDescriptor rule, RuleOptions options, StackVersion version, Action<Diagnostic> sink)
{
    public RuleOptions Options { get; } = options;

    /// <summary>
    /// Whether the version that is judged refuses to start because of what a variant says (<see cref="Variant.PreventsStart"/>): a rule has another one for
    /// versions that start with it, or has nothing to say about them.
    /// </summary>
    /// <exception cref="ArgumentException">The rule has no such variant.</exception>
    public bool PreventsStart(string variant) => rule.Variant(variant).PreventsStart.Contains(version);

    /// <summary>Reports at the place of a reading: its value, or the anchor when it is absent.</summary>
    public DiagnosticBuilder Report(string variant, ISettingReading reading, params ReadOnlySpan<string> arguments) =>
        Report(variant, reading.Location, reading.Key, arguments);

    /// <summary>Reports at any place.</summary>
    /// <param name="setting">The flattened key that the finding is about, or null.</param>
    /// <exception cref="ArgumentException">The rule has no such variant, or its message needs more arguments.</exception>
    public DiagnosticBuilder Report(string variant, Location location, string? setting, params ReadOnlySpan<string> arguments)
    {
        var fired = rule.Variant(variant);
        if (arguments.Length < fired.ArgumentCount)
            throw new ArgumentException($"'{variant}' needs {fired.ArgumentCount} arguments for its message, not {arguments.Length}.", nameof(arguments));
        var diagnostic = new Diagnostic
        {
            Rule = rule,
            Variant = fired,
            PreventsStart = fired.PreventsStart.Contains(version),
            Arguments = ImmutableArray.Create(arguments),
            Location = location,
            Setting = setting,
        };
        sink(diagnostic);
        return new(diagnostic);
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Rules;

/// <summary>Elastic's licences, in the order of what they allow.</summary>
public enum License
{
    Basic,
    Trial,
    Gold,
    Platinum,
    Enterprise,
}

/// <summary>What the user asked for, as far as rules may know it.</summary>
public sealed record RuleOptions
{
    public static RuleOptions Default { get; } = new();

    /// <summary>The security layer that the configuration is meant to reach.</summary>
    public Layer Layer { get; init; } = Layer.Https;

    /// <summary>Whether FIPS 140 mode is required.</summary>
    public bool Fips { get; init; }

    /// <summary>The licence that the cluster is known to have (option <c>license</c>).</summary>
    public License License { get; init; } = License.Basic;

    /// <summary>Whether a proxy or mesh on the same host ends TLS before HTTP (option <c>http-tls-terminated</c>).</summary>
    public bool HttpTlsTerminated { get; init; }

    /// <summary>Whether a file belongs to tests, where security may be off (option <c>test-fixtures</c>). Takes the path as shown.</summary>
    public Func<string, bool> IsTestFixture { get; init; } = static _ => false;
}

/// <summary>Handed to a rule: what it may ask besides the model, and where its findings go.</summary>
public sealed class RuleContext(RuleDescriptor rule, RuleOptions options, StackVersion version, Action<Diagnostic> sink)
{
    public RuleOptions Options { get; } = options;

    /// <summary>Reports at the place of a reading: its value, or the anchor when it is absent.</summary>
    public DiagnosticBuilder Report(string variant, ISettingReading reading, params ReadOnlySpan<string> arguments) =>
        Report(variant, reading.Location, reading.Key, arguments);

    /// <summary>Reports at any place.</summary>
    /// <param name="setting">The flattened key that the finding is about, or null.</param>
    public DiagnosticBuilder Report(string variant, Location location, string? setting, params ReadOnlySpan<string> arguments)
    {
        var fired = rule.Variant(variant);
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

/// <summary>Adds to a finding that was just reported.</summary>
public readonly struct DiagnosticBuilder(Diagnostic diagnostic)
{
    public DiagnosticBuilder Related(Location location, string message)
    {
        diagnostic.Related = diagnostic.Related.Add(new(location, message));
        return this;
    }

    public DiagnosticBuilder Related(ISettingReading reading, string message) => Related(reading.Location, message);

    /// <summary>Says what should become true of settings, or nothing where nothing can be done. How safe that is, the variant says.</summary>
    public DiagnosticBuilder Fix(params ImmutableArray<SettingChange> changes) => Fix(changes, [], null);

    /// <summary>Says what should become true of settings, where that takes some looking: it is asked when somebody wants the fix.</summary>
    public DiagnosticBuilder Fix(Func<ImmutableArray<SettingChange>> changes)
    {
        var safety = DeclaredSafety;
        diagnostic.MakeFix = () => Of(safety, changes(), [], null);
        return this;
    }

    /// <summary>Puts a text in place of one that is no value of a setting; quotes around it stay.</summary>
    public DiagnosticBuilder Fix(Location location, string text) => Fix(new Replacement(TextEdit.Inside(location, text)));

    /// <summary>Puts a text in place of one that is no value of a setting.</summary>
    public DiagnosticBuilder Fix(Replacement replacement) => Fix([], [replacement], null);

    /// <summary>Says what should become true of a container, or nothing where nothing can be done.</summary>
    public DiagnosticBuilder Fix(EvidenceChange? change) => Fix([], [], change);

    private DiagnosticBuilder Fix(ImmutableArray<SettingChange> changes, ImmutableArray<Replacement> replacements, EvidenceChange? evidence)
    {
        diagnostic.Fix = Of(DeclaredSafety, changes, replacements, evidence) ?? diagnostic.Fix;
        return this;
    }

    private FixSafety DeclaredSafety => diagnostic.Variant.Fix != FixSafety.None
        ? diagnostic.Variant.Fix
        : throw new InvalidOperationException($"{diagnostic.Rule.Id} '{diagnostic.Variant.Key}' does not declare that it has a fix.");

    private static Fix? Of(FixSafety safety, ImmutableArray<SettingChange> changes, ImmutableArray<Replacement> replacements, EvidenceChange? evidence) =>
        changes.IsEmpty && replacements.IsEmpty && evidence is null ? null : new(safety, changes, replacements, evidence);

    /// <summary>Says what a human must do, in this order, once per run.</summary>
    public DiagnosticBuilder Instruct(params IEnumerable<Instruction> instructions)
    {
        diagnostic.Instructions = diagnostic.Instructions.AddRange(instructions);
        return this;
    }
}

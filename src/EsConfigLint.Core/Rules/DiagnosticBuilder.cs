using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Rules;

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
        diagnostic.Offer(() => Of(safety, changes(), [], null));
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
        var fix = Of(DeclaredSafety, changes, replacements, evidence);
        diagnostic.Offer(() => fix);
        return this;
    }

    private FixSafety DeclaredSafety => diagnostic.Variant.Fix != FixSafety.None
        ? diagnostic.Variant.Fix
        : throw new InvalidOperationException($"{diagnostic.Rule.Id} '{diagnostic.Variant.Key}' does not declare that it has a fix.");

    private static Fix? Of(FixSafety safety, ImmutableArray<SettingChange> changes, ImmutableArray<Replacement> replacements, EvidenceChange? evidence) =>
        changes.IsEmpty && replacements.IsEmpty && evidence is null ? null : new(safety, changes, replacements, evidence);

    /// <summary>Says what a human must do, in this order, once per run. What is given is read when somebody asks.</summary>
    public DiagnosticBuilder Instruct(params IEnumerable<Instruction> instructions)
    {
        diagnostic.Add(instructions);
        return this;
    }
}

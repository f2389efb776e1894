using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>A finding with the edits of its fix: all of them change something, and may be made.</summary>
/// <param name="Edits">At least one; sorted by file and place, without conflict.</param>
public sealed record FixCandidate(Diagnostic Diagnostic, ImmutableArray<TextEdit> Edits)
{
    public FixSafety Safety => Diagnostic.Fix!.Safety;

    /// <summary>The fix of a finding, or null when it has none, or none that may be made: every edited file must be a target and readable.</summary>
    public static FixCandidate? Of(Diagnostic diagnostic, AnalysisOutput output)
    {
        if (diagnostic.Fix is not { } fix || MakeEdits(fix) is not { } made)
            return null;
        var edits = ImmutableArray.CreateBuilder<TextEdit>(made.Length);
        foreach (var edit in made)
        {
            if (!output.MayEdit(edit.File))
                return null;
            if (!edit.File.Text.AsSpan(edit.Span.Start, edit.Span.Length).SequenceEqual(edit.NewText))
                edits.Add(edit);
        }

        return edits.Count == 0 ? null : new(diagnostic, edits.DrainToImmutable());
    }

    private static ImmutableArray<TextEdit>? MakeEdits(Fix fix)
    {
        try
        {
            return fix.Edits;
        }
#pragma warning disable CA1031 // A defect in one carrier's editor costs its own fixes: the findings stand without them.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}

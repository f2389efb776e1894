using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Fixing;

/// <summary>The places and settings that fixes want which are applied at once.</summary>
internal sealed class TakenPlaces
{
    /// <summary>What is taken of each file, in its order. None is in the way of another, so that of all only its neighbours can be in the way of one more.</summary>
    private readonly Dictionary<SourceFile, List<TextSpan>> spans = [];

    private readonly Dictionary<(SettingsSource Source, string Key), Claim> settings = [];

    /// <summary>Takes all that a fix wants, or nothing when a part of it is taken.</summary>
    public bool TryTake(FixCandidate candidate)
    {
        foreach (var edit in candidate.Edits)
        {
            if (spans.TryGetValue(edit.File, out var taken) && IsInTheWay(taken, edit.Span))
                return false;
        }

        foreach (var change in candidate.Diagnostic.Fix!.Changes)
        {
            if (settings.TryGetValue((change.Source, change.Key), out var claim) && !claim.LeavesRoomFor(candidate.Diagnostic, change))
                return false;
        }

        foreach (var edit in candidate.Edits)
        {
            if (!spans.TryGetValue(edit.File, out var taken))
                spans[edit.File] = taken = [];
            taken.Insert(PlaceOf(taken, edit.Span), edit.Span);
        }

        foreach (var change in candidate.Diagnostic.Fix.Changes)
            settings.TryAdd((change.Source, change.Key), new(candidate.Diagnostic, change));
        return true;
    }

    private static bool IsInTheWay(List<TextSpan> taken, TextSpan span)
    {
        var place = PlaceOf(taken, span);
        return (place > 0 && taken[place - 1].Overlaps(span)) || (place < taken.Count && (taken[place].Start == span.Start || taken[place].Overlaps(span)));
    }

    private static int PlaceOf(List<TextSpan> taken, TextSpan span) => Ordered.FirstWhere(taken, other => other.Start >= span.Start);

    /// <summary>The first change of a setting.</summary>
    private sealed record Claim(Diagnostic Diagnostic, SettingChange Change)
    {
        /// <summary>Whether another change of the setting may be made beside it: one variant of a rule means the same with all that it says of one setting.</summary>
        public bool LeavesRoomFor(Diagnostic diagnostic, SettingChange change) =>
            ReferenceEquals(diagnostic.Variant, Diagnostic.Variant) && (Change, change) is (SettingIsRemoved, SettingIsRemoved) or (SettingTextIs, SettingTextIs);
    }
}

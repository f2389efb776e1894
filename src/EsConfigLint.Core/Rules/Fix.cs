using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Rules;

/// <summary>What makes a finding go away: changes of settings and of what is said about a container, and texts to put in place of others.</summary>
/// <remarks>A rule says only what should become true. The edits are made when somebody asks: most runs want none.</remarks>
public sealed class Fix
{
    private ImmutableArray<TextEdit>? edits;
    private bool isMade;

    internal Fix(FixSafety safety, ImmutableArray<SettingChange> changes, ImmutableArray<Replacement> replacements, EvidenceChange? evidence = null)
    {
        Safety = safety;
        Changes = changes;
        Evidence = evidence;
        Replacements = replacements;
    }

    public FixSafety Safety { get; }

    public ImmutableArray<SettingChange> Changes { get; }

    public ImmutableArray<Replacement> Replacements { get; }

    /// <summary>What changes of a container, or null.</summary>
    public EvidenceChange? Evidence { get; }

    /// <summary>A sentence that says what will be true, without secrets.</summary>
    public string Title => FixTitle.Of(this);

    /// <summary>The edits, sorted by file and place, without conflict; null when a carrier cannot write what is wanted without harm.</summary>
    public ImmutableArray<TextEdit>? Edits
    {
        get
        {
            if (!isMade)
            {
                edits = Make();
                isMade = true;
            }

            return edits;
        }
    }

    private ImmutableArray<TextEdit>? Make()
    {
        var made = new List<TextEdit>();
        foreach (var replacement in Replacements)
            made.Add(replacement.Edit);
        foreach (var group in Changes.GroupBy(static change => change.Source))
        {
            if (group.Key.Editor?.Edit([.. group.Distinct()]) is not { } written)
                return null;
            made.AddRange(written);
        }

        if (Evidence is not null)
        {
            if (Evidence.Editor.Edit(Evidence) is not { } written)
                return null;
            made.AddRange(written);
        }

        made.Sort(static (left, right) =>
        {
            var byFile = string.CompareOrdinal(left.File.DisplayPath, right.File.DisplayPath);
            return byFile != 0 ? byFile : left.Span.CompareTo(right.Span);
        });

        // Processes that read one file want the same of it.
        var distinct = made.Distinct().ToList();
        for (var i = 1; i < distinct.Count; i++)
        {
            if (distinct[i - 1].ConflictsWith(distinct[i]))
                return null;
        }

        return distinct.Count == 0 ? null : [.. distinct];
    }
}

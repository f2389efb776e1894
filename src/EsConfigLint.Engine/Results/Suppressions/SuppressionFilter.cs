using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results.Suppressions;

/// <summary>A finding that a comment accepts.</summary>
public sealed record SuppressedDiagnostic(JudgedDiagnostic Diagnostic, SuppressionComment Comment);

/// <summary>Takes out what comments in a file accept, and reports the comments that do no good.</summary>
/// <param name="known">Every rule there is.</param>
/// <param name="wantsReasons">Whether a suppression must say why.</param>
/// <param name="today">The day against which <c>until=</c> is held.</param>
public sealed class SuppressionFilter(IReadOnlyList<RuleDescriptor> known, Lazy<DateOnly> today, bool wantsReasons)
{
    /// <summary>Moves the accepted findings of one file out of <paramref name="diagnostics"/> and adds findings about its comments.</summary>
    /// <param name="ran">The rules that really ran on the file: about others nothing can be said. Null when it could not be read: then nothing at all.</param>
    /// <returns>What was accepted.</returns>
    public IReadOnlyList<SuppressedDiagnostic> Apply(ICommentedText commented, List<JudgedDiagnostic> diagnostics, IReadOnlyList<RuleDescriptor>? ran)
    {
        var suppressions = FileSuppressions.Read(commented);
        if (suppressions.IsEmpty)
            return [];
        var used = new HashSet<(Suppression, string)>();
        var accepting = new Dictionary<Diagnostic, SuppressionComment>(ReferenceEqualityComparer.Instance);
        var ofFile = diagnostics.Select(static judged => judged.Diagnostic).Where(one => one.Location.File == commented.File);
        foreach (var ofRule in ofFile.GroupBy(static one => one.Rule))
            Accept(ofRule, suppressions, used, accepting);
        var accepted = new List<SuppressedDiagnostic>(accepting.Count);
        diagnostics.RemoveAll(judged =>
        {
            if (!accepting.TryGetValue(judged.Diagnostic, out var comment))
                return false;
            accepted.Add(new(judged, comment));
            return true;
        });
        foreach (var suppression in ran is null ? [] : suppressions)
            Review(commented, suppression, used, ran!, diagnostics);
        return accepted;
    }

    /// <summary>Finds what accepts the findings of one rule: of several comments the first, though each that covers one is of use.</summary>
    private void Accept(
        IGrouping<RuleDescriptor, Diagnostic> ofRule,
        ImmutableArray<Suppression> suppressions,
        HashSet<(Suppression, string)> used,
        Dictionary<Diagnostic, SuppressionComment> accepting)
    {
        var found = ofRule.ToArray();
        Array.Sort(found, static (left, right) => left.Location.Span.CompareTo(right.Location.Span));
        var open = new OpenPlaces(found.Length);
        var ends = EndsOf(ofRule.Key, suppressions);
        for (var i = 0; i < suppressions.Length; i++)
        {
            var suppression = suppressions[i];
            if (!suppression.Comment.Rules.Any(rule => ofRule.Key.IsMeantBy(rule.Word)) || !CanWork(suppression) || !suppression.HoldsOn(today))
                continue;
            var covered = suppression.Comment.Scope == SuppressionScope.Disable
                ? TextSpan.FromBounds(suppression.Covered.Start, Math.Min(suppression.Covered.End, ends[i]))
                : suppression.Covered;
            var first = Ordered.FirstWhere(found, one => one.Location.Span.Start >= covered.Start);
            if (first == found.Length || !Covers(covered, found[first].Location.Span))
                continue;
            foreach (var rule in suppression.Comment.Rules)
            {
                if (ofRule.Key.IsMeantBy(rule.Word))
                    used.Add((suppression, rule.Word));
            }

            for (var at = open.From(first); at < found.Length && Covers(covered, found[at].Location.Span); at = open.From(at))
            {
                accepting[found[at]] = suppression.Comment;
                open.Close(at);
            }
        }
    }

    /// <summary>For each comment, where the next one begins that ends others for this rule.</summary>
    private static int[] EndsOf(RuleDescriptor rule, ImmutableArray<Suppression> suppressions)
    {
        var ends = new int[suppressions.Length];
        var end = int.MaxValue;
        for (var i = ends.Length - 1; i >= 0; i--)
        {
            ends[i] = end;
            var comment = suppressions[i].Comment;
            if (comment.Scope == SuppressionScope.Enable && comment.Rules.Any(named => rule.IsMeantBy(named.Word)))
                end = comment.Span.Start;
        }

        return ends;
    }

    private bool CanWork(Suppression suppression) => suppression.CanWork && (!wantsReasons || suppression.Comment.Reason is not null);

    private static bool Covers(TextSpan covered, TextSpan finding) =>
        finding.Start >= covered.Start && (finding.Start < covered.End || (finding.IsEmpty && finding.Start == covered.End));

    /// <summary>Whether a template writes a part of what is covered: nobody knows what is there to accept.</summary>
    private static bool IsTemplated(ICommentedText commented, TextSpan covered) => commented is YamlTree tree && tree.IsTemplated(covered);

    private void Review(
        ICommentedText commented,
        Suppression suppression,
        HashSet<(Suppression, string)> used,
        IReadOnlyList<RuleDescriptor> ran,
        List<JudgedDiagnostic> diagnostics)
    {
        var comment = suppression.Comment;
        if (comment.Scope == SuppressionScope.Enable)
        {
            foreach (var rule in comment.Rules)
                AddIfUnknown(rule);
            return;
        }

        if (!CanWork(suppression))
        {
            var reason = comment switch
            {
                { IsUnderstood: false, Rules.IsEmpty: true } => "it names no rule",
                { IsUnderstood: false } => "a word of it is not understood",
                { Reason: null } when wantsReasons && suppression.CanWork => "it gives no reason behind '--'",
                { Scope: SuppressionScope.Line } => "there is no setting on its line",
                _ => "nothing follows it",
            };
            Add(SuppressionRule.Misplaced, comment.Span, reason);
            return;
        }

        foreach (var rule in comment.Rules)
        {
            if (AddIfUnknown(rule))
                continue;
            if (SuppressionRule.All.Any(own => own.Descriptor.IsMeantBy(rule.Word)))
            {
                Add(SuppressionRule.Misplaced, rule.Span, "what is said about suppressions cannot be suppressed");
            }
            else if (!ran.Any(descriptor => descriptor.IsMeantBy(rule.Word)))
            {
                continue;
            }
            else if (!suppression.HoldsOn(today))
            {
                Add(SuppressionRule.Expired, rule.Span, rule.Word, $"{comment.Until:yyyy-MM-dd}");
            }
            else if (!used.Contains((suppression, rule.Word)) && !IsTemplated(commented, suppression.Covered))
            {
                Add(SuppressionRule.Unused, rule.Span, rule.Word);
            }
        }

        bool AddIfUnknown(SuppressedRule rule)
        {
            if (known.Any(descriptor => descriptor.IsMeantBy(rule.Word)))
                return false;
            // Of names without commas, and of a reason without '--', the first word is a name.
            var nearest = NearestWord.Of(rule.Word.Split(' ')[0], known.SelectMany(static descriptor => new[] { descriptor.Id, descriptor.Name }));
            Add(SuppressionRule.Unknown, rule.Span, rule.Word, nearest ?? "none");
            return true;
        }

        void Add(SuppressionRule rule, TextSpan span, params ReadOnlySpan<string> arguments) =>
            diagnostics.Add(new(
                new()
                {
                    Rule = rule.Descriptor,
                    Variant = rule.Descriptor.Variants[0],
                    Arguments = ImmutableArray.Create(arguments),
                    PreventsStart = false,
                    Location = new(commented.File, span),
                },
                Level.Warning,
                null));
    }

    /// <summary>Places in a row of which more and more are done with: many comments may cover one finding, and none visits it twice.</summary>
    private sealed class OpenPlaces(int count)
    {
        private readonly int[] next = [.. Enumerable.Range(0, count + 1)];

        /// <summary>The first open place from one on; the count when there is none.</summary>
        public int From(int place)
        {
            while (next[place] != place)
                place = next[place] = next[next[place]];
            return place;
        }

        public void Close(int place) => next[place] = place + 1;
    }
}

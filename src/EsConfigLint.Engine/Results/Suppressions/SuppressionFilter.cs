using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;

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
        var accepted = new List<SuppressedDiagnostic>();
        var used = new HashSet<(Suppression, string)>();
        diagnostics.RemoveAll(judged =>
        {
            var comment = Accepting(commented.File, judged.Diagnostic, suppressions, used);
            if (comment is not null)
                accepted.Add(new(judged, comment));
            return comment is not null;
        });
        foreach (var suppression in ran is null ? [] : suppressions)
            Review(commented, suppression, used, ran!, diagnostics);
        return accepted;
    }

    private SuppressionComment? Accepting(
        SourceFile file, Diagnostic diagnostic, ImmutableArray<Suppression> suppressions, HashSet<(Suppression, string)> used)
    {
        SuppressionComment? accepting = null;
        foreach (var suppression in suppressions)
        {
            if (diagnostic.Location.File != file || !CanWork(suppression) || !suppression.HoldsOn(today) || !Covers(suppression.Covered, diagnostic.Location.Span))
                continue;
            if (suppression.Enables.Any(enable => enable.Span.Start <= diagnostic.Location.Span.Start && enable.Rules.Any(rule => Means(rule.Word, diagnostic.Rule))))
                continue;
            foreach (var rule in suppression.Comment.Rules)
            {
                if (!Means(rule.Word, diagnostic.Rule))
                    continue;
                used.Add((suppression, rule.Word));
                accepting ??= suppression.Comment;
            }
        }

        return accepting;
    }

    private bool CanWork(Suppression suppression) => suppression.CanWork && (!wantsReasons || suppression.Comment.Reason is not null);

    private static bool Covers(TextSpan covered, TextSpan finding) =>
        finding.Start >= covered.Start && (finding.Start < covered.End || (finding.IsEmpty && finding.Start == covered.End));

    /// <summary>Whether a template writes a part of what is covered: nobody knows what is there to accept.</summary>
    private static bool IsTemplated(ICommentedText commented, TextSpan covered) => commented is YamlTree tree
        && (tree.Islands.Any(island => island.Span.Overlaps(covered)) || tree.ConditionalRegions.Any(region => region.Overlaps(covered)));

    private void Review(
        ICommentedText commented, Suppression suppression, HashSet<(Suppression, string)> used, IReadOnlyList<RuleDescriptor> ran, List<JudgedDiagnostic> diagnostics)
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
            if (SuppressionRule.All.Any(own => Means(rule.Word, own.Descriptor)))
            {
                Add(SuppressionRule.Misplaced, rule.Span, "what is said about suppressions cannot be suppressed");
            }
            else if (!ran.Any(descriptor => Means(rule.Word, descriptor)))
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
            if (known.Any(descriptor => Means(rule.Word, descriptor)))
                return false;
            var nearest = NearestWord.Of(rule.Word, known.SelectMany(static descriptor => new[] { descriptor.Id, descriptor.Name }));
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

    private static bool Means(string word, RuleDescriptor rule) =>
        rule.Id.Equals(word, StringComparison.OrdinalIgnoreCase)
        || rule.Name.Equals(word, StringComparison.OrdinalIgnoreCase)
        || (word.Length >= 2 && rule.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}

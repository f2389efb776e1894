using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Fixing;

/// <summary>Fixes the files of one deployment: lints, applies what does not conflict, and lints again until nothing is left to fix.</summary>
/// <param name="find">The fixes to apply, in the order of the report.</param>
/// <param name="examine">How fit the files are.</param>
/// <param name="untouchable">The paths of files that are left as they are.</param>
public sealed class FixLoop(
    Func<IReadOnlyList<AnalysisInput>, IReadOnlyList<FixCandidate>> find,
    Func<IReadOnlyList<AnalysisInput>, FileHealth> examine,
    IReadOnlySet<string> untouchable)
{
    private readonly Func<IReadOnlyList<AnalysisInput>, IReadOnlyList<FixCandidate>> find = find;
    private readonly Func<IReadOnlyList<AnalysisInput>, FileHealth> examine = examine;

    /// <summary>Each pass either repairs something or brings a new text; whoever needs more than this goes in a circle that only grows.</summary>
    private const int MostPasses = 100;

    private readonly HashSet<FixIdentity> refused = [];
    private readonly HashSet<string> untouchable = new(untouchable, StringComparer.Ordinal);
    private readonly List<Notice> notices = [];

    public FixOutcome Run(IReadOnlyList<AnalysisInput> files)
    {
        while (true)
        {
            var attempt = new Attempt(this, files);
            var circling = attempt.Run();
            if (circling.Count == 0)
                return new(attempt.Files, attempt.Applied, notices);

            // From the start without them: what stands in other files must not rest on a text that is taken back.
            foreach (var file in circling)
            {
                untouchable.Add(file.Path);
                notices.Add(new(NoticeKind.Open, file.DisplayPath, $"Not fixed: the fixes of {attempt.RulesIn(file.Path)} undo each other; please report it."));
            }
        }
    }

    /// <summary>Those that can be applied at once: of two that want the same place or setting, the first in the order of the report.</summary>
    internal static List<FixCandidate> WithoutConflicts(IEnumerable<FixCandidate> candidates)
    {
        var chosen = new List<FixCandidate>();
        var taken = new TakenPlaces();
        foreach (var candidate in candidates)
        {
            if (taken.TryTake(candidate))
                chosen.Add(candidate);
        }

        return chosen;
    }

    private static List<AnalysisInput> Apply(IReadOnlyList<AnalysisInput> files, IEnumerable<FixCandidate> fixes)
    {
        var edits = fixes.SelectMany(static fix => fix.Edits).ToLookup(static edit => edit.File);
        return
        [
            .. files.Select(file => edits.Contains(file.File)
                ? file with { File = file.File.WithText((file.File.HasByteOrderMark ? "\uFEFF" : "") + TextEdit.Apply(file.File, edits[file.File])) }
                : file),
        ];
    }

    /// <summary>What stays the same of a fix when other edits move it.</summary>
    private sealed record FixIdentity(string RuleId, string Variant, string Path, string? Setting, string Title)
    {
        public static FixIdentity Of(FixCandidate candidate)
        {
            var diagnostic = candidate.Diagnostic;
            return new(diagnostic.Rule.Id, diagnostic.Variant.Key, diagnostic.Location.File.Path, diagnostic.Setting, diagnostic.Fix!.Title);
        }
    }

    /// <summary>One way from the texts as they were read to those in which nothing is left to fix.</summary>
    private sealed class Attempt
    {
        private readonly FixLoop loop;

        /// <summary>For each edited file its texts, and the pass that gave them.</summary>
        private readonly Dictionary<string, Dictionary<string, int>> seen = new(StringComparer.Ordinal);
        private readonly List<(int Pass, AppliedFix Fix)> applied = [];
        private FileHealth? health;
        private int firstPassOfCircle;

        public Attempt(FixLoop loop, IReadOnlyList<AnalysisInput> files)
        {
            this.loop = loop;
            Files = files;
            foreach (var file in files)
                seen[file.File.Path] = new(StringComparer.Ordinal) { [file.File.Text] = 0 };
        }

        public IReadOnlyList<AnalysisInput> Files { get; private set; }

        public IReadOnlyList<AppliedFix> Applied => [.. applied.Select(static one => one.Fix)];

        /// <returns>The files that go in a circle; none when everything that can be fixed is.</returns>
        public List<SourceFile> Run()
        {
            for (var pass = 1; ; pass++)
            {
                var wanted = loop.find(Files).Where(MayBeApplied).ToList();
                var chosen = WithoutConflicts(wanted);
                if (chosen.Count == 0)
                    return [];
                var before = Files;
                Note(wanted, ApplyUnharmful(chosen), pass);
                List<SourceFile> changed = [];
                List<SourceFile> circling = [];
                for (var i = 0; i < before.Count; i++)
                {
                    if (ReferenceEquals(before[i].File, Files[i].File))
                        continue;
                    var file = Files[i].File;
                    changed.Add(file);
                    if (seen[file.Path].TryAdd(file.Text, pass))
                        continue;
                    circling.Add(file);
                    firstPassOfCircle = seen[file.Path][file.Text] + 1;
                }

                if (circling.Count > 0 || pass == MostPasses)
                    return circling.Count > 0 ? circling : changed;
            }
        }

        /// <summary>The ids of the rules whose fixes keep a file going in a circle.</summary>
        public string RulesIn(string path) => string.Join(", ", applied
            .Where(one => one.Pass >= firstPassOfCircle && one.Fix.EditedPaths.Contains(path))
            .Select(static one => one.Fix.RuleId).Distinct().Order(StringComparer.Ordinal));

        private bool MayBeApplied(FixCandidate candidate)
        {
            foreach (var edit in candidate.Edits)
            {
                if (loop.untouchable.Contains(edit.File.Path))
                    return false;
            }

            return loop.refused.Count == 0 || !loop.refused.Contains(FixIdentity.Of(candidate));
        }

        /// <summary>Applies all at once; when that does harm, each half by itself, down to single ones, so that only those that do it are left out or wait.</summary>
        /// <returns>Those that were applied.</returns>
        private List<FixCandidate> ApplyUnharmful(List<FixCandidate> chosen)
        {
            health ??= loop.examine(Files);
            var before = Files;
            var accepted = new List<FixCandidate>();
            Apply(chosen);
            return accepted;

            void Apply(List<FixCandidate> part)
            {
                var tried = FixLoop.Apply(before, [.. accepted, .. part]);
                if (HarmOf(tried, health, part is [var only] ? only : null, out var triedHealth) is not { } harm)
                {
                    accepted.AddRange(part);
                    (Files, health) = (tried, triedHealth);
                }
                else if (part.Count > 1)
                {
                    Apply(part.GetRange(0, part.Count / 2));
                    Apply(part.GetRange(part.Count / 2, part.Count - (part.Count / 2)));
                }
                else if (accepted.Count == 0)
                {
                    // Beside others it may do what it does not do by itself: the next pass tells.
                    Refuse(part[0], harm);
                }
            }
        }

        /// <summary>Remembers what was applied, and with it the fixes of other findings that want nothing else: those of the nodes of one cluster.</summary>
        private void Note(List<FixCandidate> wanted, List<FixCandidate> accepted, int pass)
        {
            var made = accepted.SelectMany(static fix => fix.Edits).ToHashSet();
            foreach (var fix in wanted.Where(fix => fix.Edits.All(made.Contains)))
                applied.Add((pass, new(fix.Diagnostic.Rule.Id, [.. fix.Edits.Select(static edit => edit.File.Path).Distinct()], fix.Diagnostic.Instructions)));
        }

        private string? HarmOf(List<AnalysisInput> next, FileHealth before, FixCandidate? fix, out FileHealth nextHealth)
        {
            nextHealth = loop.examine(next);
            foreach (var file in next)
            {
                if (HasHalfCharacter(file.File.Text))
                    return $"'{file.File.DisplayPath}' would hold half a character";
            }

            return nextHealth.WorseThan(before, fix);
        }

        /// <summary>Half a surrogate pair has no bytes.</summary>
        private static bool HasHalfCharacter(string text)
        {
            for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
            {
                if (!char.IsSurrogate(text[at]))
                    continue;
                if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                    return true;
                at++;
            }

            return false;
        }

        private void Refuse(FixCandidate candidate, string harm)
        {
            if (!loop.refused.Add(FixIdentity.Of(candidate)))
                return;
            var (rule, location) = (candidate.Diagnostic.Rule, candidate.Diagnostic.Location);
            loop.notices.Add(new(NoticeKind.Open, location.File.DisplayPath, $"{location.Start}: the fix of {rule.Id} was left out: with it {harm}."));
        }
    }
}

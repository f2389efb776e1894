using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>How a run treats what the analysis gives.</summary>
public sealed record LinterOptions
{
    /// <summary>Files with more bytes are not read.</summary>
    public const int DefaultMaxFileBytes = 8 * 1024 * 1024;

    public int MaxFileBytes { get; init; } = DefaultMaxFileBytes;

    /// <summary>How many threads lint at once; 1 or more.</summary>
    public int Threads { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Files above it are never read as context.</summary>
    public required WorkspaceRoot Root { get; init; }

    /// <summary>Findings below are counted but not shown.</summary>
    public Level MinLevel { get; init; } = Level.Note;

    /// <summary>Whether what the configuration excludes is left out even when the user named it.</summary>
    public bool ForceExclude { get; init; }

    /// <summary>What is to be said about the run as a whole.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Lints the files of a workspace. Each is read once and let go as soon as its deployment is judged.</summary>
public sealed class Linter(
    AnalyzerPool analyzers, ConfigurationResolver configuration, FileClassifier classifier, FindingFactory findings, LinterOptions options)
{
    private readonly GroupOpener opener = new(configuration, classifier, options);

    /// <summary>The run. It goes on while its findings are read: a report of many files needs no more memory than one of a few.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted the run; thrown while the findings are read.</exception>
    public RunResult Run(WorkspaceScan scan, CancellationToken cancellation)
    {
        var total = new GroupResult { Skipped = scan.Notices.Count + scan.Errors.Count };
        RunResult? result = null;
        result = new()
        {
            Rules = SuppressionRule.All,
            Findings = Findings(),
            Notices = [],
            Files = 0,
            Skipped = 0,
        };
        return result;

        IEnumerable<Finding> Findings()
        {
            var groups = opener.GroupsOf(scan);
            var waiting = new List<Finding>();
            using var all = new OrderedWork<FileReader, GroupResult>(
                groups.Count,
                options.Threads,
                () => new(options.MaxFileBytes),
                (reader, i) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return Lint(groups[i], reader);
                });
            var next = 1;
            foreach (var one in all.Results())
            {
                total.Include(one);
                waiting.AddRange(one.Findings);
                waiting.Sort(ReportOrder.Compare);

                // Groups come by their first file, but reach over others: what a later group may still precede waits.
                var safe = next < groups.Count ? waiting.FindIndex(finding => !Precedes(finding, groups[next])) : -1;
                var ready = waiting.GetRange(0, safe < 0 ? waiting.Count : safe);
                waiting.RemoveRange(0, ready.Count);
                next++;
                foreach (var finding in ready)
                    yield return finding;
            }

            Complete(result!, scan, total);
        }
    }

    private static bool Precedes(Finding finding, DeploymentGroup group) =>
        string.CompareOrdinal(finding.File.DisplayPath, group.Targets[0].DisplayPath) < 0;

    private GroupResult Lint(DeploymentGroup group, FileReader reader)
    {
        var result = new GroupResult();
        var opened = opener.Open(group, reader, result.Skip);
        var allWishes = opener.WishesOf(opened);
        foreach (var wishes in allWishes)
            Judge(allWishes.Count == 1 ? opened.Inputs : opener.InputsFor(wishes, opened), opened.References, wishes, result);
        result.Findings.Sort(ReportOrder.Compare);
        return result;
    }

    private void Judge(
        IReadOnlyList<AnalysisInput> inputs, IReadOnlyDictionary<SourceFile, FileReference> references, EffectiveConfiguration wishes, GroupResult result)
    {
        AnalysisOutput output;
        try
        {
            output = analyzers.For(wishes).Analyze(inputs, new DiskLookup(options.Root, options.MaxFileBytes));
        }
#pragma warning disable CA1031 // A defect in reading one file must not cost the findings of all others; the exit code says that there was one.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            foreach (var input in inputs)
                result.Fail(input.File.DisplayPath, e);
            return;
        }

        result.Notices.AddRange(output.Notices);
        if (wishes.Settings.VersionNotice is { } notice)
            result.Notices.Add(new(NoticeKind.Open, null, notice));
        result.Suppressed += output.Suppressed.Count;
        foreach (var input in inputs)
        {
            if (input.IsTarget && output.NotAnalyzed.Contains(input.File))
                result.Skipped++;
            else if (input.IsTarget)
                result.Files++;
        }

        var crashes = new List<RuleCrash>(output.Crashes);
        var ordinals = Fingerprint.OrdinalsOf(output);
        foreach (var judged in output.Diagnostics)
        {
            var level = wishes.Selection.LevelOf(judged.Diagnostic.Rule, judged.Level);
            result.Add(level);
            if (level < options.MinLevel)
            {
                result.Hidden++;
                continue;
            }

            try
            {
                result.Findings.Add(findings.Create(judged, level, output, references, ordinals.GetValueOrDefault(judged.Diagnostic)));
            }
#pragma warning disable CA1031 // A rule says what its fix is only now: what it throws costs this finding and no other.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                crashes.Add(new(judged.Diagnostic.Rule.Id, judged.Diagnostic.Location.File.DisplayPath, e));
            }
        }

        foreach (var crash in crashes)
        {
            result.Errors.Add(new(NoticeKind.Skipped, crash.File, $"Rule '{crash.RuleId}' crashed on this file; please report it."));
            result.HasCrashes = true;
            var file = (inputs.FirstOrDefault(input => input.File.DisplayPath == crash.File) ?? inputs[0]).File;
            var variant = RuleCrashedRule.Instance.Descriptor.Variants[0];
            var diagnostic = new Diagnostic
            {
                Rule = RuleCrashedRule.Instance.Descriptor,
                Variant = variant,
                Arguments = [crash.RuleId, crash.Reason],
                PreventsStart = false,
                Location = new(file, default),
            };
            result.Add(Level.Error);
            result.Findings.Add(findings.Create(new(diagnostic, Level.Error, null), Level.Error, output, references));
        }
    }

    private void Complete(RunResult result, WorkspaceScan scan, GroupResult total)
    {
        var notices = new HashSet<Notice>(scan.Notices);
        notices.UnionWith(scan.Errors);
        notices.UnionWith(options.Notices);
        notices.UnionWith(total.Notices);
        result.Notices = Sorted(notices);
        result.Files = total.Files;
        result.Skipped = total.Skipped;
        result.Hidden = total.Hidden;
        result.Suppressed = total.Suppressed;
        result.Worst = total.Worst;
        var problems = configuration.Problems.Select(static problem => new Notice(NoticeKind.Skipped, problem.Place, problem.Message));
        result.Errors = Sorted([.. total.Errors, .. problems]);
        result.HasToolErrors = result.Errors.Count + scan.Errors.Count > 0;
        result.Rules = [.. analyzers.Rules, .. SuppressionRule.All, .. total.HasCrashes ? [RuleCrashedRule.Instance] : Array.Empty<Rule>()];
    }

    private static List<Notice> Sorted(HashSet<Notice> notices)
    {
        var sorted = new List<Notice>(notices);
        sorted.Sort(static (left, right) =>
        {
            var order = string.CompareOrdinal(left.File ?? "", right.File ?? "");
            if (order == 0)
                order = left.Kind - right.Kind;
            return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
        });
        return sorted;
    }

    /// <summary>What one deployment, and in the end the run, came to.</summary>
    private sealed class GroupResult
    {
        public List<Finding> Findings { get; } = [];

        public List<Notice> Notices { get; } = [];

        public int Files { get; set; }

        public int Skipped { get; set; }

        public int Hidden { get; set; }

        public int Suppressed { get; set; }

        public Level? Worst { get; private set; }

        public List<Notice> Errors { get; } = [];

        public bool HasCrashes { get; set; }

        public void Add(Level level) => Worst = Worst is { } worst && worst >= level ? worst : level;

        public void Skip(WorkspaceFile file, string reason, bool isError)
        {
            var notice = new Notice(NoticeKind.Skipped, file.DisplayPath, reason);
            Notices.Add(notice);
            Skipped++;
            if (isError && file.IsNamed)
                Errors.Add(notice);
        }

        public void Fail(string file, Exception e)
        {
            var notice = new Notice(NoticeKind.Skipped, file, $"The linter failed on this file ({e.GetType().Name}); please report it.");
            Notices.Add(notice);
            Skipped++;
            Errors.Add(notice);
        }

        public void Include(GroupResult other)
        {
            Files += other.Files;
            Skipped += other.Skipped;
            Hidden += other.Hidden;
            Suppressed += other.Suppressed;
            HasCrashes |= other.HasCrashes;
            Notices.AddRange(other.Notices);
            Errors.AddRange(other.Errors);
            if (other.Worst is { } worst)
                Add(worst);
        }
    }
}

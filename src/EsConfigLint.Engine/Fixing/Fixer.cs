using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Fixing;

/// <summary>Computes the fixed texts of a workspace. Writes nothing.</summary>
/// <param name="mostUnsafe">The least safe fixes that are applied.</param>
public sealed class Fixer(
    AnalyzerPool analyzers, ConfigurationResolver configuration, FileClassifier classifier, LinterOptions options, FixSafety mostUnsafe)
{
    /// <summary>How often deployments that read each other's files are fixed again.</summary>
    private const int MostRounds = 8;

    private readonly GroupOpener opener = new(configuration, classifier, options);

    /// <param name="untouchable">The paths of files that are left as they are, and with them every fix that would edit one.</param>
    /// <exception cref="OperationCanceledException">The user interrupted the run.</exception>
    public FixRun Run(WorkspaceScan scan, IReadOnlySet<string> untouchable, CancellationToken cancellation)
    {
        var groups = opener.GroupsOf(scan);
        var results = new GroupFixes[groups.Count];
        var none = new Dictionary<string, FixedFile>(StringComparer.Ordinal);
        using (var all = new OrderedWork<FileReader, GroupFixes>(
            groups.Count,
            options.Threads,
            () => new(options.MaxFileBytes),
            (reader, i) => Fix(groups[i], untouchable, none, reader, cancellation)))
        {
            var next = 0;
            foreach (var one in all.Results())
                results[next++] = one;
        }

        FixAgain(groups, untouchable, results, cancellation);
        var files = results.SelectMany(static one => one.Files).ToList();
        files.Sort(static (left, right) => string.CompareOrdinal(left.File.DisplayPath, right.File.DisplayPath));
        return new(files, [.. results.SelectMany(static one => one.Applied)], [.. results.SelectMany(static one => one.Notices)])
        {
            Errors =
            [
                .. results.SelectMany(static one => one.Errors)
                    .Concat(configuration.Problems.Select(static problem => new Notice(NoticeKind.Skipped, problem.Place, problem.Message)))
                    .OrderBy(static error => error.File, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>A deployment may read a file that another one has fixed: it is fixed again with that text in view.</summary>
    private void FixAgain(IReadOnlyList<DeploymentGroup> groups, IReadOnlySet<string> untouchable, GroupFixes[] results, CancellationToken cancellation)
    {
        using var reader = new FileReader(options.MaxFileBytes);
        for (var round = 0; round < MostRounds; round++)
        {
            var texts = results.SelectMany(static one => one.Files).ToDictionary(FullPathOf, StringComparer.Ordinal);
            var isDone = true;
            for (var i = 0; i < results.Length; i++)
            {
                if (!results[i].Asked.Any(pair => texts.GetValueOrDefault(pair.Key)?.After.Text != pair.Value))
                    continue;
                results[i] = Fix(groups[i], untouchable, texts, reader, cancellation);
                isDone = false;
            }

            if (isDone)
                return;
        }
    }

    private GroupFixes Fix(
        DeploymentGroup group, IReadOnlySet<string> untouchable, Dictionary<string, FixedFile> texts, FileReader reader, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var errors = new List<Notice>();
            var opened = opener.Open(group, reader, (file, reason, isError) =>
            {
                if (isError && file.IsNamed)
                    errors.Add(new(NoticeKind.Skipped, file.DisplayPath, reason));
            });
            var lookup = new FixedTexts(texts, options.Root, new DiskLookup(options.Root, options.MaxFileBytes));
            var loop = new FixLoop(
                inputs => Find(opened.With(inputs), lookup, cancellation), inputs => Examine(opened.With(inputs), lookup), untouchable);
            var outcome = loop.Run(opened.Inputs);
            var files = new List<FixedFile>();
            for (var i = 0; i < opened.Inputs.Count; i++)
            {
                var (before, after) = (opened.Inputs[i].File, outcome.Files[i].File);
                if (!ReferenceEquals(before, after) && before.Text != after.Text)
                    files.Add(new(opened.References[before], before, after));
            }

            return new(files, outcome.Applied, outcome.Notices, lookup.Asked, errors);
        }
#pragma warning disable CA1031 // A deployment whose analysis fails is not fixed; the report that follows tells of it.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new([], [], [], new Dictionary<string, string?>(StringComparer.Ordinal), []);
        }
    }

    private List<FixCandidate> Find(OpenedGroup group, IFileLookup lookup, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var found = new List<FixCandidate>();
        foreach (var wishes in opener.WishesOf(group))
        {
            var output = analyzers.For(wishes).Analyze(opener.InputsFor(wishes, group), lookup);
            foreach (var judged in output.Diagnostics)
            {
                if (wishes.Selection.LevelOf(judged.Diagnostic.Rule, judged.Level) >= options.MinLevel
                    && FixCandidate.Of(judged.Diagnostic, output) is { } candidate && candidate.Safety <= mostUnsafe)
                {
                    found.Add(candidate);
                }
            }
        }

        found.Sort(static (left, right) => ReportOrder.Compare(left.Diagnostic, right.Diagnostic));
        return found;
    }

    private FileHealth Examine(OpenedGroup group, IFileLookup lookup)
    {
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        var refusals = new Dictionary<string, int>(StringComparer.Ordinal);
        AnalysisInput[] all = [.. group.Inputs.Select(static input => input with { IsTarget = true })];
        foreach (var wishes in opener.WishesOf(group))
        {
            var output = analyzers.StartCheckFor(wishes).Analyze(all, lookup);
            foreach (var file in output.UnreadableFiles)
                unreadable.Add(file.DisplayPath);
            foreach (var diagnostic in output.Diagnostics.Select(static judged => judged.Diagnostic).Where(static diagnostic => diagnostic.PreventsStart))
                refusals[diagnostic.Rule.Id] = refusals.GetValueOrDefault(diagnostic.Rule.Id) + 1;
        }

        foreach (var input in all)
        {
            if (input.Kind == FileKind.Compose && YamlParser.Parse(input.File, new(YamlDialect.Generic)).Error is not null)
                unreadable.Add(input.File.DisplayPath);
        }

        return new(unreadable, refusals);
    }

    private string FullPathOf(FixedFile file) => file.File.FullPath ?? Path.GetFullPath(file.File.DisplayPath, options.Root.WorkingDirectory);

    /// <param name="Asked">The files outside of the deployment that were looked up, absolute, with the fixed text that was given; null for
    /// what is on disk.</param>
    private sealed record GroupFixes(
        IReadOnlyList<FixedFile> Files, IReadOnlyList<AppliedFix> Applied, IReadOnlyList<Notice> Notices,
        IReadOnlyDictionary<string, string?> Asked, IReadOnlyList<Notice> Errors);

    /// <summary>What is on disk, but for the texts that other deployments have fixed; remembers what it was asked for.</summary>
    private sealed class FixedTexts(Dictionary<string, FixedFile> texts, WorkspaceRoot root, IFileLookup disk) : IFileLookup
    {
        private readonly Dictionary<string, string?> asked = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, string?> Asked => asked;

        public SourceFile? Find(string path)
        {
            var full = root.FullPathOf(path);
            var text = texts.GetValueOrDefault(full)?.After;
            asked[full] = text?.Text;
            return text is null ? disk.Find(path) : SourceFile.FromText(path, FixedFile.TextOf(text), text.DisplayPath);
        }

        public string TargetOf(string path) => disk.TargetOf(path);

        public string DisplayPathOf(string path) => disk.DisplayPathOf(path);
    }
}

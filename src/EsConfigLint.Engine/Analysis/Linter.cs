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

    /// <summary>Absolute; shown paths are relative to it.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Absolute; files above it are never read as context.</summary>
    public required string RootFolder { get; init; }

    /// <summary>Findings below are counted but not shown.</summary>
    public Level MinLevel { get; init; } = Level.Note;

    /// <summary>What is to be said about the run as a whole.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Lints the files of a workspace. Each is read once and let go as soon as its deployment is judged.</summary>
public sealed class Linter(
    AnalyzerPool analyzers, ConfigurationResolver configuration, FileClassifier classifier, FindingFactory findings, LinterOptions options)
{
    /// <summary>The run. It goes on while its findings are read: a report of many files needs no more memory than one of a few.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted the run; thrown while the findings are read.</exception>
    public RunResult Run(WorkspaceScan scan, CancellationToken cancellation)
    {
        var total = new GroupResult { HasToolErrors = scan.Errors.Count > 0, Skipped = scan.Notices.Count + scan.Errors.Count };
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
            var groups = new DeploymentGroups(options.RootFolder).Of(Included(scan.Files));
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
                waiting.Sort(CompareFindings);

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

    /// <summary>Without what the configuration excludes; a file that the user named is linted all the same.</summary>
    private List<WorkspaceFile> Included(IReadOnlyList<WorkspaceFile> files)
    {
        var included = new List<WorkspaceFile>(files.Count);
        foreach (var file in files)
        {
            if (file.IsNamed || !configuration.IsExcluded(file.FullPath))
                included.Add(file);
        }

        return included;
    }

    private static bool Precedes(Finding finding, DeploymentGroup group) =>
        string.CompareOrdinal(finding.File.DisplayPath, group.Targets[0].DisplayPath) < 0;

    private GroupResult Lint(DeploymentGroup group, FileReader reader)
    {
        var result = new GroupResult();
        var inputs = new List<AnalysisInput>(group.Targets.Count + group.Context.Count);
        var references = new Dictionary<SourceFile, FileReference>(inputs.Capacity);
        foreach (var file in group.Targets)
            Take(file, Open(file, reader, result));

        // What is wrong with a file that is only read for others is no news.
        var unheard = new GroupResult();
        foreach (var file in group.Context)
            Take(file, Open(file, reader, unheard) is { } input ? input with { IsTarget = false } : null);

        void Take(WorkspaceFile file, AnalysisInput? input)
        {
            if (input is null)
                return;
            inputs.Add(input);
            references.Add(input.File, new(input.File.Path, file.StandardInput is null ? file.FullPath : null));
        }

        var allWishes = Wishes(inputs, references);
        foreach (var wishes in allWishes)
            Judge(allWishes.Count == 1 ? inputs : inputs.ConvertAll(input => For(wishes, input)), references, wishes, result);

        // A file with other wishes is only read for these.
        AnalysisInput For(EffectiveConfiguration wishes, AnalysisInput input) =>
            input with { IsTarget = input.IsTarget && WishesFor(references[input.File]) == wishes };

        result.Findings.Sort(CompareFindings);
        return result;
    }

    /// <summary>What holds for the targets, each configuration once: the files of a deployment may differ in it.</summary>
    private List<EffectiveConfiguration> Wishes(List<AnalysisInput> inputs, Dictionary<SourceFile, FileReference> references)
    {
        var wishes = new List<EffectiveConfiguration>(1);
        foreach (var input in inputs)
        {
            if (input.IsTarget && WishesFor(references[input.File]) is var own && !wishes.Contains(own))
                wishes.Add(own);
        }

        return wishes;
    }

    /// <summary>Standard input has the configuration that a file of its name would have.</summary>
    private EffectiveConfiguration WishesFor(FileReference file) =>
        configuration.For(file.FullPath ?? Path.GetFullPath(file.DisplayPath, options.WorkingDirectory));

    private AnalysisInput? Open(WorkspaceFile file, FileReader reader, GroupResult result)
    {
        ReadOnlyMemory<byte>? bytes;
        try
        {
            bytes = file.StandardInput ?? reader.Read(file.FullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result.Skip(file, "The file cannot be read.", isError: true);
            return null;
        }

        if (bytes is not { } content || content.Length > options.MaxFileBytes)
        {
            if (file.IsNamed || file.ForcedKind is not null || NameGuess.Of(file.Name).Certainty != NameCertainty.None)
                result.Skip(file, $"The file is larger than {options.MaxFileBytes / (1024 * 1024)} MiB.", isError: true);
            return null;
        }

        var found = classifier.Classify(file.Name, file.Folder.DisplayPath, content.Span, file.ForcedKind);
        switch (found)
        {
            case { Kind: FileKind.Compose or FileKind.Dockerfile }:
            case { Kind: FileKind.Elasticsearch or FileKind.Kibana or FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore, SkipReason: null }:
                return new(SourceFile.FromBytes(file.DisplayPath, content.Span), found.Kind, IsTarget: true);
            case { SkipReason: { } reason }:
                result.Skip(file, reason, found.IsError);
                break;
            case { IsError: true } when file.IsNamed:
                result.Skip(file, "The file is binary.", isError: true);
                break;
            case { Kind: FileKind.Unknown } when file is { IsNamed: true, StandardInput: not null }:
                // Whoever pipes a text in means it as settings, whatever it is called.
                return new(SourceFile.FromBytes(file.DisplayPath, content.Span), FileKind.Elasticsearch, IsTarget: true);
            case { Kind: FileKind.Unknown } when file.IsNamed:
                result.Skip(file, "It does not look like a settings file; --kind can say that it is one.", isError: false);
                break;
            case { Kind: not (FileKind.Unknown or FileKind.Ignore) } when file.IsNamed || NameGuess.Of(file.Name).Certainty != NameCertainty.None:
                result.Skip(file, "Files of this kind are not linted by this version.", isError: false);
                break;
        }

        return null;
    }

    private void Judge(List<AnalysisInput> inputs, Dictionary<SourceFile, FileReference> references, EffectiveConfiguration wishes, GroupResult result)
    {
        AnalysisOutput output;
        try
        {
            output = analyzers.For(wishes).Analyze(inputs, new DiskLookup(options.RootFolder, options.WorkingDirectory, options.MaxFileBytes));
        }
#pragma warning disable CA1031 // A defect in reading one file must not cost the findings of all others; the exit code says that there was one.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            foreach (var input in inputs)
                result.Fail(input.File.Path, e);
            return;
        }

        result.Notices.AddRange(output.Notices);
        result.Suppressed += output.Suppressed.Count;
        foreach (var input in inputs)
        {
            if (input.IsTarget)
                result.Files++;
        }

        var ordinals = Fingerprint.OrdinalsOf(output);
        foreach (var judged in output.Diagnostics)
        {
            var level = wishes.Selection.LevelOf(judged.Diagnostic.Rule, judged.Level);
            result.Add(level);
            if (level >= options.MinLevel)
                result.Findings.Add(findings.Create(judged, level, output, references, ordinals.GetValueOrDefault(judged.Diagnostic)));
            else
                result.Hidden++;
        }

        foreach (var crash in output.Crashes)
        {
            result.HasToolErrors = true;
            result.HasCrashes = true;
            var file = (inputs.Find(input => input.File.Path == crash.File) ?? inputs[0]).File;
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
        result.HasToolErrors = total.HasToolErrors;
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

    private static int CompareFindings(Finding left, Finding right)
    {
        var order = ReferenceEquals(left.File, right.File) ? 0 : string.CompareOrdinal(left.File.DisplayPath, right.File.DisplayPath);
        if (order == 0)
            order = left.Region.Span.CompareTo(right.Region.Span);
        if (order == 0)
            order = string.CompareOrdinal(left.Rule.Id, right.Rule.Id);
        if (order == 0)
            order = string.CompareOrdinal(left.Variant.Key, right.Variant.Key);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
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

        public bool HasToolErrors { get; set; }

        public bool HasCrashes { get; set; }

        public void Add(Level level) => Worst = Worst is { } worst && worst >= level ? worst : level;

        public void Skip(WorkspaceFile file, string reason, bool isError)
        {
            Notices.Add(new(NoticeKind.Skipped, file.DisplayPath, reason));
            Skipped++;
            HasToolErrors |= isError && file.IsNamed;
        }

        public void Fail(string file, Exception e)
        {
            Notices.Add(new(NoticeKind.Skipped, file, $"The linter failed on this file ({e.GetType().Name}); please report it."));
            Skipped++;
            HasToolErrors = true;
        }

        public void Include(GroupResult other)
        {
            Files += other.Files;
            Skipped += other.Skipped;
            Hidden += other.Hidden;
            Suppressed += other.Suppressed;
            HasToolErrors |= other.HasToolErrors;
            HasCrashes |= other.HasCrashes;
            Notices.AddRange(other.Notices);
            if (other.Worst is { } worst)
                Add(worst);
        }
    }
}

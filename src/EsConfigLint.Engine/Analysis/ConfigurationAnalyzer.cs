using System.Collections.Immutable;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Runs rules over the files of one deployment. Pure: no disk, no clock; may be called by several threads at once.</summary>
public sealed class ConfigurationAnalyzer
{
    /// <summary>The versions at which a finding is asked again when the version is unknown.</summary>
    private static readonly StackVersion[] Probes = [new(7, 17), new(8, 19)];

    private readonly ImmutableArray<Rule> active;
    private readonly SuppressionFilter suppressions;

    public ConfigurationAnalyzer(IReadOnlyList<Rule> rules, AnalysisOptions options)
    {
        Options = options;
        active = [.. rules.Where(rule => Runs(rule.Descriptor, options))];
        suppressions = new(
            [.. rules.Select(static rule => rule.Descriptor), .. SuppressionRule.All.Select(static rule => rule.Descriptor)],
            options.Today,
            options.WantsSuppressionReasons);
    }

    /// <summary>The rules that run under these options.</summary>
    public IReadOnlyList<Rule> Rules => active;

    public AnalysisOptions Options { get; }

    /// <param name="files">The files of one neighbourhood.</param>
    /// <param name="lookup">Finds what they refer to; nothing when it is left out.</param>
    public AnalysisOutput Analyze(IReadOnlyList<AnalysisInput> files, IFileLookup? lookup = null)
    {
        var blueprint = Blueprint.Of(files, lookup ?? NoOtherFiles.Instance);
        var run = new Run(Options);
        var version = Options.StackVersion ?? Options.VersionWhereUnnamed;
        var deployments = blueprint.Assemble(version ?? StackVersion.Newest, version is not null, beatsImages: Options.StackVersion is not null);
        var fired = run.Check(deployments, blueprint, version ?? StackVersion.Newest, active);
        var judged = version is null && fired.Count > 0 ? Doubt(fired, blueprint, run) : fired.ConvertAll(static one => new JudgedDiagnostic(one, one.Variant.Level, null));

        var targets = files.Where(static file => file.IsTarget).Select(static file => file.File).ToHashSet();
        judged.RemoveAll(one => !targets.Contains(one.Diagnostic.Location.File));
        var sources = deployments.SelectMany(static deployment => deployment.Processes).SelectMany(static process => process.Sources).ToList();
        var unreadable = sources.Where(static source => !source.IsReadable).Select(static source => source.File).ToHashSet();
        var accepted = Options.HonoursSuppressions ? Accept(blueprint, sources, unreadable, targets, judged) : [];
        return new(judged, [.. NoticesOf(deployments, targets), .. blueprint.Notices], run.Crashes)
        {
            Suppressed = accepted,
            Secrets = SecretsOf(deployments, blueprint),
            Commands = CommandsOf(blueprint),
            UnreadableFiles = unreadable,
            Targets = targets,
            NotAnalyzed = sources.Where(static source => source.Problems.Count > 0 && source.Problems.Any(problem => IsNotAnalyzed(source, problem)))
                .Select(static source => source.File).ToHashSet(),
        };
    }

    private List<SuppressedDiagnostic> Accept(
        Blueprint blueprint, List<SettingsSource> sources, HashSet<SourceFile> unreadable, HashSet<SourceFile> targets, List<JudgedDiagnostic> judged)
    {
        var accepted = new List<SuppressedDiagnostic>();
        foreach (var commented in blueprint.CommentedTexts)
        {
            if (!targets.Contains(commented.File))
                continue;
            var isRead = !unreadable.Contains(commented.File) && commented is not YamlTree { Error: not null };
            accepted.AddRange(suppressions.Apply(commented, judged, isRead ? RanOn(commented.File, sources) : null));
        }

        judged.RemoveAll(one => one.Diagnostic.Rule.Id.StartsWith("LT", StringComparison.Ordinal) && !IsReported(one.Diagnostic.Rule, one.Diagnostic.Variant, Options));
        return accepted;
    }

    /// <summary>The rules that ran on a file with all that they can report: of others nobody knows what a suppression would accept.</summary>
    private List<RuleDescriptor> RanOn(SourceFile file, List<SettingsSource> sources)
    {
        var ran = new List<RuleDescriptor>(active.Length);
        foreach (var rule in active)
        {
            Product? product = rule switch
            {
                NodeRule => Product.Elasticsearch,
                KibanaRule => Product.Kibana,
                _ => null,
            };
            if ((product is null || sources.Exists(source => source.Product == product && source.File == file))
                && rule.Descriptor.Variants.All(variant => IsReported(rule.Descriptor, variant, Options)))
                ran.Add(rule.Descriptor);
        }

        return ran;
    }

    private static bool Runs(RuleDescriptor rule, AnalysisOptions options)
    {
        foreach (var variant in rule.Variants)
        {
            if (IsReported(rule, variant, options))
                return true;
        }

        return false;
    }

    private static bool IsReported(RuleDescriptor rule, Variant variant, AnalysisOptions options) =>
        rule.From <= options.Rules.Layer && variant.From <= options.Rules.Layer && options.IsSelected(rule, variant);

    /// <summary>
    /// Takes one level off what would not hold at a probed version, and says so; says too at which the product would start
    /// all the same. Only the rules that fired are asked again.
    /// </summary>
    private List<JudgedDiagnostic> Doubt(List<Diagnostic> fired, Blueprint blueprint, Run run)
    {
        var rules = active.Where(rule => fired.Exists(one => one.Rule == rule.Descriptor)).ToImmutableArray();
        var judged = new List<JudgedDiagnostic>(fired.Count);
        var probed = new HashSet<Diagnostic>[Probes.Length];
        for (var i = 0; i < Probes.Length; i++)
        {
            // Of several findings of a rule at one place the first is asked.
            probed[i] = new(run.CheckAgain(blueprint.Assemble(Probes[i], versionIsKnown: false), blueprint, Probes[i], rules), SameRuleAndPlace.Instance);
        }

        foreach (var one in fired)
        {
            var level = one.Variant.Level;
            var preventsStart = one.PreventsStart;
            string? remark = null;
            for (var i = 0; i < Probes.Length; i++)
            {
                if (!probed[i].TryGetValue(one, out var again) || again.Variant.Level < one.Variant.Level)
                {
                    remark = one.PreventsStart
                        ? $"The version is unknown; with {Probes[i]} this would not hold, with {StackVersion.Newest} the product does not start."
                        : $"The version is unknown; with {Probes[i]} this would not hold.";
                    level = level == Level.Note ? Level.Note : level - 1;
                    preventsStart = false;
                    break;
                }

                if (preventsStart && !again.PreventsStart)
                {
                    remark = $"The version is unknown; with {Probes[i]} the product starts all the same.";
                    preventsStart = false;
                }
            }

            judged.Add(new(one, level, remark) { PreventsStart = preventsStart });
        }

        return judged;
    }

    /// <summary>Whether a problem means that nothing of a file was analysed; a notice then says so.</summary>
    private static bool IsNotAnalyzed(SettingsSource source, LoadProblem problem) =>
        problem.Kind == LoadProblemKind.Template || source.Origin == SettingsOrigin.Keystore;

    private static List<Notice> NoticesOf(ImmutableArray<Deployment> deployments, HashSet<SourceFile> targets)
    {
        var notices = new List<Notice>();
        foreach (var source in deployments.SelectMany(static deployment => deployment.Processes).SelectMany(static process => process.Sources))
        {
            foreach (var problem in source.Problems)
            {
                if (!targets.Contains(source.File) || !IsNotAnalyzed(source, problem))
                    continue;
                if (problem.Kind == LoadProblemKind.Template)
                    notices.Add(new(NoticeKind.Template, source.File.DisplayPath, $"Not analysed: a template at {problem.Location.Start} leaves no readable YAML ({problem.Reason})."));
                else
                    notices.Add(new(NoticeKind.Skipped, source.File.DisplayPath, $"Not taken for a keystore listing: {problem.Reason} ({problem.Location.Start})."));
            }
        }

        foreach (var process in deployments.SelectMany(static deployment => deployment.Processes))
        {
            if (!process.IsOfJudgedVersion && process.Container is { ImageLocation: var image } && targets.Contains(image.File))
                notices.Add(new(NoticeKind.Open, image.File.DisplayPath, $"{image.Start}: '{process.Name}' runs a version before {StackVersion.Oldest}, whose settings are not judged."));
        }

        foreach (var node in deployments.SelectMany(static deployment => deployment.Nodes))
        {
            var file = node.Sources[0].File;
            if (node.IsReadable && targets.Contains(file) && node.AutoConfiguration.IsPending)
                notices.Add(new(NoticeKind.AutoConfigurationPending, file.DisplayPath, "The node will configure TLS and passwords itself when it first starts, so nothing is said about missing TLS."));
        }

        return notices;
    }

    /// <summary>Settings files that their products cannot read; a listing of a keystore is not read by anybody.</summary>
    private static IEnumerable<UnreadableFile> UnreadableFilesOf(ImmutableArray<Deployment> deployments)
    {
        foreach (var process in deployments.SelectMany(static deployment => deployment.Processes))
        {
            foreach (var source in process.IsOfJudgedVersion ? process.Sources : [])
            {
                foreach (var problem in source.Origin == SettingsOrigin.Keystore ? [] : source.Problems)
                {
                    if (problem.Kind is LoadProblemKind.Unreadable or LoadProblemKind.Ignored)
                        yield return new(process.Product.ToString(), problem.Location, problem.Reason, problem.Kind == LoadProblemKind.Ignored);
                }
            }
        }
    }

    private static Dictionary<SourceFile, IReadOnlyList<TextSpan>> CommandsOf(Blueprint blueprint)
    {
        var commands = new Dictionary<SourceFile, IReadOnlyList<TextSpan>>();
        foreach (var file in blueprint.Containers.SelectMany(static container => container.Commands).Distinct()
            .Where(static command => !LooseSecrets.IsPlainCommand(command.File.Slice(command.Span))).GroupBy(static command => command.File))
            commands[file.Key] = [.. file.Select(static command => command.Span)];
        return commands;
    }

    private static Dictionary<SourceFile, IReadOnlyList<TextSpan>> SecretsOf(ImmutableArray<Deployment> deployments, Blueprint blueprint)
    {
        var secrets = new Dictionary<SourceFile, List<TextSpan>>();
        foreach (var source in deployments.SelectMany(static deployment => deployment.Processes).SelectMany(static process => process.Sources))
        {
            HideIn(source.Settings);
            HideIn(source.Shadowed);
        }

        foreach (var variable in blueprint.Containers.SelectMany(static container => container.Environment.Concat(container.OverruledVariables).Concat(container.ImageVariables))
            .Concat(blueprint.EnvironmentFiles.SelectMany(static file => file.Variables)))
        {
            if (!ContainerSecrets.MustBeHidden(variable.Name))
                continue;
            Hide(variable.ValueLocation);
            if (variable.Origin is { } origin)
                Hide(origin);
        }

        foreach (var secret in blueprint.SecretsOutsideSettings)
            Hide(secret.ValueLocation);

        foreach (var spans in secrets.Values)
            spans.Sort();
        return secrets.ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<TextSpan>)pair.Value);

        void HideIn(IReadOnlyList<Setting> settings)
        {
            foreach (var setting in settings)
            {
                if (setting.IsHidden)
                    Hide(setting.ValueLocation);
            }
        }

        void Hide(Location location)
        {
            if (location.Span.IsEmpty || LooseSecrets.IsReference(location.File.Text.AsSpan(location.Span.Start, location.Span.Length)))
                return;
            if (!secrets.TryGetValue(location.File, out var spans))
                secrets[location.File] = spans = [];
            spans.Add(location.Span);
        }
    }

    /// <summary>One analysis: collects what rules report, each span once, and what they throw.</summary>
    private sealed class Run(AnalysisOptions options)
    {
        /// <summary>About which processes a rule had something to say, by the first of their files.</summary>
        private readonly Dictionary<Rule, HashSet<SourceFile>> told = [];

        /// <summary>What a rule is asked about.</summary>
        private object? subject;

        public List<RuleCrash> Crashes { get; } = [];

        public List<Diagnostic> Check(
            ImmutableArray<Deployment> deployments, Blueprint blueprint, StackVersion version, ImmutableArray<Rule> rules) =>
            Check(deployments, blueprint, version, rules, isAgain: false);

        /// <summary>Asks rules about the processes that they had something to say about, at another version.</summary>
        public List<Diagnostic> CheckAgain(
            ImmutableArray<Deployment> deployments, Blueprint blueprint, StackVersion version, ImmutableArray<Rule> rules) =>
            Check(deployments, blueprint, version, rules, isAgain: true);

        private List<Diagnostic> Check(
            ImmutableArray<Deployment> deployments, Blueprint blueprint, StackVersion version, ImmutableArray<Rule> rules, bool isAgain)
        {
            var reports = 0;
            var found = new List<Diagnostic>();
            var seen = new HashSet<Diagnostic>(SamePlace.Instance);
            var places = new Dictionary<Diagnostic, int>(SameRuleAndPlace.Instance);
            var tellers = new List<object?>();
            var contexts = new Contexts(options.Rules, One);
            foreach (var deployment in deployments)
            {
                Deployment? readable = null;
                foreach (var rule in rules)
                {
                    if (rule is SecretRule or FileRule)
                        continue;
                    if (rule is not DeploymentRule)
                    {
                        foreach (var process in deployment.Processes)
                        {
                            var file = process.Sources[0].File;
                            if (isAgain && !WasTold(rule, file))
                                continue;
                            var before = reports;
                            Guard(rule, process, file.DisplayPath, contexts.For(rule, process.Version));
                            if (!isAgain && reports > before)
                                Remember(rule, file);
                        }

                        continue;
                    }

                    readable ??= new Deployment(
                        [.. deployment.Nodes.Where(static node => node.IsReadable)], [.. deployment.Kibanas.Where(static kibana => kibana.IsReadable)]);
                    if (readable.Processes is [var any, ..])
                        Guard(rule, readable, any.Sources[0].File.DisplayPath, contexts.For(rule, any.Version));
                }
            }

            List<Secret>? secrets = null;
            foreach (var rule in rules)
            {
                switch (rule)
                {
                    case FileRule:
                        foreach (var file in UnreadableFilesOf(deployments).Concat(blueprint.UnreadableFiles))
                            Guard(rule, file, file.Location.File.DisplayPath, contexts.For(rule, version));
                        break;
                    case SecretRule:
                        secrets ??= [.. deployments.SelectMany(static deployment => deployment.Processes).Where(static process => process.IsReadable).SelectMany(static process => Secrets.Of(process)), .. blueprint.SecretsOutsideSettings];
                        foreach (var secret in secrets)
                            Guard(rule, secret, secret.Location.File.DisplayPath, contexts.For(rule, version));
                        break;
                }
            }

            return found;

            void One(Diagnostic diagnostic)
            {
                if (!IsReported(diagnostic.Rule, diagnostic.Variant, options))
                    return;
                reports++;
                if (!seen.Add(diagnostic))
                    return;
                if (places.TryAdd(diagnostic, found.Count) || ReferenceEquals(tellers[places[diagnostic]], subject))
                {
                    found.Add(diagnostic);
                    tellers.Add(subject);
                }
                else if (IsGraver(diagnostic, found[places[diagnostic]]))
                {
                    // One place that several processes read, each in its own version, is told once.
                    found[places[diagnostic]] = diagnostic;
                }
            }
        }

        private bool WasTold(Rule rule, SourceFile file) => told.TryGetValue(rule, out var files) && files.Contains(file);

        private void Remember(Rule rule, SourceFile file)
        {
            if (!told.TryGetValue(rule, out var files))
                told[rule] = files = [];
            files.Add(file);
        }

        private static bool IsGraver(Diagnostic one, Diagnostic other) =>
            one.Variant.Level != other.Variant.Level ? one.Variant.Level > other.Variant.Level
            : one.PreventsStart != other.PreventsStart ? one.PreventsStart
            : one.Variant.SecuritySeverity > other.Variant.SecuritySeverity;

        /// <summary>Asks a rule about one process, deployment, file or secret; a rule of another kind has nothing to say.</summary>
        private static void Ask(Rule rule, object subject, RuleContext context)
        {
            switch (rule, subject)
            {
                case (SourceRule sourceRule, StackProcess { IsOfJudgedVersion: true } process):
                    foreach (var source in process.Sources)
                        sourceRule.Check(source, process, context);
                    break;
                case (ProcessRule processRule, StackProcess { IsReadable: true } process):
                    processRule.Check(process, context);
                    break;
                case (NodeRule nodeRule, ElasticsearchNode { IsReadable: true } node):
                    nodeRule.Check(node, context);
                    break;
                case (KibanaRule kibanaRule, KibanaInstance { IsReadable: true } kibana):
                    kibanaRule.Check(kibana, context);
                    break;
                case (DeploymentRule deploymentRule, Deployment deployment):
                    deploymentRule.Check(deployment, context);
                    break;
                case (FileRule fileRule, UnreadableFile file):
                    fileRule.Check(file, context);
                    break;
                case (SecretRule secretRule, Secret secret):
                    secretRule.Check(secret, context);
                    break;
            }
        }

        private void Guard(Rule rule, object asked, string file, RuleContext context)
        {
            subject = asked;
            try
            {
                Ask(rule, asked, context);
            }
#pragma warning disable CA1031 // A rule may throw anything; the run goes on without it and says so (LT010).
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Crashes.Add(new(rule.Descriptor.Id, file, exception));
            }
        }
    }

    /// <summary>The context of the rule that is asked: one for all subjects of a version, which are many.</summary>
    private sealed class Contexts(RuleOptions options, Action<Diagnostic> sink)
    {
        private RuleContext? last;
        private Rule? lastRule;
        private StackVersion lastVersion;

        public RuleContext For(Rule rule, StackVersion version)
        {
            if (last is null || rule != lastRule || version != lastVersion)
                (last, lastRule, lastVersion) = (new(rule.Descriptor, options, version, sink), rule, version);
            return last;
        }
    }

    /// <summary>Two reports of one variant at one place are one finding.</summary>
    private sealed class SamePlace : IEqualityComparer<Diagnostic>
    {
        public static SamePlace Instance { get; } = new();

        public bool Equals(Diagnostic? x, Diagnostic? y) =>
            ReferenceEquals(x?.Variant, y?.Variant) && SameRuleAndPlace.Instance.Equals(x, y);

        public int GetHashCode(Diagnostic obj) => SameRuleAndPlace.Instance.GetHashCode(obj);
    }

    /// <summary>Findings of one rule at one place, whatever the variant.</summary>
    private sealed class SameRuleAndPlace : IEqualityComparer<Diagnostic>
    {
        public static SameRuleAndPlace Instance { get; } = new();

        public bool Equals(Diagnostic? x, Diagnostic? y) =>
            x is not null && y is not null && ReferenceEquals(x.Rule, y.Rule)
            && ReferenceEquals(x.Location.File, y.Location.File) && x.Location.Span.Start == y.Location.Span.Start && x.Location.Span.Length == y.Location.Span.Length;

        public int GetHashCode(Diagnostic obj) => HashCode.Combine(obj.Rule.GetHashCode(), obj.Location.Span.Start);
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Analysis;

/// <summary>One analysis: collects what rules report, each span once, and what they throw.</summary>
internal sealed class RuleRun(AnalysisOptions options)
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
                    secrets ??=
                    [
                        .. deployments.SelectMany(static deployment => deployment.Processes).Where(static process => process.IsReadable)
                            .SelectMany(static process => Secrets.Of(process)),
                        .. blueprint.SecretsOutsideSettings,
                    ];
                    foreach (var secret in secrets)
                        Guard(rule, secret, secret.Location.File.DisplayPath, contexts.For(rule, version));
                    break;
            }
        }

        return found;

        void One(Diagnostic diagnostic)
        {
            if (!options.Reports(diagnostic.Rule, diagnostic.Variant))
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
}

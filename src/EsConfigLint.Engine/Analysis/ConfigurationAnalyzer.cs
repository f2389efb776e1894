using System.Collections.Immutable;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Runs rules over the files of one deployment. Pure: no disk, no clock; may be called by several threads at once.</summary>
public sealed class ConfigurationAnalyzer
{
    private readonly ImmutableArray<Rule> active;
    private readonly Acceptance acceptance;

    public ConfigurationAnalyzer(IReadOnlyList<Rule> rules, AnalysisOptions options)
    {
        Options = options;
        active = [.. rules.Where(rule => options.Runs(rule.Descriptor))];
        acceptance = new(rules, active, options);
    }

    /// <summary>The rules that run under these options.</summary>
    public IReadOnlyList<Rule> Rules => active;

    public AnalysisOptions Options { get; }

    /// <param name="files">The files of one neighbourhood.</param>
    /// <param name="lookup">Finds what they refer to; nothing when it is left out.</param>
    public AnalysisOutput Analyze(IReadOnlyList<AnalysisInput> files, IFileLookup? lookup = null)
    {
        var blueprint = Blueprint.Of(files, lookup ?? NoOtherFiles.Instance);
        var run = new RuleRun(Options);
        var version = Options.StackVersion ?? Options.VersionWhereUnnamed;
        var deployments = blueprint.Assemble(version ?? StackVersion.Newest, version is not null, beatsImages: Options.StackVersion is not null);
        var fired = run.Check(deployments, blueprint, version ?? StackVersion.Newest, active);
        var judged = version is null && fired.Count > 0
            ? VersionDoubt.Judge(fired, active, blueprint, run)
            : fired.ConvertAll(static one => new JudgedDiagnostic(one, one.Variant.Level, null));

        var targets = files.Where(static file => file.IsTarget).Select(static file => file.File).ToHashSet();
        judged.RemoveAll(one => !targets.Contains(one.Diagnostic.Location.File));
        var sources = deployments.SelectMany(static deployment => deployment.Processes).SelectMany(static process => process.Sources).ToList();
        var unreadable = sources.Where(static source => !source.IsReadable).Select(static source => source.File).ToHashSet();
        var accepted = Options.HonoursSuppressions ? acceptance.Apply(blueprint, sources, unreadable, targets, judged) : [];
        return new(judged, [.. DeploymentNotices.Of(deployments, targets), .. blueprint.Notices], run.Crashes)
        {
            Suppressed = accepted,
            Secrets = HiddenPlaces.SecretsOf(deployments, blueprint),
            Commands = HiddenPlaces.CommandsOf(blueprint),
            UnreadableFiles = unreadable,
            Targets = targets,
            NotAnalyzed = sources.Where(DeploymentNotices.IsNotAnalyzed).Select(static source => source.File).ToHashSet(),
        };
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;

namespace EsConfigLint.Engine.Analysis;

/// <summary>What comments in the files of a deployment accept.</summary>
/// <param name="rules">Every rule that a comment may name.</param>
/// <param name="active">Those that run.</param>
internal sealed class Acceptance(IReadOnlyList<Rule> rules, ImmutableArray<Rule> active, AnalysisOptions options)
{
    private readonly SuppressionFilter filter = new(
        [.. rules.Select(static rule => rule.Descriptor), .. SuppressionRule.All.Select(static rule => rule.Descriptor)],
        options.Today,
        options.WantsSuppressionReasons);

    /// <summary>Moves out of <paramref name="judged"/> what comments in the targets accept, and adds findings about these comments.</summary>
    /// <param name="sources">What the settings of the processes come from: a rule about a product ran on the files of that.</param>
    /// <returns>What was accepted.</returns>
    public List<SuppressedDiagnostic> Apply(
        Blueprint blueprint, List<SettingsSource> sources, HashSet<SourceFile> unreadable, HashSet<SourceFile> targets, List<JudgedDiagnostic> judged)
    {
        var accepted = new List<SuppressedDiagnostic>();
        foreach (var commented in blueprint.CommentedTexts)
        {
            if (!targets.Contains(commented.File))
                continue;
            var isRead = !unreadable.Contains(commented.File) && commented is not YamlTree { Error: not null };
            accepted.AddRange(filter.Apply(commented, judged, isRead ? RanOn(commented.File, sources) : null));
        }

        judged.RemoveAll(
            one => one.Diagnostic.Rule.Id.StartsWith("LT", StringComparison.Ordinal)
                && !options.Reports(one.Diagnostic.Rule, one.Diagnostic.Variant));
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
                && rule.Descriptor.Variants.All(variant => options.Reports(rule.Descriptor, variant)))
                ran.Add(rule.Descriptor);
        }

        return ran;
    }
}

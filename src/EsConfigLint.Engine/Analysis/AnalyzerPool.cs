using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Configuration;

namespace EsConfigLint.Engine.Analysis;

/// <summary>One analyser for each configuration that some file of the run has.</summary>
/// <param name="rules">Every rule there is.</param>
/// <param name="honoursSuppressions">Whether comments may accept findings.</param>
/// <param name="today">The day that ends of suppressions are held against; asked for only where one has an end.</param>
public sealed class AnalyzerPool(IReadOnlyList<Rule> rules, bool honoursSuppressions, Lazy<DateOnly> today)
{
    private readonly Dictionary<EffectiveConfiguration, ConfigurationAnalyzer> analyzers = [];
    private readonly Dictionary<EffectiveConfiguration, ConfigurationAnalyzer> startChecks = [];
    private readonly Lock gate = new();

    /// <summary>Every rule that ran for some file, by id.</summary>
    public IReadOnlyList<Rule> Rules
    {
        get
        {
            lock (gate)
            {
                var ran = new HashSet<Rule>();
                foreach (var analyzer in analyzers.Values)
                    ran.UnionWith(analyzer.Rules);
                var sorted = new List<Rule>(ran);
                sorted.Sort(static (left, right) => string.CompareOrdinal(left.Descriptor.Id, right.Descriptor.Id));
                return sorted;
            }
        }
    }

    public ConfigurationAnalyzer For(EffectiveConfiguration configuration)
    {
        lock (gate)
        {
            if (!analyzers.TryGetValue(configuration, out var analyzer))
            {
                analyzers[configuration] = analyzer = new(rules, new()
                {
                    Rules = configuration.Options,
                    StackVersion = configuration.GivenVersion,
                    VersionWhereUnnamed = configuration.StackVersion,
                    IsSelected = configuration.Selection.IsSelected,
                    HonoursSuppressions = honoursSuppressions,
                    WantsSuppressionReasons = configuration.Settings.SuppressionReasons?.Value ?? false,
                    Today = today,
                });
            }

            return analyzer;
        }
    }

    /// <summary>An analyser that finds what keeps a product from starting, whatever the user selected, accepts or looks for.</summary>
    public ConfigurationAnalyzer StartCheckFor(EffectiveConfiguration configuration)
    {
        lock (gate)
        {
            if (!startChecks.TryGetValue(configuration, out var analyzer))
            {
                startChecks[configuration] = analyzer = new(rules, new()
                {
                    Rules = configuration.Options with { Layer = Layer.Mutual, IsTestFixture = static _ => false },
                    StackVersion = configuration.GivenVersion,
                    VersionWhereUnnamed = configuration.StackVersion,
                    IsSelected = static (_, variant) => !variant.PreventsStart.IsEmpty,
                    HonoursSuppressions = false,
                });
            }

            return analyzer;
        }
    }
}

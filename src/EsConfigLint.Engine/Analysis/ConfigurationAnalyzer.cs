using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Runs rules over the files of one deployment. Pure: no disk, no clock; may be called by several threads at once.</summary>
public sealed class ConfigurationAnalyzer(IReadOnlyList<Rule> rules, AnalysisOptions options)
{
    public IReadOnlyList<Rule> Rules { get; } = rules;

    public AnalysisOptions Options { get; } = options;

    public AnalysisOutput Analyze(IReadOnlyList<AnalysisInput> files) => throw new NotSupportedException();
}

using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Configuration;

/// <summary>What holds for a file: the command line over the configuration over the defaults.</summary>
public sealed class EffectiveConfiguration
{
    /// <exception cref="UnknownWordException">The command line names a rule that does not exist.</exception>
    public EffectiveConfiguration(LintConfiguration settings, IReadOnlyList<RuleDescriptor> rules, Func<string, bool> isTestFixture)
    {
        Settings = settings;
        Selection = new(rules);
        foreach (var ruleset in settings.Rulesets?.Value ?? [])
            Selection.Add(ruleset);
        foreach (var word in settings.Select?.Value ?? [])
            Selection.Select(word);
        foreach (var word in settings.Ignore?.Value ?? [])
            Selection.Ignore(word);
        foreach (var (rule, level, _) in settings.Severity?.Value ?? [])
            Selection.SetLevel(rule, level);
        Options = new()
        {
            Layer = settings.Layer?.Value ?? Layer.Https,
            Fips = settings.Fips?.Value ?? false,
            License = settings.License?.Value ?? License.Basic,
            HttpTlsTerminated = settings.HttpTlsTerminated?.Value ?? false,
            IsTestFixture = isTestFixture,
        };
    }

    public LintConfiguration Settings { get; }

    public RuleSelection Selection { get; }

    public RuleOptions Options { get; }

    /// <summary>The version that the command line says all have, or null.</summary>
    public StackVersion? GivenVersion { get; init; }

    /// <summary>The version of what does not name its own: <see cref="GivenVersion"/>, else the configuration's, or null.</summary>
    public StackVersion? StackVersion => Settings.StackVersion?.Value;
}

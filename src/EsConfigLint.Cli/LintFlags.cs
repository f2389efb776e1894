using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Rules;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>The flags that a configuration file could say too; they win over it.</summary>
internal sealed class LintFlags
{
    private const string Source = "the command line";

    private static readonly string[] SeverityLevels = [.. RuleWords.Levels, "off"];
    private static readonly string[] RulesetWords = [.. RuleWords.Rulesets, "all"];

    private readonly CommandOption stackVersion;
    private readonly CommandOption layer;
    private readonly CommandOption fips;
    private readonly CommandOption ruleset;
    private readonly CommandOption select;
    private readonly CommandOption ignore;
    private readonly CommandOption severity;

    public LintFlags(CommandLineApplication app)
    {
        stackVersion = OptionReading.AddVersion(app);
        layer = app.Option("--layer <L>", "The security layer to reach: minimal, basic, https (default) or mutual", CommandOptionType.SingleValue);
        // Taken already, as "--ruleset compliance" is; no rule asks for either yet, and so there is no help about them.
        fips = app.Option("--fips", "", CommandOptionType.NoValue);
        fips.ShowInHelpText = false;
        ruleset = app.Option("--ruleset <R,...>", "Add rules to core: pedantic or all", CommandOptionType.MultipleValue);
        select = app.Option("--select <R,...>", "Only these rules: ids, beginnings of ids (ES4) or names", CommandOptionType.MultipleValue);
        ignore = app.Option("--ignore <R,...>", "Not these rules, besides those of the configuration; beats --select", CommandOptionType.MultipleValue);
        severity = app.Option("--severity <R>", "Give a rule another level: error, warning, note or off", CommandOptionType.MultipleValue);
        severity.ValueName = "R=LEVEL";
    }

    /// <param name="notice">What is to be said about the version, or null.</param>
    public LintConfiguration Read(out string? notice)
    {
        var result = OfVersion(stackVersion, out notice) with
        {
            Layer = layer.HasValue() ? new((Layer)layer.Word("layer", RuleWords.Layers, 0), Source) : null,
            Fips = fips.HasValue() ? new(true, Source) : null,
            Rulesets = ruleset.HasValue() ? new([.. ruleset.Words().SelectMany(Rulesets)], Source) : null,
            Select = select.HasValue() ? new([.. select.Words()], Source) : null,
            Ignore = ignore.HasValue() ? new([.. ignore.Words()], Source) : null,
            Severity = severity.HasValue() ? new([.. severity.Words().Select(Choice)], Source) : null,
        };
        CheckRules(result);
        return result;
    }

    /// <summary>What a command says that has the version as its only flag.</summary>
    /// <param name="notice">What is to be said about the version, or null.</param>
    public static LintConfiguration OfVersion(CommandOption stackVersion, out string? notice) =>
        stackVersion.Version(out notice) is { } given ? new() { StackVersion = new(given, Source) } : new();

    private static IEnumerable<Ruleset> Rulesets(string word)
    {
        var index = OptionReading.Find(word, "ruleset", RulesetWords);
        return index == RuleWords.Rulesets.Length ? [Ruleset.Pedantic, Ruleset.Compliance] : [(Ruleset)index];
    }

    private static SeverityChoice Choice(string word)
    {
        var equals = word.LastIndexOf('=');
        if (equals < 1)
            throw new CliException($"'{word}' is not RULE=LEVEL; for example --severity ES301=warning.");
        var level = OptionReading.Find(word[(equals + 1)..], "level", SeverityLevels);
        return new(word[..equals], level < RuleWords.Levels.Length ? (Level)level : null, Source);
    }

    private static void CheckRules(LintConfiguration flags)
    {
        try
        {
            _ = new EffectiveConfiguration(flags, LintRules.All, static _ => false);
        }
        catch (UnknownWordException e)
        {
            throw new CliException(e.Nearest is null
                ? $"unknown rule '{e.Word}'; 'esconfiglint rules' lists them."
                : $"unknown rule '{e.Word}'; did you mean '{e.Nearest}'?");
        }
    }
}

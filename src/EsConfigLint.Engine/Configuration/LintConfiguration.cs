using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Configuration;

/// <summary>A value with the place that gave it: a file and line, a flag, or the default.</summary>
public sealed record Sourced<T>(T Value, string Source);

/// <summary>A rule word with the level that somebody wants for it; null switches the rule off.</summary>
/// <param name="Source">The place that gave it, which differs from rule to rule.</param>
public sealed record SeverityChoice(string Rule, Level? Level, string Source);

/// <summary>What a configuration file, an override in it, or the command line says; null where it says nothing.</summary>
public sealed record LintConfiguration
{
    public Sourced<ImmutableArray<string>>? Exclude { get; init; }

    public Sourced<ImmutableArray<string>>? Select { get; init; }

    public Sourced<ImmutableArray<string>>? Ignore { get; init; }

    public Sourced<ImmutableArray<SeverityChoice>>? Severity { get; init; }

    public Sourced<ImmutableArray<Ruleset>>? Rulesets { get; init; }

    public Sourced<Layer>? Layer { get; init; }

    public Sourced<bool>? Fips { get; init; }

    public Sourced<StackVersion>? StackVersion { get; init; }

    /// <summary>What is to be said about <see cref="StackVersion"/>, or null.</summary>
    public string? VersionNotice { get; init; }

    public Sourced<License>? License { get; init; }

    public Sourced<bool>? HttpTlsTerminated { get; init; }

    public Sourced<ImmutableArray<string>>? TestFixtures { get; init; }

    /// <summary>Whether a suppression without a reason does not count.</summary>
    public Sourced<bool>? SuppressionReasons { get; init; }

    public ImmutableArray<ConfigurationOverride> Overrides { get; init; } = [];

    /// <summary>This configuration where it says something, else the other one. Rules to ignore and levels are those of both.</summary>
    public LintConfiguration Over(LintConfiguration other) => new()
    {
        Exclude = Exclude ?? other.Exclude,
        Select = Select ?? other.Select,
        Ignore = Ignore is null || other.Ignore is null
            ? Ignore ?? other.Ignore
            : new([.. other.Ignore.Value, .. Ignore.Value], $"{other.Ignore.Source}, {Ignore.Source}"),
        Severity = Severity is null || other.Severity is null
            ? Severity ?? other.Severity
            : new([.. other.Severity.Value, .. Severity.Value], Severity.Source),
        Rulesets = Rulesets ?? other.Rulesets,
        Layer = Layer ?? other.Layer,
        Fips = Fips ?? other.Fips,
        StackVersion = StackVersion ?? other.StackVersion,
        VersionNotice = StackVersion is null ? other.VersionNotice : VersionNotice,
        License = License ?? other.License,
        HttpTlsTerminated = HttpTlsTerminated ?? other.HttpTlsTerminated,
        TestFixtures = TestFixtures ?? other.TestFixtures,
        SuppressionReasons = SuppressionReasons ?? other.SuppressionReasons,
        Overrides = other.Overrides,
    };
}

/// <summary>What holds for some files only.</summary>
/// <param name="Files">Patterns like those of <c>.gitignore</c>, relative to the configuration file's folder, or to the working directory where the user names the file.</param>
public sealed record ConfigurationOverride(ImmutableArray<GlobPattern> Files, LintConfiguration Settings);

/// <summary>Something in a configuration file that has no meaning.</summary>
/// <param name="place"><c>file:line</c>.</param>
/// <param name="message">A sentence, with the nearest valid word where there is one.</param>
public sealed class ConfigurationException(string place, string message) : Exception(message)
{
    public string Place { get; } = place;
}

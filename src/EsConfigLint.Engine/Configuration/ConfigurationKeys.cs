using System.Collections.Immutable;
using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Configuration;

public enum ConfigurationValueKind
{
    Globs,
    Rules,
    Severities,
    Word,
    Words,
    Version,
    Boolean,
    Overrides,
}

/// <summary>One key of <c>.esconfiglint.yml</c>.</summary>
/// <param name="Description">A sentence for the schema and for the file that <c>init</c> writes.</param>
/// <param name="Values">The words that a <see cref="ConfigurationValueKind.Word"/> takes.</param>
/// <param name="Example">The value in the file that <c>init</c> writes, as YAML.</param>
public sealed record ConfigurationKey(string Name, ConfigurationValueKind Kind, string Description, ImmutableArray<string> Values, string Example)
{
    /// <summary>Whether an override for some files may hold it.</summary>
    public bool IsPerFile { get; init; } = true;
}

/// <summary>Every key of <c>.esconfiglint.yml</c>: the reader, the schema and <c>init</c> are made from this list.</summary>
public static class ConfigurationKeys
{
    public static ImmutableArray<string> Levels { get; } = [.. RuleWords.Levels.Reverse(), "off"];

    public static ImmutableArray<ConfigurationKey> All { get; } =
    [
        new("exclude", ConfigurationValueKind.Globs, "Files that are not linted, as patterns like those of .gitignore.", [], "[\"vendor/\"]") { IsPerFile = false },
        new("layer", ConfigurationValueKind.Word, "The security layer that the configuration is meant to reach.", RuleWords.Layers, "https"),
        new("stack-version", ConfigurationValueKind.Version, "The version of the stack where no file names it.", [], "\"8.19\""),
        new("fips", ConfigurationValueKind.Boolean, "Whether FIPS 140 mode is required too; no rule needs it yet.", [], "false"),
        new("rulesets", ConfigurationValueKind.Words, "Rules beside the core ones; there are none of compliance yet.", [.. RuleWords.Rulesets.Skip(1), "all"], "[pedantic]"),
        new("select", ConfigurationValueKind.Rules, "Only these rules: ids, beginnings of ids, or names.", [], "[ES1, ES2]"),
        new("ignore", ConfigurationValueKind.Rules, "Not these rules; beats select. Overrides and flags add to them.", [], "[ES005]"),
        new("severity", ConfigurationValueKind.Severities, "Another level for a rule: error, warning, note or off.", [], "{ ES301: warning }"),
        new("suppression-reasons", ConfigurationValueKind.Boolean, "Whether a suppression comment must give a reason.", [], "true") { IsPerFile = false },
        new("license", ConfigurationValueKind.Word, "The licence of the cluster.", RuleWords.Licenses, "basic"),
        new("http-tls-terminated", ConfigurationValueKind.Boolean, "Whether a proxy on the same host ends TLS before HTTP.", [], "false"),
        new("test-fixtures", ConfigurationValueKind.Globs, "Files of tests, where security may be off.", [], "[\"tests/\"]") { IsPerFile = false },
        new("overrides", ConfigurationValueKind.Overrides, "Other values for some files; the last one that matches wins.", [], "") { IsPerFile = false },
    ];

    public static ConfigurationKey? Find(string name) => All.FirstOrDefault(key => key.Name == name);
}

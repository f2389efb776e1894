using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Configuration;

/// <summary>Reads a <c>.esconfiglint.yml</c>. Whatever has no meaning is an error with its place: a typing error must not switch a check off.</summary>
/// <param name="rules">Every rule that may be named.</param>
public sealed class ConfigurationReader(IReadOnlyList<RuleDescriptor> rules)
{
    /// <exception cref="ConfigurationException">Something in it has no meaning.</exception>
    public LintConfiguration Read(SourceFile file)
    {
        var tree = YamlParser.Parse(file, new(YamlDialect.Generic, BlankIslands: false));
        if (tree.Error is { } error)
            throw Wrong(file, error.Span, $"This is no YAML: {error.Reason}.");
        return tree.Documents switch
        {
            [] => new(),
            [{ Root: YamlMapping root }] => Read(file, root, isOverride: false),
            [{ Root: null or YamlScalar { IsMissing: true } }] => new(),
            _ => throw Wrong(file, tree.Documents[0].Span, "A configuration is one mapping of keys."),
        };
    }

    private LintConfiguration Read(SourceFile file, YamlMapping mapping, bool isOverride)
    {
        var result = new LintConfiguration();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var name = entry.KeyText ?? throw Wrong(file, entry.Key.Span, "A key is plain text.");
            if (!seen.Add(name))
                throw Wrong(file, entry.Key.Span, $"The key '{name}' is given twice.");
            if (isOverride && name == "files")
                continue;
            var key = ConfigurationKeys.Find(name);
            if (key is null || (isOverride && !key.IsPerFile))
            {
                var possible = ConfigurationKeys.All.Where(other => !isOverride || other.IsPerFile).Select(static other => other.Name);
                throw Wrong(file, entry.Key.Span, $"The key '{name}' is unknown{(isOverride ? " in an override" : "")}{Nearest(name, possible)}.");
            }

            result = Apply(result, file, key, entry.Value);
        }

        return result;
    }

    private LintConfiguration Apply(LintConfiguration result, SourceFile file, ConfigurationKey key, YamlNode value)
    {
        var source = Place(file, value.Span);
        return key.Name switch
        {
            "exclude" => result with { Exclude = new(Globs(file, value), source) },
            "layer" => result with { Layer = new((Layer)Word(file, key, value), source) },
            "stack-version" => result with { StackVersion = new(Version(file, value, out var notice), source), VersionNotice = notice },
            "fips" => result with { Fips = new(Boolean(file, key, value), source) },
            "rulesets" => result with { Rulesets = new([.. Scalars(file, value).SelectMany(word => Rulesets(Word(file, key, word)))], source) },
            "select" => result with { Select = new(Rules(file, value), source) },
            "ignore" => result with { Ignore = new(Rules(file, value), source) },
            "severity" => result with { Severity = new(Severities(file, value), source) },
            "suppression-reasons" => result with { SuppressionReasons = new(Boolean(file, key, value), source) },
            "license" => result with { License = new((License)Word(file, key, value), source) },
            "http-tls-terminated" => result with { HttpTlsTerminated = new(Boolean(file, key, value), source) },
            "test-fixtures" => result with { TestFixtures = new(Globs(file, value), source) },
            _ => result with { Overrides = Overrides(file, value) },
        };
    }

    private ImmutableArray<ConfigurationOverride> Overrides(SourceFile file, YamlNode value)
    {
        if (value is not YamlSequence list)
            throw Wrong(file, value.Span, "'overrides' is a list.");
        var result = ImmutableArray.CreateBuilder<ConfigurationOverride>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (item is not YamlMapping mapping)
                throw Wrong(file, item.Span, "An override is a mapping with 'files' and what holds for them.");
            var files = mapping.Entries.FirstOrDefault(static entry => entry.KeyText == "files")
                ?? throw Wrong(file, item.Span, "An override needs 'files'.");
            result.Add(new([.. Globs(file, files.Value).Select(static glob => GlobPattern.Parse(glob)!)], Read(file, mapping, isOverride: true)));
        }

        return result.MoveToImmutable();
    }

    /// <summary>Texts each of which is a pattern.</summary>
    private static ImmutableArray<string> Globs(SourceFile file, YamlNode value) =>
        [.. Scalars(file, value).Select(scalar =>
            GlobPattern.Parse(scalar.Value) is null ? throw Wrong(file, scalar.Span, $"'{scalar.Value}' is no pattern.") : scalar.Value)];

    private ImmutableArray<string> Rules(SourceFile file, YamlNode value)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var scalar in Scalars(file, value))
        {
            CheckRule(file, scalar.Span, scalar.Value);
            words.Add(scalar.Value);
        }

        return words.ToImmutable();
    }

    private ImmutableArray<SeverityChoice> Severities(SourceFile file, YamlNode value)
    {
        if (value is not YamlMapping mapping)
            throw Wrong(file, value.Span, "'severity' is a mapping of rules to levels.");
        var result = ImmutableArray.CreateBuilder<SeverityChoice>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            var rule = entry.KeyText ?? "";
            CheckRule(file, entry.Key.Span, rule);
            var word = (entry.Value as YamlScalar)?.Value ?? "";
            if (!ConfigurationKeys.Levels.Contains(word))
                throw Wrong(file, entry.Value.Span, $"'{word}' is no level{(Nearest(word, ConfigurationKeys.Levels) is { Length: > 0 } nearest ? nearest : $"; it is one of {string.Join(", ", ConfigurationKeys.Levels)}")}.");
            var level = RuleWords.Levels.IndexOf(word);
            result.Add(new(rule, level < 0 ? null : (Level)level, Place(file, entry.Key.Span)));
        }

        return result.MoveToImmutable();
    }

    private void CheckRule(SourceFile file, TextSpan span, string word)
    {
        if (!rules.Any(rule => rule.IsMeantBy(word)))
            throw Wrong(file, span, $"There is no rule '{word}'{Nearest(word, rules.SelectMany(static rule => new[] { rule.Id, rule.Name }))}.");
    }

    /// <summary>All but core, or the one of those at a place.</summary>
    private static Ruleset[] Rulesets(int index) => index + 1 < RuleWords.Rulesets.Length ? [(Ruleset)(index + 1)] : [Ruleset.Pedantic, Ruleset.Compliance];

    private static int Word(SourceFile file, ConfigurationKey key, YamlNode value)
    {
        var all = string.Join(", ", key.Values);
        if (value is not YamlScalar { IsMissing: false, Value: var word })
            throw Wrong(file, value.Span, $"'{key.Name}' is one of {all}.");
        var index = key.Values.IndexOf(word);
        if (index >= 0)
            return index;
        var nearest = Nearest(word, key.Values);
        throw Wrong(file, value.Span, $"'{word}' is no value of '{key.Name}'{(nearest.Length > 0 ? nearest : $"; it is one of {all}")}.");
    }

    private static bool Boolean(SourceFile file, ConfigurationKey key, YamlNode value) => value switch
    {
        YamlScalar { Style: YamlScalarStyle.Plain, Value: "true" } => true,
        YamlScalar { Style: YamlScalarStyle.Plain, Value: "false" } => false,
        _ => throw Wrong(file, value.Span, $"'{key.Name}' is true or false."),
    };

    private static StackVersion Version(SourceFile file, YamlNode value, out string? notice)
    {
        var text = (value as YamlScalar)?.Value ?? "";
        if (!StackVersion.TryParse(text, out var version) || version < StackVersion.Oldest)
            throw Wrong(file, value.Span, $"'{text}' is no version of the stack from {StackVersion.Oldest} on, such as \"8.19\".");
        return NewerVersion.Read(version, out notice);
    }

    private static IEnumerable<YamlScalar> Scalars(SourceFile file, YamlNode value) => value switch
    {
        YamlScalar { IsMissing: false } scalar => [scalar],
        YamlSequence list => list.Items.Select(item => item as YamlScalar ?? throw Wrong(file, item.Span, "This is a list of texts.")),
        _ => throw Wrong(file, value.Span, "This is a list of texts."),
    };

    private static string Nearest(string word, IEnumerable<string> words) => NearestWord.Of(word, words) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private static string Place(SourceFile file, TextSpan span) => $"{file.DisplayPath}:{file.PositionOf(Math.Min(span.Start, file.Text.Length)).Line}";

    private static ConfigurationException Wrong(SourceFile file, TextSpan span, string message) =>
        new(Place(file, span), message.Replace("?.", "?", StringComparison.Ordinal));
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Configuration;

namespace EsConfigLint.Engine.Tests.Configuration;

public sealed class ConfigurationTests
{
    private static readonly RuleDescriptor[] Rules =
    [
        new("ES101", "security-disabled") { Variants = [new("off", Level.Error, 9, "Off.")] },
        new("ES301", "http-tls-disabled") { Variants = [new("off", Level.Error, 7, "Off.")] },
    ];

    [Fact]
    public void Every_key_is_read_with_the_line_that_gives_it()
    {
        var read = Read("""
            exclude: [vendor/]
            layer: basic
            stack-version: "8.19"
            rulesets: [pedantic]
            select: [ES1, http-tls-disabled]
            ignore: ES101
            severity: { ES301: off }
            license: gold
            http-tls-terminated: true
            test-fixtures: ["tests/"]
            suppression-reasons: true
            fips: true
            """);
        Assert.Equal(new Sourced<Layer>(Layer.Basic, ".esconfiglint.yml:2"), read.Layer);
        Assert.Equal(new(8, 19), read.StackVersion!.Value);
        Assert.Equal(["ES1", "http-tls-disabled"], read.Select!.Value);
        Assert.Equal(["ES101"], read.Ignore!.Value);
        Assert.Equal([new("ES301", null, ".esconfiglint.yml:7")], read.Severity!.Value);
        Assert.Equal([Ruleset.Pedantic], read.Rulesets!.Value);
        Assert.Equal(License.Gold, read.License!.Value);
        Assert.True(read.HttpTlsTerminated!.Value && read.SuppressionReasons!.Value && read.Fips!.Value);
    }

    [Theory]
    [InlineData("layr: basic\n", 1, "The key 'layr' is unknown; did you mean 'layer'?")]
    [InlineData("layer: htps\n", 1, "'htps' is no value of 'layer'; did you mean 'https'?")]
    [InlineData("layer: full\n", 1, "'full' is no value of 'layer'; it is one of minimal, basic, https, mutual.")]
    [InlineData("layer: [https]\n", 1, "'layer' is one of minimal, basic, https, mutual.")]
    [InlineData("license:\n", 1, "'license' is one of basic, trial, gold, platinum, enterprise.")]
    [InlineData("severity: { ES101: fatal }\n", 1, "'fatal' is no level; it is one of error, warning, note, off.")]
    [InlineData("a: 1\n", 1, "The key 'a' is unknown.")]
    [InlineData("layer: https\nignore:\n  - ES1O1\n", 3, "There is no rule 'ES1O1'; did you mean 'ES101'?")]
    [InlineData("severity:\n  ES101: warn\n", 2, "'warn' is no level; did you mean 'warning'?")]
    [InlineData("fips: \"true\"\n", 1, "'fips' is true or false.")]
    [InlineData("stack-version: 5.6\n", 1, "'5.6' is no version of the stack from 6.8 on, such as \"8.19\".")]
    [InlineData("select: {a: b}\n", 1, "This is a list of texts.")]
    [InlineData("overrides:\n  - layer: basic\n", 2, "An override needs 'files'.")]
    [InlineData("overrides:\n  - files: [a]\n    exclude: [b]\n", 3, "The key 'exclude' is unknown in an override.")]
    [InlineData("overrides:\n  - files: [a]\n    files: [b]\n", 3, "The key 'files' is given twice.")]
    [InlineData("overrides:\n  - files:\n    - a\n    - '# x'\n", 4, "'# x' is no pattern.")]
    [InlineData("exclude: [\"# x\"]\n", 1, "'# x' is no pattern.")]
    [InlineData("test-fixtures:\n- tests/\n- ''\n", 3, "'' is no pattern.")]
    [InlineData("layer: https\nlayer: basic\n", 2, "The key 'layer' is given twice.")]
    [InlineData("- layer\n", 1, "A configuration is one mapping of keys.")]
    [InlineData("layer: [\n", 1, "This is no YAML: the '[' that begins here is never closed.")]
    public void What_has_no_meaning_is_an_error_with_its_line_and_the_nearest_word(string text, int line, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(text));
        Assert.Equal((message, $".esconfiglint.yml:{line}"), (error.Message, error.Place));
    }

    [Theory]
    [InlineData("[pedantic]", Ruleset.Pedantic)]
    [InlineData("[all]", Ruleset.Pedantic, Ruleset.Compliance)]
    [InlineData("all", Ruleset.Pedantic, Ruleset.Compliance)]
    public void The_rulesets_may_be_all(string value, params Ruleset[] expected) => Assert.Equal(expected, Read($"rulesets: {value}\n").Rulesets!.Value);

    [Fact]
    public void The_nearest_file_upwards_counts_and_the_search_ends_at_the_top_of_the_repository()
    {
        using var folder = new Workspace.TemporaryFolder();
        folder.Write(".esconfiglint.yml", "layer: minimal\n");
        folder.Write("repo/.git/HEAD", "");
        folder.Write("repo/a/.esconfiglint.yml", "layer: basic\n");
        var resolver = Resolver(folder.Path);
        Assert.Equal(Layer.Basic, resolver.For(Path.Join(folder.Path, "repo/a/b/elasticsearch.yml")).Options.Layer);
        Assert.Equal(Layer.Https, resolver.For(Path.Join(folder.Path, "repo/c/elasticsearch.yml")).Options.Layer);
        Assert.Equal(Layer.Minimal, resolver.For(Path.Join(folder.Path, "elasticsearch.yml")).Options.Layer);
    }

    [Fact]
    public void Overrides_hold_for_their_files_the_last_one_wins_and_flags_win_over_all()
    {
        using var folder = new Workspace.TemporaryFolder();
        folder.Write(".esconfiglint.yml", "layer: basic\noverrides:\n  - files: ['lab/**']\n    layer: minimal\n  - files: ['lab/x/']\n    layer: mutual\n");
        Assert.Equal(Layer.Minimal, Resolver(folder.Path).For(Path.Join(folder.Path, "lab/es/elasticsearch.yml")).Options.Layer);
        Assert.Equal(Layer.Mutual, Resolver(folder.Path).For(Path.Join(folder.Path, "lab/x/elasticsearch.yml")).Options.Layer);
        Assert.Equal(Layer.Basic, Resolver(folder.Path).For(Path.Join(folder.Path, "prod/elasticsearch.yml")).Options.Layer);
        var flags = new LintConfiguration { Layer = new(Layer.Https, "flag") };
        Assert.Equal(Layer.Https, Resolver(folder.Path, flags).For(Path.Join(folder.Path, "lab/es/elasticsearch.yml")).Options.Layer);
    }

    [Fact]
    public void The_file_that_init_writes_says_nothing_until_its_comments_are_taken_away()
    {
        var commented = ConfigurationTexts.Commented();
        Assert.Equal(new LintConfiguration().Layer, Read(commented).Layer);
        var lines = commented.Split('\n').Where(static line => line.StartsWith("# ", StringComparison.Ordinal)).Select(static line => line[2..]);
        var active = string.Join('\n', lines.Where(static line => ConfigurationKeys.All.Any(key => line.StartsWith(key.Name + ":", StringComparison.Ordinal)) || line.StartsWith(' ')));
        var read = Read(active.Replace("ES005", "ES101", StringComparison.Ordinal).Replace("[ES1, ES2]", "[ES1]", StringComparison.Ordinal));
        Assert.NotNull(read.License);
        Assert.Single(read.Overrides);
    }

    [Fact]
    public void The_schema_for_editors_is_the_one_in_the_repository_and_names_every_key()
    {
        var path = Path.GetFullPath("../../../docs/configuration.schema.json", Path.GetDirectoryName(Here())!);
        if (Environment.GetEnvironmentVariable("UPDATE_PAGES") == "1")
            File.WriteAllText(path, ConfigurationTexts.Schema());
        Assert.Equal(ConfigurationTexts.Schema(), File.ReadAllText(path));
        using var schema = JsonDocument.Parse(ConfigurationTexts.Schema());
        Assert.Equal(ConfigurationKeys.All.Select(static key => key.Name), schema.RootElement.GetProperty("properties").EnumerateObject().Select(static property => property.Name));
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static LintConfiguration Read(string text) => new ConfigurationReader(Rules).Read(SourceFile.FromText(".esconfiglint.yml", text));

    private static ConfigurationResolver Resolver(string folder, LintConfiguration? flags = null) => new(flags ?? new(), null, isOff: false, Rules, folder);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Reporting;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint print-config</c>: what holds for a file, and who says so.</summary>
internal static class PrintConfigCommand
{
    public static void Configure(CommandLineApplication app)
    {
        var path = app.Argument("PATH", "The file, or the folder");
        var flags = new LintFlags(app);
        var configuration = new ConfigurationOptions(app);
        app.OnExecute(() =>
        {
            if (path.Value is not { Length: > 0 } file)
                throw new CliException("print-config needs a path.");
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(file));
            var isFolder = Directory.Exists(full);
            if (!isFolder && !File.Exists(full))
                throw new CliException($"{file}: No such file or folder.");
            var resolver = configuration.ResolverUnder(flags.Read(out _));
            Terminal.Write(Text((isFolder ? resolver.ForFolder(full) : resolver.For(full)).Settings));
            return ExitCode.Clean;
        });
    }

    private static string Text(LintConfiguration settings)
    {
        var text = new StringBuilder();
        foreach (var (name, value, source) in Lines(settings))
            text.Append(CultureInfo.InvariantCulture, $"{name}:{VisibleText.Of(value.Length == 0 ? "" : $" {value}  # {source}")}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value, string Source)> Lines(LintConfiguration settings)
    {
        yield return Line("exclude", settings.Exclude, static globs => List(globs), "[]");
        yield return Line("layer", settings.Layer, static layer => RuleWords.Of(layer), RuleWords.Of(Layer.Https));
        yield return Line("stack-version", settings.StackVersion, static version => $"\"{version}\"", "unknown");
        yield return Line("fips", settings.Fips, static value => value ? "true" : "false", "false");
        yield return Line("rulesets", settings.Rulesets, static rulesets => List(rulesets.Select(static ruleset => RuleWords.Of(ruleset))), "[]");
        yield return Line("select", settings.Select, static rules => List(rules), "all");
        yield return Line("ignore", settings.Ignore, static rules => List(rules), "[]");
        foreach (var line in SeverityLines(settings.Severity?.Value ?? []))
            yield return line;
        yield return Line("suppression-reasons", settings.SuppressionReasons, static value => value ? "true" : "false", "false");
        yield return Line("license", settings.License, static license => RuleWords.Of(license), RuleWords.Of(License.Basic));
        yield return Line("http-tls-terminated", settings.HttpTlsTerminated, static value => value ? "true" : "false", "false");
        yield return Line("test-fixtures", settings.TestFixtures, static globs => List(globs), "[]");
    }

    /// <summary>Each rule once, with the level that was given last; a line for each where not all were given in one place.</summary>
    private static IEnumerable<(string Name, string Value, string Source)> SeverityLines(ImmutableArray<SeverityChoice> choices)
    {
        const string Name = "severity";
        var last = choices.Reverse().DistinctBy(static choice => choice.Rule, StringComparer.OrdinalIgnoreCase).Reverse().ToList();
        if (last.Count == 0)
            return [(Name, "{}", "default")];
        return last.TrueForAll(choice => choice.Source == last[0].Source)
            ? [(Name, $"{{ {string.Join(", ", last.Select(static choice => $"{choice.Rule}: {LevelOf(choice)}"))} }}", last[0].Source)]
            : [(Name, "", ""), .. last.Select(static choice => ($"  {choice.Rule}", LevelOf(choice), choice.Source))];
    }

    private static string LevelOf(SeverityChoice choice) => choice.Level is { } level ? RuleWords.Of(level) : "off";

    private static (string Name, string Value, string Source) Line<T>(string name, Sourced<T>? sourced, Func<T, string> show, string whenAbsent) =>
        sourced is null ? (name, whenAbsent, "default") : (name, show(sourced.Value), sourced.Source);

    private static string List(IEnumerable<string> words) => $"[{string.Join(", ", words)}]";
}

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
        var path = app.Argument("PATH", "The file");
        var flags = new LintFlags(app);
        var config = app.Option("--config <FILE>", "The configuration file; default: the nearest .esconfiglint.yml upwards", CommandOptionType.SingleValue);
        var noConfig = app.Option("--no-config", "Read no configuration file", CommandOptionType.NoValue);
        app.OnExecute(() =>
        {
            var file = path.Value ?? throw new CliException("print-config needs a path.");
            var resolver = new ConfigurationResolver(flags.Read(out _), config.Value(), noConfig.HasValue(), LintRules.All, Environment.CurrentDirectory);
            Terminal.Write(Text(resolver.For(Path.GetFullPath(file)).Settings));
            return ExitCode.Clean;
        });
    }

    private static string Text(LintConfiguration settings)
    {
        var text = new StringBuilder();
        foreach (var (name, value, source) in Lines(settings))
            text.Append(CultureInfo.InvariantCulture, $"{name}: {VisibleText.Of(value)}  # {VisibleText.Of(source)}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value, string Source)> Lines(LintConfiguration settings)
    {
        yield return Line("exclude", settings.Exclude, static globs => List(globs), "[]");
        yield return Line("layer", settings.Layer, static layer => Word(layer), "https");
        yield return Line("stack-version", settings.StackVersion, static version => $"\"{version}\"", "unknown");
        yield return Line("fips", settings.Fips, static value => value ? "true" : "false", "false");
        yield return Line("rulesets", settings.Rulesets, static rulesets => List(rulesets.Select(static ruleset => Word(ruleset))), "[]");
        yield return Line("select", settings.Select, static rules => List(rules), "all");
        yield return Line("ignore", settings.Ignore, static rules => List(rules), "[]");
        yield return Line(
            "severity", settings.Severity, static choices => $"{{ {string.Join(", ", choices.Select(static choice => $"{choice.Rule}: {(choice.Level is { } level ? Words.Of(level) : "off")}"))} }}", "{}");
        yield return Line("suppression-reasons", settings.SuppressionReasons, static value => value ? "true" : "false", "false");
        yield return Line("license", settings.License, static license => Word(license), "basic");
        yield return Line("http-tls-terminated", settings.HttpTlsTerminated, static value => value ? "true" : "false", "false");
        yield return Line("test-fixtures", settings.TestFixtures, static globs => List(globs), "[]");
    }

    private static (string Name, string Value, string Source) Line<T>(string name, Sourced<T>? sourced, Func<T, string> show, string whenAbsent) =>
        sourced is null ? (name, whenAbsent, "default") : (name, show(sourced.Value), sourced.Source);

    private static string List(IEnumerable<string> words) => $"[{string.Join(", ", words)}]";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

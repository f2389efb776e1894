using System.Globalization;
using EsConfigLint.Core.Rules;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint check</c>: lint files and folders. Reads the options; <see cref="Check"/> does the work.</summary>
internal sealed class CheckCommand
{
    private const int Never = 3;

    private static readonly string[] FailLevels = [.. RuleWords.Levels, "never"];

    private readonly WorkspaceOptions workspace;
    private readonly CommandOption format;
    private readonly CommandOption output;
    private readonly FixOptions fixing;
    private readonly CommandOption minSeverity;
    private readonly CommandOption failOn;
    private readonly CommandOption color;
    private readonly CommandOption noSuppressions;
    private readonly CommandOption now;
    private readonly ConfigurationOptions configuration;
    private readonly LintFlags lint;
    private readonly CommandOption quiet;
    private readonly CommandOption verbose;

    private CheckCommand(CommandLineApplication app)
    {
        format = app.Option("-f|--format <FMT>", "stylish (default), concise, json or sarif", CommandOptionType.SingleValue);
        output = app.Option("-o|--output <FILE>", "Write the report to FILE instead of standard output", CommandOptionType.SingleValue);
        fixing = new(app);
        lint = new(app);
        minSeverity = app.Option("--min-severity <LEVEL>", "The lowest level that is shown", CommandOptionType.SingleValue);
        failOn = app.Option(
            "--fail-on <LEVEL>", "The lowest level that makes the exit code 1: error (default), warning, note or never", CommandOptionType.SingleValue);
        workspace = new(app);
        noSuppressions = app.Option("--no-suppressions", "Show suppressed findings as if nothing suppressed them", CommandOptionType.NoValue);
        now = app.Option("--now <DATE>", "The day that expiry dates are held against (2026-11-24); default: today", CommandOptionType.SingleValue);
        configuration = new(app);
        color = app.Option("--color <WHEN>", "auto (default), always or never", CommandOptionType.SingleValue);
        quiet = app.Option("--quiet", "Findings only: no summary, no notices", CommandOptionType.NoValue);
        verbose = app.Option("--verbose", "Say more about what was linted and what was not", CommandOptionType.NoValue);
        // Taken already; there is no progress to show yet, and so no help about it.
        app.Option("--no-progress", "", CommandOptionType.NoValue).ShowInHelpText = false;
        app.OnExecute(() => new Check(Read()).Run());
    }

    public static void Configure(CommandLineApplication app) => _ = new CheckCommand(app);

    private CheckArguments Read()
    {
        var report = ReportFormats.Find(format.Value());
        var fails = failOn.Word("level", FailLevels, (int)Level.Error);
        var flags = lint.Read(out var notice);
        return new()
        {
            Format = report,
            FailLevel = fails == Never ? null : (Level)fails,
            Lint = flags,
            VersionNotice = notice,
            Color = (ColorChoice)color.Word("colour", OptionReading.Colors, (int)ColorChoice.Auto),
            MinLevel = (Level)minSeverity.Word("level", RuleWords.Levels, (int)Level.Note),
            FixMode = fixing.Mode,
            MostUnsafe = fixing.MostUnsafe,
            Workspace = workspace.Read(),
            Now = now.HasValue() ? ReadDay(now.Value() ?? "") : null,
            Output = output.FilePath(),
            ConfigurationFile = configuration.File,
            ReadsNoConfiguration = configuration.ReadsNone,
            HonoursSuppressions = !noSuppressions.HasValue(),
            IsQuiet = quiet.HasValue(),
            IsVerbose = verbose.HasValue(),
        };
    }

    private static DateOnly ReadDay(string word) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CliException($"'{word}' is no date; for example --now 2026-11-24.");
}

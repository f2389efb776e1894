using System.Globalization;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Engine.Workspace;
using EsConfigLint.Rules;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint check</c>: lint files and folders.</summary>
internal sealed class CheckCommand
{
    private const int Never = 3;

    private static readonly string[] FailLevels = [.. OptionReading.Levels, "never"];

    /// <summary>In the order of <see cref="ColorChoice"/>.</summary>
    private static readonly string[] Colors = ["auto", "always", "never"];

    private readonly WorkspaceOptions workspace;
    private readonly CommandOption format;
    private readonly CommandOption output;
    private readonly FixOptions fixing;
    private readonly CommandOption minSeverity;
    private readonly CommandOption failOn;
    private readonly CommandOption color;
    private readonly CommandOption noSuppressions;
    private readonly CommandOption now;
    private readonly CommandOption config;
    private readonly CommandOption noConfig;
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
        failOn = app.Option("--fail-on <LEVEL>", "The lowest level that makes the exit code 1: error (default), warning, note or never", CommandOptionType.SingleValue);
        workspace = new(app);
        noSuppressions = app.Option("--no-suppressions", "Show suppressed findings as if nothing suppressed them", CommandOptionType.NoValue);
        now = app.Option("--now <DATE>", "The day that expiry dates are held against (2026-11-24); default: today", CommandOptionType.SingleValue);
        config = app.Option("--config <FILE>", "The configuration file; default: the nearest .esconfiglint.yml upwards", CommandOptionType.SingleValue);
        noConfig = app.Option("--no-config", "Read no configuration file", CommandOptionType.NoValue);
        color = app.Option("--color <WHEN>", "auto (default), always or never", CommandOptionType.SingleValue);
        quiet = app.Option("--quiet", "Findings only: no summary, no notes", CommandOptionType.NoValue);
        verbose = app.Option("--verbose", "Say more about what was linted and what was not", CommandOptionType.NoValue);
        app.Option("--no-progress", "Show no progress on the terminal", CommandOptionType.NoValue);
        app.OnExecute(Execute);
    }

    public static void Configure(CommandLineApplication app) => _ = new CheckCommand(app);

    private int Execute()
    {
        var report = ReportFormats.Find(format.Value());
        var fails = failOn.Word("level", FailLevels, (int)Level.Error);
        var root = ReportRoot.Find(workspace.FullPaths, Environment.CurrentDirectory);
        var flags = lint.Read(out var notice);
        var options = ReadOptions(root, notice);
        var resolver = new ConfigurationResolver(flags, config.Value(), noConfig.HasValue(), LintFlags.Rules, Environment.CurrentDirectory);
        var mode = fixing.Mode;
        using var interruption = Interruption.When(workspace.MayTakeLong || mode != FixMode.None);
        var scan = workspace.Scan(interruption.Token);
        var analyzers = new AnalyzerPool(RuleList.All, !noSuppressions.HasValue(), Today());
        var classifier = new FileClassifier(SettingNames.IsSetting);
        foreach (var error in scan.Errors)
            Terminal.Say(Explain(error));

        FixRunner? fixes = null;
        if (mode != FixMode.None)
        {
            fixes = new(new Fixer(analyzers, resolver, classifier, options, fixing.MostUnsafe), quiet.HasValue());
            if (mode == FixMode.Diff)
            {
                var isDifferent = fixes.ShowDifference(scan, workspace.StandardInput is not null, interruption.Token);
                return fixes.HasFailed || scan.Errors.Count > 0 ? ExitCode.Error : isDifferent ? ExitCode.Findings : ExitCode.Clean;
            }

            scan = fixes.Fix(scan, workspace.StandardInput, interruption.Token);
            options = options with { Notices = [.. options.Notices, .. fixes.Notices] };
        }

        var linter = new Linter(analyzers, resolver, classifier, new(ReportFormats.NeedsOf(report)), options);
        var result = linter.Run(scan, interruption.Token);
        Write(report, result, root);
        fixes?.Instruct(result.Instructions);
        if (result.Files == 0 && scan.Errors.Count == 0 && !quiet.HasValue())
            Terminal.Say($"no settings file found in {Where()}.");
        return result.HasToolErrors || fixes is { HasFailed: true } ? ExitCode.Error
            : fails != Never && result.Worst >= (Level)fails ? ExitCode.Findings
            : ExitCode.Clean;
    }

    private void Write(ReportFormat report, RunResult result, ReportRoot root)
    {
        var toFile = output.HasValue();

        // The fixed text of standard input has standard output for itself.
        var isAside = fixing.Mode == FixMode.Fix && workspace.StandardInput is not null;
        var isForPeople = report == ReportFormat.Stylish && !toFile && !isAside;
        var style = new TerminalStyle(
            isForPeople && Terminal.UsesColor((ColorChoice)color.Word("colour", Colors, 0)),
            isForPeople ? Terminal.Width() : Terminal.DefaultWidth,
            quiet.HasValue(),
            verbose.HasValue());
        var reporter = ReportFormats.Create(report, style, root);
        if (toFile)
            ReportFile.Write(output.Value() ?? "", stream => reporter.Write(result, stream));
        else if (isAside)
            Terminal.WriteAside(stream => reporter.Write(result, stream));
        else
            Terminal.Write(stream => reporter.Write(result, stream));
    }

    private LinterOptions ReadOptions(ReportRoot root, string? notice)
    {
        color.Word("colour", Colors, 0);
        return new()
        {
            WorkingDirectory = Environment.CurrentDirectory,
            RootFolder = root.ContextFolder,
            MinLevel = (Level)minSeverity.Word("level", OptionReading.Levels, (int)Level.Note),
            Notices = notice is null ? [] : [new(NoticeKind.Information, null, notice)],
        };
    }

    private DateOnly Today()
    {
        if (now.Value() is not { } word)
            return DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        return DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CliException($"'{word}' is no date; for example --now 2026-11-24.");
    }

    /// <summary>A path that does not exist may be a misspelt command.</summary>
    private static string Explain(Notice error) =>
        error.File is { } file && !file.AsSpan().ContainsAny('/', '.') && CommandLine.NearestCommand(file) is { } command
            ? $"{file}: {error.Message} Did you mean the command '{command}'?"
            : $"{error.File}: {error.Message}";

    private string Where() => workspace.Paths is { Count: > 0 } paths
        ? string.Join(", ", paths.Select(static path => $"'{path}'"))
        : "the current folder";
}

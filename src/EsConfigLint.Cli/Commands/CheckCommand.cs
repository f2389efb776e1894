using System.Globalization;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Analysis;
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
    private const int AllRulesets = 3;

    private static readonly string[] FailLevels = [.. OptionReading.Levels, "never"];
    private static readonly string[] SeverityLevels = [.. OptionReading.Levels, "off"];

    /// <summary>In the order of <see cref="Ruleset"/>, and all of them.</summary>
    private static readonly string[] Rulesets = ["core", "pedantic", "compliance", "all"];

    /// <summary>In the order of <see cref="ColorChoice"/>.</summary>
    private static readonly string[] Colors = ["auto", "always", "never"];

    private readonly WorkspaceOptions workspace;
    private readonly CommandOption format;
    private readonly CommandOption output;
    private readonly CommandOption stackVersion;
    private readonly CommandOption layer;
    private readonly CommandOption fips;
    private readonly CommandOption ruleset;
    private readonly CommandOption select;
    private readonly CommandOption ignore;
    private readonly CommandOption severity;
    private readonly CommandOption minSeverity;
    private readonly CommandOption failOn;
    private readonly CommandOption color;
    private readonly CommandOption noSuppressions;
    private readonly CommandOption now;
    private readonly CommandOption quiet;
    private readonly CommandOption verbose;

    private CheckCommand(CommandLineApplication app)
    {
        format = app.Option("-f|--format <FMT>", "stylish (default), concise, json or sarif", CommandOptionType.SingleValue);
        output = app.Option("-o|--output <FILE>", "Write the report to FILE instead of standard output", CommandOptionType.SingleValue);
        stackVersion = OptionReading.AddVersion(app);
        layer = app.Option("--layer <L>", "The security layer to reach: minimal, basic, https (default) or mutual", CommandOptionType.SingleValue);
        fips = app.Option("--fips", "Also require the settings of FIPS 140 mode", CommandOptionType.NoValue);
        ruleset = app.Option("--ruleset <R,...>", "Add rules to core: pedantic, compliance or all", CommandOptionType.MultipleValue);
        select = app.Option("--select <R,...>", "Only these rules: ids, beginnings of ids (ES4) or names", CommandOptionType.MultipleValue);
        ignore = app.Option("--ignore <R,...>", "Not these rules; beats --select", CommandOptionType.MultipleValue);
        severity = app.Option("--severity <R>", "Give a rule another level: error, warning, note or off", CommandOptionType.MultipleValue);
        severity.ValueName = "R=LEVEL";
        minSeverity = app.Option("--min-severity <LEVEL>", "The lowest level that is shown", CommandOptionType.SingleValue);
        failOn = app.Option("--fail-on <LEVEL>", "The lowest level that makes the exit code 1: error (default), warning, note or never", CommandOptionType.SingleValue);
        workspace = new(app);
        noSuppressions = app.Option("--no-suppressions", "Show suppressed findings as if nothing suppressed them", CommandOptionType.NoValue);
        now = app.Option("--now <DATE>", "The day that expiry dates are held against (2026-11-24); default: today", CommandOptionType.SingleValue);
        app.Option("--no-config", "Read no configuration file", CommandOptionType.NoValue);
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
        var options = ReadOptions(root, out var analysis);
        using var interruption = Interruption.When(workspace.MayTakeLong);
        var scan = workspace.Scan(interruption.Token);
        var analyzer = new ConfigurationAnalyzer(RuleList.All, analysis);
        var linter = new Linter(analyzer, new(SettingNames.IsSetting), new(ReportFormats.NeedsOf(report)), options);
        var result = linter.Run(scan, interruption.Token);

        foreach (var error in scan.Errors)
            Terminal.Say(Explain(error));
        Write(report, result, root);
        if (result.Files == 0 && scan.Errors.Count == 0 && !quiet.HasValue())
            Terminal.Say($"no settings file found in {Where()}.");
        return result.HasToolErrors ? ExitCode.Error
            : fails != Never && result.Worst >= (Level)fails ? ExitCode.Findings
            : ExitCode.Clean;
    }

    private void Write(ReportFormat report, RunResult result, ReportRoot root)
    {
        var toFile = output.HasValue();
        var isForPeople = report == ReportFormat.Stylish && !toFile;
        var style = new TerminalStyle(
            isForPeople && Terminal.UsesColor((ColorChoice)color.Word("colour", Colors, 0)),
            isForPeople ? Terminal.Width() : Terminal.DefaultWidth,
            quiet.HasValue(),
            verbose.HasValue());
        var reporter = ReportFormats.Create(report, style, root);
        if (toFile)
            AtomicFile.Write(output.Value() ?? "", stream => reporter.Write(result, stream));
        else
            Terminal.Write(stream => reporter.Write(result, stream));
    }

    private LinterOptions ReadOptions(ReportRoot root, out AnalysisOptions analysis)
    {
        color.Word("colour", Colors, 0);
        var version = stackVersion.Version(out var notice);
        var selection = ReadSelection();
        analysis = new()
        {
            StackVersion = version,
            HonoursSuppressions = !noSuppressions.HasValue(),
            Today = Today(),
            IsSelected = selection.IsSelected,
            Rules = new() { Layer = (Layer)layer.Word("layer", OptionReading.Layers, (int)Layer.Https), Fips = fips.HasValue() },
        };
        return new()
        {
            RootFolder = root.Folder,
            Selection = selection,
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

    private RuleSelection ReadSelection()
    {
        var selection = new RuleSelection(RuleList.All.Concat(SuppressionRule.All).Select(static rule => rule.Descriptor));
        foreach (var word in ruleset.Words())
        {
            var added = OptionReading.Find(word, "ruleset", Rulesets);
            if (added != AllRulesets)
            {
                selection.Add((Ruleset)added);
                continue;
            }

            selection.Add(Ruleset.Pedantic);
            selection.Add(Ruleset.Compliance);
        }

        try
        {
            foreach (var word in select.Words())
                selection.Select(word);
            foreach (var word in ignore.Words())
                selection.Ignore(word);
            foreach (var word in severity.Words())
            {
                var equals = word.LastIndexOf('=');
                if (equals < 1)
                    throw new CliException($"'{word}' is not RULE=LEVEL; for example --severity ES301=warning.");
                var level = OptionReading.Find(word[(equals + 1)..], "level", SeverityLevels);
                selection.SetLevel(word[..equals], level < OptionReading.Levels.Length ? (Level)level : null);
            }
        }
        catch (UnknownWordException e)
        {
            throw new CliException(e.Nearest is null
                ? $"unknown rule '{e.Word}'; 'esconfiglint rules' lists them."
                : $"unknown rule '{e.Word}'; did you mean '{e.Nearest}'?");
        }

        return selection;
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

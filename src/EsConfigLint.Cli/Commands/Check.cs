using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;
using EsConfigLint.Rules;

namespace EsConfigLint.Cli.Commands;

/// <summary>Lints and reports. Knows nothing of option parsing: a run that names only paths loads none.</summary>
internal sealed class Check(CheckArguments arguments)
{
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var workingDirectory = Environment.CurrentDirectory;
        var root = ReportRoot.Find(arguments.Workspace.FullPaths, workingDirectory);
        var options = new LinterOptions
        {
            Root = new(root.ContextFolder, workingDirectory),
            MinLevel = arguments.MinLevel,
            ForceExclude = arguments.Workspace.ForceExclude,
            Notices = arguments.VersionNotice is { } notice ? [new(NoticeKind.Open, null, notice)] : [],
        };
        var resolver = new ConfigurationResolver(
            arguments.Lint, arguments.ConfigurationFile, arguments.ReadsNoConfiguration, LintRules.All, workingDirectory);
        using var interruption = Interruption.When(arguments.Workspace.MayTakeLong || arguments.FixMode != FixMode.None);
        var scan = arguments.Workspace.Scan(options.Root, interruption.Token);
        var analyzers = new AnalyzerPool(RuleList.All, arguments.HonoursSuppressions, new(() => arguments.Now ?? Today));
        var classifier = new FileClassifier(SettingNames.IsKnown);
        foreach (var error in scan.Errors)
            Terminal.Say(Explain(error));
        KeepFromOutput(scan);

        FixRunner? fixes = null;
        if (arguments.FixMode != FixMode.None)
        {
            fixes = new(new Fixer(analyzers, resolver, classifier, options, arguments.MostUnsafe), arguments.IsQuiet);
            if (arguments.FixMode == FixMode.Diff)
            {
                var isDifferent = fixes.ShowDifference(scan, arguments.Workspace.StandardInput is not null, WriteOut, interruption.Token);
                return fixes.HasFailed || scan.Errors.Count > 0 ? ExitCode.Error : isDifferent ? ExitCode.Findings : ExitCode.Clean;
            }

            scan = fixes.Fix(scan, arguments.Workspace.StandardInput, interruption.Token);
            options = options with { Notices = [.. options.Notices, .. fixes.Notices] };
        }

        var needs = ReportFormats.NeedsOf(arguments.Format) | (fixes is null ? SourceNeeds.None : SourceNeeds.Instructions);
        var linter = new Linter(analyzers, resolver, classifier, new(needs), options);
        var result = linter.Run(scan, interruption.Token);
        Write(result, root);
        Tell(result, scan);
        fixes?.Instruct(result.Instructions);
        if (result.Files == 0 && !result.HasToolErrors && !arguments.IsQuiet)
            Terminal.Say($"no settings file found in {Where()}.");
        return result.HasToolErrors || fixes is { HasFailed: true } ? ExitCode.Error
            : result.Worst >= arguments.FailLevel ? ExitCode.Findings
            : ExitCode.Clean;
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);

    /// <exception cref="CliException">The report would take the place of what it is about.</exception>
    private void KeepFromOutput(WorkspaceScan scan)
    {
        if (arguments.Output is not { } output || LinkResolver.Resolve(Path.GetFullPath(output)) is not { } target)
            return;
        foreach (var file in scan.Files)
        {
            if (file.StandardInput is null && (file.IsNamed ? LinkResolver.Resolve(file.FullPath) == target : NameGuess.IsExpected(file.Name) && file.FullPath == target))
                throw new CliException($"cannot write '{output}': it is a file that is linted.");
        }
    }

    private void Write(RunResult result, ReportRoot root)
    {
        // The fixed text of standard input has standard output for itself.
        var isAside = arguments.FixMode == FixMode.Fix && arguments.Workspace.StandardInput is not null;
        var isForPeople = arguments.Format == ReportFormat.Stylish && arguments.Output is null && !isAside;
        var style = new TerminalStyle(
            isForPeople && Terminal.UsesColor(arguments.Color),
            isForPeople ? Terminal.Width() : Terminal.DefaultWidth,
            arguments.IsQuiet,
            arguments.IsVerbose);
        var reporter = ReportFormats.Create(arguments.Format, style, root);
        if (isAside && arguments.Output is null)
            Terminal.WriteAside(stream => reporter.Write(result, stream));
        else
            WriteOut(stream => reporter.Write(result, stream));
    }

    private void WriteOut(Action<Stream> write)
    {
        if (arguments.Output is { } file)
            ReportFile.Write(file, write);
        else
            Terminal.Write(write);
    }

    /// <summary>Says what went wrong, also with <c>--quiet</c>, and what was not linted where the format has no place for it.</summary>
    private void Tell(RunResult result, WorkspaceScan scan)
    {
        foreach (var error in result.Errors)
            Terminal.Say($"{error.File}: {error.Message}");
        if (arguments.Format != ReportFormat.Concise || arguments.IsQuiet)
            return;
        foreach (var notice in result.Notices)
        {
            if (notice.Kind != NoticeKind.AutoConfigurationPending && !result.Errors.Contains(notice) && !scan.Errors.Contains(notice))
                Terminal.Say(notice.File is null ? notice.Message : $"{notice.File}: {notice.Message}");
        }
    }

    /// <summary>A path that does not exist may be a misspelt command.</summary>
    private static string Explain(Notice error) =>
        error.File is { } file && !file.AsSpan().ContainsAny('/', '.') && CommandLine.NearestCommand(file) is { } command
            ? $"{file}: {error.Message} Did you mean the command '{command}'?"
            : $"{error.File}: {error.Message}";

    private string Where() => arguments.Workspace.Paths is { Count: > 0 } paths
        ? string.Join(", ", paths.Select(static path => $"'{path}'"))
        : "the current folder";
}

using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Workspace;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>The options that say which files count, shared by the commands that read files.</summary>
internal sealed class WorkspaceOptions(CommandLineApplication app)
{
    private readonly CommandArgument paths = app.Argument(
        "PATH", "Files and folders; none means the current folder, '-' means standard input", multipleValues: true);

    private readonly CommandOption stdinName = app.Option(
        "--stdin-filename <NAME>", "With '-' as PATH: the name of what comes from standard input", CommandOptionType.SingleValue);

    private readonly CommandOption kind = AddKind(app);

    private readonly CommandOption exclude = app.Option(
        "--exclude <GLOB>", "Leave out what matches, as a line of .gitignore does", CommandOptionType.MultipleValue);

    private readonly CommandOption noIgnore = app.Option(
        "--no-ignore", "Do not read .gitignore and .esconfiglintignore", CommandOptionType.NoValue);

    private readonly CommandOption forceExclude = app.Option(
        "--force-exclude", "Leave out excluded files even when they are named", CommandOptionType.NoValue);

    /// <summary>The paths that are linted, absolute; the working directory when none is named.</summary>
    public IEnumerable<string> FullPaths => Paths.Count == 0
        ? [Environment.CurrentDirectory]
        : Paths.Where(static path => path != "-").Select(static path => Path.GetFullPath(path));

    public IReadOnlyList<string> Paths => paths.Values.Select(static path => path ?? "").ToList();

    /// <summary>Whether there is more to do than to read a few named files.</summary>
    public bool MayTakeLong => paths.Values.Count is 0 or > 16 || paths.Values.Any(static path => path is null or "-" || Directory.Exists(path));

    /// <summary>What came from standard input; null until it was scanned, and when files are linted.</summary>
    public ReadOnlyMemory<byte>? StandardInput { get; private set; }

    public WorkspaceScan Scan(CancellationToken cancellation)
    {
        var options = new ScanOptions
        {
            WorkingDirectory = Environment.CurrentDirectory,
            Exclude = [.. exclude.Values.Select(static value => GlobPattern.Parse(value)).OfType<GlobPattern>()],
            Kinds = [.. kind.Values.Select(static value => ReadKind(value ?? ""))],
            NoIgnore = noIgnore.HasValue(),
            ForceExclude = forceExclude.HasValue(),
        };
        var named = Paths;
        if (!named.Contains("-"))
        {
            return stdinName.HasValue()
                ? throw new CliException("--stdin-filename needs '-' as PATH.")
                : WorkspaceScanner.Scan(named, options, cancellation);
        }

        if (named.Count > 1)
            throw new CliException("'-' cannot stand beside other paths.");
        using var input = Console.OpenStandardInput();
        var content = new MemoryStream();
        // Waiting for a writer who never comes must not swallow Ctrl-C.
        input.CopyToAsync(content, cancellation).Wait(cancellation);
        StandardInput = content.GetBuffer().AsMemory(0, (int)content.Length);
        return WorkspaceScanner.StandardInput(stdinName.Value() ?? "<stdin>", StandardInput.Value, options);
    }

    private static CommandOption AddKind(CommandLineApplication app)
    {
        var words = string.Join(", ", FileKinds.All);
        var option = app.Option(
            "--kind <K>", $"What files are when name and content do not tell ({words})", CommandOptionType.MultipleValue);
        // A template takes no equals sign.
        option.ValueName = "GLOB=KIND";
        return option;
    }

    private static KindPattern ReadKind(string value)
    {
        var equals = value.LastIndexOf('=');
        if (equals < 1 || GlobPattern.Parse(value.AsSpan(0, equals)) is not { } pattern)
            throw new CliException($"'{value}' is not GLOB=KIND; for example --kind 'conf/*.yml=elasticsearch'.");
        return new(pattern, FileKinds.At(OptionReading.Find(value[(equals + 1)..], "kind", FileKinds.All)));
    }
}

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

    public WorkspaceArguments Read() => new(
        [.. paths.Values.Select(static path => path is { Length: > 0 } ? path : throw new CliException("a PATH is empty; '.' is the current folder."))])
    {
        StandardInputName = stdinName.FilePath() is { } name && (Path.EndsInDirectorySeparator(name) || Directory.Exists(name))
            ? throw new CliException($"--stdin-filename names a file; '{name}' is a folder.")
            : stdinName.FilePath(),
        Exclude =
        [
            .. exclude.Values.Select(static value =>
                GlobPattern.Parse(value) ?? throw new CliException($"'{value}' is no pattern; for example --exclude 'vendor/'.")),
        ],
        Kinds = [.. kind.Values.Select(static value => ReadKind(value ?? ""))],
        NoIgnore = noIgnore.HasValue(),
        ForceExclude = forceExclude.HasValue(),
    };

    private static CommandOption AddKind(CommandLineApplication app)
    {
        var words = string.Join(", ", FileKinds.Linted);
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

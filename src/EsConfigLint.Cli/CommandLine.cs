using EsConfigLint.Cli.Commands;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>From the words on the command line to a command and its exit code.</summary>
public static class CommandLine
{
    private static readonly (string Name, string Description, Action<CommandLineApplication> Configure)[] Commands =
    [
        ("check", "Lint files and folders (the default command)", CheckCommand.Configure),
        ("rules", "List the rules", RulesCommand.Configure),
        ("explain", "Show the page of a rule", ExplainCommand.Configure),
        ("setting", "Show what is known of a setting", SettingCommand.Configure),
        ("settings", "Show what each node will really run with", SettingsCommand.Configure),
        ("print-config", "Show the configuration that holds for a file, and who says so", PrintConfigCommand.Configure),
        ("init", "Write a commented configuration file", InitCommand.Configure),
    ];

    public static string Version => ToolVersion.Text;

    private static bool IsDebugging => Environment.GetEnvironmentVariable("ESCONFIGLINT_DEBUG") == "1";

    /// <summary>The nearest command word, or null.</summary>
    public static string? NearestCommand(string word) => NearestWord.Of(word, Commands.Select(static command => command.Name));

    public static int Run(string[] args)
    {
        try
        {
            // What hooks and editors do. Without options there is nothing to parse, and the parser would be a fifth of the run.
            return NamesOnlyPaths(args) ? new Check(new() { Workspace = new(args) }).Run() : Execute(args);
        }
        catch (ConfigurationException e)
        {
            Terminal.Say($"{e.Place}: {e.Message}");
            return ExitCode.Error;
        }
        catch (CliException e)
        {
            Terminal.Say(e.Message);
        }
        catch (CommandParsingException e)
        {
            Terminal.Say(Explain(e));
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last resort: a line instead of a dump, and never the text of anybody's file.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Terminal.Say($"internal error ({e.GetType().Name}); please report it.{(IsDebugging ? Environment.NewLine + e : "")}");
        }

        return ExitCode.Error;
    }

    private static bool NamesOnlyPaths(string[] args)
    {
        foreach (var arg in args)
        {
            if (arg.Length == 0 || arg[0] == '-')
                return false;
        }

        return args.Length == 0 || (args[0] != "help" && IndexOfCommand(args[0]) < 0);
    }

    private static int IndexOfCommand(string word)
    {
        for (var i = 0; i < Commands.Length; i++)
        {
            if (Commands[i].Name == word)
                return i;
        }

        return -1;
    }

    private static int Execute(string[] args)
    {
        var console = new CapturedConsole();
        var exitCode = Build(args, console, out var words).Execute(words);
        if (console.Out.ToString() is { Length: > 0 } help)
            Terminal.Write(help);
        return exitCode;
    }

    /// <summary>Only the command that is asked for is built: a start-up pays for nothing else. No command word means <c>check</c>.</summary>
    private static CommandLineApplication Build(string[] args, CapturedConsole console, out string[] words)
    {
        words = args;
        var first = args.Length > 0 ? args[0] : "";
        if (first is "--help" or "-h" or "-?" or "--version" or "help")
        {
            if (first == "help")
                words = [.. args.AsSpan(1), "--help"];
            if (words.Length == 1)
                return BuildRoot(console);
            first = words[0];
        }

        var index = IndexOfCommand(first);
        if (index >= 0)
            words = words[1..];
        var (name, description, configure) = Commands[Math.Max(0, index)];
        return BuildCommand(console, name, description, configure);
    }

    private static CommandLineApplication BuildRoot(CapturedConsole console)
    {
        var root = New(console, "esconfiglint", "Lints the configuration of Elasticsearch and Kibana for security.");
        foreach (var (name, description, _) in Commands)
            root.Command(name, command => command.Description = description);
        root.ExtendedHelpText =
            """

            Without a command word, esconfiglint [options] [PATH...] is the same as check.
            """;
        root.OnExecute(static () => ExitCode.Clean);
        return root;
    }

    private static CommandLineApplication BuildCommand(CapturedConsole console, string name, string description, Action<CommandLineApplication> configure)
    {
        var command = New(console, $"esconfiglint {name}", description);
        configure(command);
        return command;
    }

    private static CommandLineApplication New(CapturedConsole console, string name, string description)
    {
        var app = new CommandLineApplication(console)
        {
            Name = name,
            Description = description,
            ClusterOptions = false,
            AllowArgumentSeparator = true,
            ResponseFileHandling = ResponseFileHandling.Disabled,
        };
        app.HelpOption("-h|--help").Description = "Show this help";
        app.VersionOption("--version", static () => $"esconfiglint {Version}").Description = "Show the version";
        return app;
    }

    private static string Explain(CommandParsingException e)
    {
        if (e is not UnrecognizedCommandParsingException)
            return Lowered(e.Message);
        var start = e.Message.IndexOf('\'');
        var end = e.Message.LastIndexOf('\'');
        var word = end > start ? e.Message[(start + 1)..end] : e.Message;
        if (word.IndexOf('=') is > 0 and var equals)
            word = word[..equals];
        if (!word.StartsWith('-'))
            return $"unexpected argument '{word}'.";
        var options = e.Command.Options.Where(static option => option.LongName is not null).Select(static option => $"--{option.LongName}");
        return NearestWord.Of(word, options) is { } nearest
            ? $"unknown option '{word}'; did you mean '{nearest}'?"
            : $"unknown option '{word}'; see 'esconfiglint --help'.";
    }

    private static string Lowered(string message) => char.ToLowerInvariant(message[0]) + message[1..].ReplaceLineEndings(" ");
}

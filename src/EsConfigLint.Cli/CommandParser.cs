using System.Diagnostics;
using EsConfigLint.Cli.Commands;
using EsConfigLint.Engine.Results;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>Reads commands and their options.</summary>
internal static class CommandParser
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">Something on the command line has no meaning.</exception>
    public static int Execute(string[] args)
    {
        var console = new CapturedConsole();
        try
        {
            var exitCode = Build(args, console, out var words).Execute(words);
            if (console.Out.ToString() is { Length: > 0 } help)
                Terminal.Write(help);
            return exitCode;
        }
        catch (CommandParsingException e)
        {
            throw new CliException(Explain(e));
        }
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
            if (first == "help" && words[0] is [not '-', ..] word && !CommandLine.CommandWords.Contains(word))
                throw CliException.UnknownWord("command", word, CommandLine.CommandWords);
            first = words[0];
        }

        if (!CommandLine.CommandWords.Contains(first))
            return BuildCommand(console, CommandLine.CommandWords[0]);
        words = words[1..];
        return BuildCommand(console, first);
    }

    private static CommandLineApplication BuildRoot(CapturedConsole console)
    {
        var root = New(console, "esconfiglint", "Lints the configuration of Elasticsearch and Kibana for security.");
        foreach (var word in CommandLine.CommandWords)
            root.Command(word, command => command.Description = CommandOf(word).Description);

        root.ExtendedHelpText =
            """

            Without a command word, esconfiglint [options] [PATH...] is the same as check.
            """;
        root.OnExecute(static () => ExitCode.Clean);
        return root;
    }

    private static (string Description, Action<CommandLineApplication> Configure) CommandOf(string word) => word switch
    {
        "check" => ("Lint files and folders (the default command)", CheckCommand.Configure),
        "rules" => ("List the rules", RulesCommand.Configure),
        "explain" => ("Show the page of a rule", ExplainCommand.Configure),
        "setting" => ("Show what is known of a setting", SettingCommand.Configure),
        "settings" => ("Show what each node will really run with", SettingsCommand.Configure),
        "print-config" => ("Show the configuration that holds for a file, and who says so", PrintConfigCommand.Configure),
        "init" => ("Write a commented configuration file", InitCommand.Configure),
        _ => throw new UnreachableException($"'{word}' is no command."),
    };

    private static CommandLineApplication BuildCommand(CapturedConsole console, string word)
    {
        var (description, configure) = CommandOf(word);
        var command = New(console, $"esconfiglint {word}", description);
        configure(command);
        var run = command.Invoke;
        command.Invoke = () =>
        {
            TakeRest(command);
            return run();
        };
        return command;
    }

    /// <summary>What stands behind <c>--</c> is an argument like those before it, whatever it begins with.</summary>
    private static void TakeRest(CommandLineApplication command)
    {
        foreach (var word in command.RemainingArguments)
        {
            var argument = command.Arguments.Find(static one => one.MultipleValues || one.Values.Count == 0)
                ?? throw new CliException($"unexpected argument '{word}'.");
            argument.Values.Add(word);
        }
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
        app.VersionOption("--version", static () => $"esconfiglint {CommandLine.Version}").Description = "Show the version";
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

using EsConfigLint.Cli.Commands;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Cli;

/// <summary>From the words on the command line to a command and its exit code.</summary>
/// <remarks>Knows nothing of the option parser, whose assemblies a run that names only paths does without.</remarks>
public static class CommandLine
{
    /// <summary>The command words; the first is meant when there is none.</summary>
    internal static readonly string[] CommandWords = ["check", "rules", "explain", "setting", "settings", "print-config", "init"];

    public static string Version => ToolVersion.Text;

    private static bool IsDebugging => Environment.GetEnvironmentVariable("ESCONFIGLINT_DEBUG") == "1";

    /// <summary>The nearest command word, or null.</summary>
    public static string? NearestCommand(string word) => NearestWord.Of(word, CommandWords);

    public static int Run(string[] args)
    {
        try
        {
            // What hooks and editors do. Without options there is nothing to parse, and the parser would be a fifth of the run.
            return NamesOnlyPaths(args) ? new Check(new() { Workspace = new(args) }).Run() : CommandParser.Execute(args);
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
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (FileNotFoundException) when (!HasWorkingDirectory())
        {
            Terminal.Say("the current folder does not exist any more.");
        }
#pragma warning disable CA1031 // The last resort: a line instead of a dump, and never the text of anybody's file.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Terminal.Say($"internal error ({e.GetType().Name}); please report it.{(IsDebugging ? Environment.NewLine + e : "")}");
        }

        return ExitCode.Error;
    }

    private static bool HasWorkingDirectory()
    {
        try
        {
            return Environment.CurrentDirectory.Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool NamesOnlyPaths(string[] args)
    {
        foreach (var arg in args)
        {
            if (arg.Length == 0 || arg[0] == '-')
                return false;
        }

        return args.Length == 0 || (args[0] != "help" && Array.IndexOf(CommandWords, args[0]) < 0);
    }
}

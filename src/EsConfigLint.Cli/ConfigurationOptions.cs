using EsConfigLint.Engine.Configuration;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>The options that say which configuration file counts, shared by the commands that read one.</summary>
internal sealed class ConfigurationOptions(CommandLineApplication app)
{
    private readonly CommandOption file = app.Option(
        "--config <FILE>", "The configuration file; default: the nearest .esconfiglint.yml upwards", CommandOptionType.SingleValue);

    private readonly CommandOption none = app.Option("--no-config", "Read no configuration file", CommandOptionType.NoValue);

    /// <summary>The one configuration file to read, or null for the nearest.</summary>
    public string? File => file.FilePath();

    public bool ReadsNone => none.HasValue();

    /// <param name="flags">What the command line says, which wins.</param>
    public ConfigurationResolver ResolverUnder(LintConfiguration flags) => new(flags, File, ReadsNone, LintRules.All, Environment.CurrentDirectory);
}

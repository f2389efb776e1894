using EsConfigLint.Core.Rules;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

internal enum FixMode
{
    /// <summary>Findings are reported only.</summary>
    None,

    /// <summary>Files are fixed.</summary>
    Fix,

    /// <summary>What would be fixed is shown, and nothing is written.</summary>
    Diff,
}

/// <summary>The options that fix findings.</summary>
internal sealed class FixOptions(CommandLineApplication app)
{
    private readonly CommandOption fix = app.Option("--fix", "Apply safe fixes, then report what is left", CommandOptionType.NoValue);

    private readonly CommandOption unsafeFixes = app.Option(
        "--unsafe-fixes", "Let --fix and --diff use fixes too that need files, restarts or a choice", CommandOptionType.NoValue);

    private readonly CommandOption diff = app.Option(
        "--diff",
        "Show the fixes as a diff for 'git apply' or 'patch -p1', to be run here unless it says where else, and change nothing",
        CommandOptionType.NoValue);

    /// <exception cref="CliException">The options make no sense together.</exception>
    public FixMode Mode => diff.HasValue() ? FixMode.Diff
        : fix.HasValue() ? FixMode.Fix
        : unsafeFixes.HasValue() ? throw new CliException("--unsafe-fixes needs --fix or --diff.")
        : FixMode.None;

    /// <summary>The least safe fixes that are applied.</summary>
    public FixSafety MostUnsafe => unsafeFixes.HasValue() ? FixSafety.Unsafe : FixSafety.Safe;
}

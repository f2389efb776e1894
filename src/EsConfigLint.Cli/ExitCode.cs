namespace EsConfigLint.Cli;

public static class ExitCode
{
    /// <summary>Nothing at or above <c>--fail-on</c>.</summary>
    public const int Clean = 0;

    public const int Findings = 1;

    /// <summary>Wrong usage, a named input that cannot be read, a rule that crashed.</summary>
    public const int Error = 2;

    public const int Interrupted = 130;
}

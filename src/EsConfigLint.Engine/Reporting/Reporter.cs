using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting;

/// <summary>What reports say about the program itself.</summary>
public sealed record ToolIdentity(string Name, string Version, string InformationUri);

/// <summary>Writes a run in one format, as UTF-8 without a byte order mark.</summary>
public abstract class Reporter
{
    public abstract void Write(RunResult result, Stream output);
}

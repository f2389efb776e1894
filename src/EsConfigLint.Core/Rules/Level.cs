namespace EsConfigLint.Core.Rules;

/// <summary>SARIF's levels, lowest first.</summary>
public enum Level
{
    Note,
    Warning,
    Error,
}

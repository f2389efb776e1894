namespace EsConfigLint.Core.Rules;

/// <summary>Which rules and variants run: <c>core</c> always, the others when asked for.</summary>
public enum Ruleset
{
    Core,
    Pedantic,
    Compliance,
}

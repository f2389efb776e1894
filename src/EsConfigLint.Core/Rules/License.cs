namespace EsConfigLint.Core.Rules;

/// <summary>Elastic's licences, in the order of what they allow.</summary>
public enum License
{
    Basic,
    Trial,
    Gold,
    Platinum,
    Enterprise,
}

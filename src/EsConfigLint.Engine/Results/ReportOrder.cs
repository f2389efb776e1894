using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>The order of findings in a report: by file, place and rule.</summary>
internal static class ReportOrder
{
    public static int Compare(Finding left, Finding right)
    {
        var order = ReferenceEquals(left.File, right.File) ? 0 : string.CompareOrdinal(left.File.DisplayPath, right.File.DisplayPath);
        if (order == 0)
            order = Compare(left.Region.Span, left.Rule, left.Variant, right.Region.Span, right.Rule, right.Variant);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }

    public static int Compare(Diagnostic left, Diagnostic right)
    {
        var order = string.CompareOrdinal(left.Location.File.Path, right.Location.File.Path);
        if (order == 0)
            order = Compare(left.Location.Span, left.Rule, left.Variant, right.Location.Span, right.Rule, right.Variant);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }

    private static int Compare(TextSpan left, RuleDescriptor leftRule, Variant leftVariant, TextSpan right, RuleDescriptor rightRule, Variant rightVariant)
    {
        var order = left.CompareTo(right);
        if (order == 0)
            order = string.CompareOrdinal(leftRule.Id, rightRule.Id);
        return order != 0 ? order : string.CompareOrdinal(leftVariant.Key, rightVariant.Key);
    }
}

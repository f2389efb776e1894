using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting.Sarif;

/// <summary>The messages of a run by id. A remark about the version makes one more message out of a variant's.</summary>
internal sealed class SarifMessages
{
    private readonly Dictionary<(string Rule, string Variant), SortedSet<string>> remarks = [];

    public SarifMessages(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (finding.VersionRemark is not { } remark)
                continue;
            var key = (finding.Rule.Id, finding.Variant.Key);
            if (!remarks.TryGetValue(key, out var known))
                remarks[key] = known = new(StringComparer.Ordinal);
            known.Add(remark);
        }
    }

    /// <summary>The templates of a rule: each variant's own, and one for each remark that a finding of the run bears.</summary>
    public IEnumerable<(string Id, string Text)> TemplatesOf(RuleDescriptor rule)
    {
        foreach (var variant in rule.Variants)
        {
            yield return (variant.Key, variant.Message);
            if (!remarks.TryGetValue((rule.Id, variant.Key), out var known))
                continue;
            foreach (var (index, remark) in known.Index())
                yield return (Numbered(variant.Key, index), $"{variant.Message} {remark}");
        }
    }

    /// <summary>The id, the arguments and the text that they give, which looks like no link.</summary>
    public (string Id, ImmutableArray<string> Arguments, string Text) Of(Finding finding)
    {
        var (arguments, text) = (finding.Arguments, finding.Message);
        if (text.Contains("](", StringComparison.Ordinal))
        {
            arguments = [.. arguments.Select(static argument =>
                argument.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal))];
            text = finding.Variant.Format(arguments) + (finding.VersionRemark is { } also ? " " + also : "");
        }

        var id = finding.VersionRemark is { } remark
            ? Numbered(finding.Variant.Key, remarks[(finding.Rule.Id, finding.Variant.Key)].TakeWhile(one => one != remark).Count())
            : finding.Variant.Key;
        return (id, arguments, text);
    }

    private static string Numbered(string key, int index) => $"{key}/{index + 1}";
}

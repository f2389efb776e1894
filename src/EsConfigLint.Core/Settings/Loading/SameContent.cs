using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>Whether two values of a YAML text come to the same settings, however they are written, as far as that can be seen.</summary>
/// <param name="isSameText">Whether a product reads the same from two scalars; the last argument says whether they are items of lists.</param>
internal sealed class SameContent(YamlTree tree, Func<YamlScalar, YamlScalar, bool, bool> isSameText)
{
    public bool Have(YamlNode left, YamlNode right) => Have(left, right, areItems: false);

    private bool Have(YamlNode left, YamlNode right, bool areItems)
    {
        if (IsTemplates(left) || IsTemplates(right))
            return false;
        switch (left, right)
        {
            case (YamlScalar { IsTemplated: false } one, YamlScalar { IsTemplated: false } other):
                return isSameText(one, other, areItems);
            case (YamlSequence one, YamlSequence other) when !areItems && one.Items.Count == other.Items.Count:
                for (var i = 0; i < one.Items.Count; i++)
                {
                    if (!Have(one.Items[i], other.Items[i], areItems: true))
                        return false;
                }

                return true;
            case (YamlMapping one, YamlMapping other) when !areItems && one.Entries.Count == other.Entries.Count:
                return HaveSameEntries(one, other);
            default:
                return false;
        }
    }

    /// <summary>The order of entries says nothing; a key that stands twice is a question of its own.</summary>
    private bool HaveSameEntries(YamlMapping one, YamlMapping other)
    {
        var entries = new Dictionary<string, YamlNode>(other.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in other.Entries)
        {
            if (entry.KeyText is not { } key || !entries.TryAdd(key, entry.Value))
                return false;
        }

        foreach (var entry in one.Entries)
        {
            if (entry.KeyText is not { } key || !entries.Remove(key, out var value) || !Have(entry.Value, value))
                return false;
        }

        return true;
    }

    /// <summary>Whether a template decides if a value is there, or may write a part of a collection.</summary>
    private bool IsTemplates(YamlNode node)
    {
        if (tree.Islands.Count == 0)
            return false;
        if (tree.ConditionsAround(node.Span.Start) > 0)
            return true;
        var next = tree.FirstIslandBehind(node.Span.Start);
        return node is not YamlScalar && (tree.MayHoldMore || (next < tree.Islands.Count && tree.Islands[next].Span.Start < node.Span.End));
    }
}

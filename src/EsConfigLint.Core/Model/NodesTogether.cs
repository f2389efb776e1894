using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>What is true of several nodes taken together. Of none nothing is known.</summary>
internal static class NodesTogether
{
    /// <summary>Whether something is true of each of them.</summary>
    public static Truth Every(this ImmutableArray<ElasticsearchNode> nodes, Func<ElasticsearchNode, Truth> question)
    {
        var all = nodes.IsEmpty ? Truth.Unknown : Truth.Yes;
        foreach (var node in nodes)
            all &= question(node);
        return all;
    }

    /// <summary>Whether something is true of at least one of them.</summary>
    public static Truth Some(this ImmutableArray<ElasticsearchNode> nodes, Func<ElasticsearchNode, Truth> question)
    {
        var any = nodes.IsEmpty ? Truth.Unknown : Truth.No;
        foreach (var node in nodes)
            any |= question(node);
        return any;
    }

    /// <summary>What changes all of them; nothing where one of them cannot be changed.</summary>
    public static ImmutableArray<SettingChange> Change(this ImmutableArray<ElasticsearchNode> nodes, Func<ElasticsearchNode, ImmutableArray<SettingChange>> change)
    {
        var changes = ImmutableArray.CreateBuilder<SettingChange>();
        foreach (var node in nodes)
        {
            if (change(node) is not { IsEmpty: false } own)
                return [];
            changes.AddRange(own);
        }

        return changes.DrainToImmutable();
    }
}

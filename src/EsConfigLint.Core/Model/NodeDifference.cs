using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>A security setting in which one node of a cluster is not like the others.</summary>
/// <param name="OddNode">The node that differs.</param>
/// <param name="Odd">Its setting.</param>
/// <param name="UsualNode">A node that has it as most do.</param>
/// <param name="Usual">That one's setting.</param>
/// <param name="IsFatal">Whether the two cannot talk to each other.</param>
public readonly record struct NodeDifference(ElasticsearchNode OddNode, ISettingReading Odd, ElasticsearchNode UsualNode, ISettingReading Usual, bool IsFatal)
{
    private static readonly (string Key, string Default)[] EffectiveTexts =
    [
        ("xpack.security.transport.ssl.client_authentication", "required"),
        ("xpack.security.transport.ssl.verification_mode", "full"),
        ("xpack.security.authc.password_hashing.algorithm", "bcrypt"),
        ("xpack.security.authc.anonymous.roles", ""),
        ("xpack.security.audit.enabled", "false"),
    ];

    /// <summary>All differences of the nodes of one cluster, each aspect once: the odd node is the one that fewest are like, the last of equals.</summary>
    public static IEnumerable<NodeDifference> Of(ImmutableArray<ElasticsearchNode> nodes)
    {
        if (Find(nodes, static node => node.Security.IsOn, static node => node.Security.Enabled, isFatal: true) is { } security)
        {
            // Everything else follows from it.
            yield return security;
            yield break;
        }

        if (Find(nodes, static node => node.Security.IsOn & node.Tls.Transport.IsOn & !node.Tls.Transport.IsHalfConfigured, static node => node.Tls.Transport.Enabled, isFatal: true) is { } transport)
            yield return transport;
        if (Find(nodes, static node => node.SpeaksHttps, static node => node.Tls.Http.Enabled, isFatal: false) is { } http)
            yield return http;
        foreach (var (key, whenAbsent) in EffectiveTexts)
        {
            if (Find(nodes, node => Effective(node, key, whenAbsent), node => node.Settings.Text(key), isFatal: false) is { } text)
                yield return text;
        }
    }

    /// <summary>What holds, in a form in which equal settings are equal texts; null when it cannot be seen.</summary>
    private static string? Effective(ElasticsearchNode node, string key, string whenAbsent)
    {
        if (whenAbsent is "true" or "false")
            return node.Settings.Boolean(key).OrDefault(whenAbsent == "true") is { IsUnknown: false } truth ? truth.ToString() : null;
        var reading = node.Settings.List(key);
        if (reading.IsAbsent)
            return whenAbsent;
        if (!reading.IsKnown || reading.Value.Any(static item => item.Known is null))
            return null;
        return string.Join(',', reading.Value.Select(static item => item.Known!.ToLowerInvariant()).Order(StringComparer.Ordinal));
    }

    private static NodeDifference? Find(
        ImmutableArray<ElasticsearchNode> nodes, Func<ElasticsearchNode, Truth> aspect, Func<ElasticsearchNode, ISettingReading> place, bool isFatal) =>
        Find(nodes, node => aspect(node) is { IsUnknown: false } truth ? truth.ToString() : null, place, isFatal);

    private static NodeDifference? Find(
        ImmutableArray<ElasticsearchNode> nodes, Func<ElasticsearchNode, string?> aspect, Func<ElasticsearchNode, ISettingReading> place, bool isFatal)
    {
        var groups = nodes.Select(node => (Node: node, Value: aspect(node))).Where(static one => one.Value is not null)
            .GroupBy(static one => one.Value, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).ToList();
        if (groups.Count < 2)
            return null;
        var (usual, odd) = (groups[0].First().Node, groups[^1].Last().Node);
        return new(odd, place(odd), usual, place(usual), isFatal);
    }
}

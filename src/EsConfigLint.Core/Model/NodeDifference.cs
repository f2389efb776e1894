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
    /// <summary>What says nothing of a node whose transport runs without TLS.</summary>
    private static readonly (string Key, string Default)[] TransportTexts =
    [
        ("xpack.security.transport.ssl.client_authentication", "required"),
        ("xpack.security.transport.ssl.verification_mode", "full"),
    ];

    private static readonly (string Key, string Default)[] EffectiveTexts =
    [
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

        // Without security the rest means nothing.
        if (nodes.All(static node => node.Security.IsOn.IsNo))
            yield break;
        if (ClusterNames(nodes) is { } cluster)
            yield return cluster;
        if (Find(nodes, static node => node.SpeaksTransportTls, static node => node.Tls.Transport.Enabled, isFatal: true) is { } transport)
            yield return transport;
        if (Find(nodes, static node => node.SpeaksHttps, static node => node.Tls.Http.Enabled, isFatal: false) is { } http)
            yield return http;
        foreach (var (key, whenAbsent) in TransportTexts)
        {
            if (Find(nodes, node => node.SpeaksTransportTls.IsNo ? null : Effective(node, key, whenAbsent), node => node.Settings.Text(key), isFatal: false) is { } text)
                yield return text;
        }

        foreach (var (key, whenAbsent) in EffectiveTexts)
        {
            if (Find(nodes, node => Effective(node, key, whenAbsent), node => node.Settings.Text(key), isFatal: false) is { } text)
                yield return text;
        }

        if (Find(nodes, RealmChain, FirstRealmSetting, isFatal: false) is { } realms)
            yield return realms;
    }

    /// <summary>Nodes that seek each other by address but belong to different clusters.</summary>
    private static NodeDifference? ClusterNames(ImmutableArray<ElasticsearchNode> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (var other in nodes)
            {
                if (other.Discovery.SeedsName(node)
                    && node.ClusterName is { IsKnown: true, Value: { } name } && other.ClusterName is { IsKnown: true, Value: { } otherName }
                    && name != otherName)
                {
                    return new(node, node.ClusterName, other, other.ClusterName, IsFatal: false);
                }
            }
        }

        return null;
    }

    /// <summary>The realms that are not switched off with their order, from 7.0 on; null when a part is out of sight.</summary>
    private static string? RealmChain(ElasticsearchNode node)
    {
        if (node.Version.IsBefore(7) || node.Settings.IsOpen || node.Security.IsOn.IsNo)
            return null;
        var chain = new List<string>();
        foreach (var type in node.Settings.NamesUnder(SettingNames.RealmPrefix))
        {
            foreach (var name in node.Settings.NamesUnder($"{SettingNames.RealmPrefix}{type}."))
            {
                var enabled = node.Settings.Boolean($"{SettingNames.RealmPrefix}{type}.{name}.enabled").OrDefault(Truth.Yes);
                var order = node.Settings.Text($"{SettingNames.RealmPrefix}{type}.{name}.order");
                if (enabled.IsUnknown || order.IsUnknown || node.Settings.HasAnyUnder($"{SettingNames.RealmPrefix}{type}.{name}.").IsUnknown)
                    return null;
                if (enabled)
                    chain.Add($"{type}.{name}={order.Value}");
            }
        }

        chain.Sort(StringComparer.Ordinal);
        return string.Join(' ', chain);
    }

    private static ISettingReading FirstRealmSetting(ElasticsearchNode node)
    {
        var first = node.Settings.Under(SettingNames.RealmPrefix).FirstOrDefault();
        return first is null ? node.Settings.Text(SettingNames.RealmPrefix[..^1]) : node.Settings.Text(first.Key);
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

using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>How a node finds others, and whether it means to.</summary>
public sealed class Discovery
{
    private readonly ElasticsearchNode node;
    private string[]? seedNames;

    internal Discovery(ElasticsearchNode node)
    {
        this.node = node;
        var settings = node.Settings;

        // The name until 6.8; 7.x takes either, but not both (SettingsBasedSeedHostsProvider), 8.0 removed it.
        const string OldName = "discovery.zen.ping.unicast.hosts";
        SeedHosts = settings.List(node.Version.IsBefore(8) && settings.TryGet(OldName, out _) ? OldName : "discovery.seed_hosts");
        SeedProviders = settings.List("discovery.seed_providers");
        InitialMasters = settings.List("cluster.initial_master_nodes");
        NodeName = settings.Text("node.name");
        IsSingleNode = settings.Text("discovery.type").Is(static type => type == "single-node", whenAbsent: Truth.No);
    }

    public Reading<ImmutableArray<ListItem>> SeedHosts { get; }

    public Reading<ImmutableArray<ListItem>> SeedProviders { get; }

    public Reading<ImmutableArray<ListItem>> InitialMasters { get; }

    public Reading<string> NodeName { get; }

    /// <summary><c>discovery.type: single-node</c>; every other type counts as not.</summary>
    public Truth IsSingleNode { get; }

    /// <summary>Whether seed hosts or initial masters name a node that is not this one.</summary>
    public Truth NamesOtherNodes => SeedsNameOthers() | MastersNameOthers();

    /// <summary>The hosts among the seeds that can be seen, without port and loopback.</summary>
    private string[] SeedNames => seedNames ??=
    [
        .. SeedHosts.Items().Where(static seed => seed.Known is not null).Select(static seed => WithoutPort(seed.Known!))
            .Where(static name => NetworkAddress.Classify(name) != AddressClass.Loopback),
    ];

    /// <summary>Whether a seed host is a name or address that another node gives itself.</summary>
    public bool SeedsName(ElasticsearchNode other)
    {
        foreach (var name in SeedNames)
        {
            if (other.IsCalled(name))
                return true;
        }

        return false;
    }

    /// <summary>Whether a seed host is one of these names.</summary>
    internal bool SeedsAny(HashSet<string> names)
    {
        foreach (var name in SeedNames)
        {
            if (names.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>Whether an initial master is another node's name.</summary>
    public bool MastersName(ElasticsearchNode other)
    {
        foreach (var master in InitialMasters.Items())
        {
            if (master.Known is { } name && other.Discovery.NodeName is { IsKnown: true, Value: { } own } && own == name
                && !(NodeName.IsKnown && NodeName.Value == name))
                return true;
        }

        return false;
    }

    /// <summary>Whether the initial masters are exactly this node.</summary>
    public Truth BootstrapsAlone
    {
        get
        {
            if (InitialMasters.IsAbsent)
                return Truth.No;
            if (!InitialMasters.IsKnown)
                return Truth.Unknown;
            var masters = InitialMasters.Value;
            if (masters.IsEmpty || masters.Select(static master => master.Known).Distinct(StringComparer.Ordinal).Count() > 1)
                return Truth.No;
            return masters[0].Known is { } master && NodeName.IsKnown ? master == NodeName.Value : Truth.Unknown;
        }
    }

    private Truth SeedsNameOthers()
    {
        if (SeedHosts.IsAbsent)
            return Truth.No;
        if (!SeedHosts.IsKnown)
            return Truth.Unknown;
        Truth result = Truth.No;
        foreach (var seed in SeedHosts.Value)
            result |= seed.Known is { } text ? IsOtherHost(text, SeedHosts.Value.Length) : Truth.Unknown;
        return result;
    }

    private Truth IsOtherHost(string seed, int seeds)
    {
        var host = WithoutPort(seed);
        if (NetworkAddress.Classify(host) is AddressClass.Loopback or AddressClass.Wildcard)
            return Truth.No;
        if (NodeName.IsKnown && NodeName.Value == host)
            return Truth.No;
        foreach (var address in node.Transport.Bind.AddRange(node.Transport.Publish))
        {
            if (address.Text == host)
                return Truth.No;
        }

        // A lone host name may well be this host's own.
        return !NodeName.IsKnown && seeds == 1 && NetworkAddress.Classify(host) == AddressClass.Unknown ? Truth.Unknown : Truth.Yes;
    }

    private Truth MastersNameOthers()
    {
        if (InitialMasters.IsAbsent)
            return Truth.No;
        if (!InitialMasters.IsKnown)
            return Truth.Unknown;
        Truth result = Truth.No;
        var masters = InitialMasters.Value;
        var several = masters.Select(static master => master.Known).Where(static name => name is not null).Distinct(StringComparer.Ordinal).Count() > 1;
        foreach (var master in masters)
        {
            result |= master.Known is null ? Truth.Unknown
                : NodeName.IsKnown ? master.Known != NodeName.Value
                : several ? Truth.Yes
                : Truth.Unknown;
        }

        return result;
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        if (colon <= 0 || host.IndexOf(':') != colon && !host.StartsWith('['))
            return host;
        return host.AsSpan(colon + 1).TrimStart("0123456789-").IsEmpty ? host[..colon] : host;
    }
}

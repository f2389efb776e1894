using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>How a node comes to run without transport TLS although security is on.</summary>
public enum TransportTlsGap
{
    /// <summary>It does not, or that is not known.</summary>
    None,

    /// <summary>Bootstrap checks are enforced on it.</summary>
    ProductionMode,

    /// <summary>It means to talk to other nodes, from an address that is out of sight.</summary>
    SeveralNodes,

    /// <summary>It says it is alone, but listens for others.</summary>
    ExposedSingleNode,
}

/// <summary>What a published port leads to.</summary>
public enum PortUse
{
    /// <summary>Neither, or that cannot be seen.</summary>
    None,

    Http,

    /// <summary>Other nodes: transport, and the remote cluster server.</summary>
    Transport,
}

/// <summary>One Elasticsearch node as it will run.</summary>
public sealed class ElasticsearchNode : StackProcess
{
    private const string DefaultProfile = "default";
    private const string DefaultProfileKey = "transport.profiles." + DefaultProfile;

    public ElasticsearchNode(
        ImmutableArray<SettingsSource> sources, StackVersion version, bool versionIsKnown, bool isOpen = false, Container? container = null,
        StackProcess? twin = null)
        : base(Product.Elasticsearch, sources, version, versionIsKnown, isOpen, container, twin)
    {
    }

    /// <summary>What it belongs to; nothing but itself when nothing else is in sight.</summary>
    public Deployment Deployment { get => field ??= new([this], []); internal set; }

    /// <summary><c>cluster.name</c>.</summary>
    public Reading<string> ClusterName => Settings.Text("cluster.name");

    // Each part is made when it is first asked for: joining the nodes of a neighbourhood needs few of them.
    public NetworkInterface Http => field ??= NetworkInterface.Of(
        Settings, "HTTP", "http.",
        ["http.bind_host", "http.host", "network.bind_host", "network.host"],
        ["http.publish_host", "http.host", "network.publish_host", "network.host"],
        DefaultAddress);

    /// <summary>The transport interface of the node itself, which is the profile <c>default</c> (TransportSettings, 6.8 to 9.3).</summary>
    public NetworkInterface Transport => field ??= Profile("transport", "transport.", DefaultProfileKey + ".bind_host", DefaultProfileKey + ".publish_host");

    /// <summary>The further transport interfaces that <c>transport.profiles.*</c> opens.</summary>
    public ImmutableArray<NetworkInterface> TransportProfiles
    {
        get
        {
            if (field.IsDefault)
                field = [.. Settings.NamesUnder("transport.profiles.").Where(static name => name != DefaultProfile)
                    .Select(name => Profile(name, "transport.profiles.", $"transport.profiles.{name}.bind_host", $"transport.profiles.{name}.publish_host"))];
            return field;
        }
    }

    /// <summary>The port for other clusters with API keys; exists from 8.10 on and only when switched on.</summary>
    public NetworkInterface RemoteClusterServer => field ??= NetworkInterface.Of(
        Settings, "remote cluster server", "remote_cluster.",
        ["remote_cluster.bind_host", "remote_cluster.host", "transport.bind_host", "transport.host", "network.bind_host", "network.host"],
        ["remote_cluster.publish_host", "remote_cluster.host", "transport.publish_host", "transport.host", "network.publish_host", "network.host"],
        DefaultAddress);

    /// <summary>Whether the port for other clusters is open: <c>remote_cluster_server.enabled</c>, off by default.</summary>
    public Truth HasRemoteClusterServer => Settings.Boolean("remote_cluster_server.enabled").IsExplicitly(true);

    public Discovery Discovery => field ??= new(this);

    public NodeTls Tls => field ??= new(this);

    public NodeSecurity Security => field ??= new(this);

    public AutoConfiguration AutoConfiguration => field ??= new(this);

    public Cors Cors => field ??= new(Settings);

    /// <summary>Whether HTTP or transport can be reached from another host: in a container only what is published.</summary>
    public Truth IsReachableFromOutside => !IsInContainer
        ? Http.IsReachableFromOutside | Transport.IsReachableFromOutside
        : Container!.Ports.Any(port => port.IsBeyondLoopback && UseOf(port) != PortUse.None);

    /// <summary>Whether other hosts can reach the transport port of a container.</summary>
    public Truth PublishesTransport => Container is not null
        && (Container.SharesHostNetwork || Container.Ports.Any(port => port.IsWide && LeadsToTransport(port)));

    /// <summary>Whether any address filter is set for HTTP or transport.</summary>
    public Truth HasIpFilter => Settings.HasAnyUnder("xpack.security.http.filter.") | Settings.HasAnyUnder("xpack.security.transport.filter.");

    /// <summary>The written addresses that HTTP or transport really binds to, each place once: what a more specific setting overrides is left out.</summary>
    public IEnumerable<InterfaceAddress> BoundAddresses
    {
        get
        {
            var found = new List<InterfaceAddress>();
            foreach (var bound in (ReadOnlySpan<NetworkInterface>)[Http, Transport])
            {
                foreach (var address in bound.Bind)
                {
                    if (!address.IsDefault && !found.Exists(other => other.Location == address.Location))
                        found.Add(address);
                }
            }

            return found;
        }
    }

    /// <summary>Whether bootstrap checks are enforced: by an option, or with transport beyond loopback and not a single node (BootstrapChecks, 6.8 to 9.3).</summary>
    public Truth IsInProductionMode =>
        ((Transport.IsBoundBeyondLoopback | Transport.IsPublishedBeyondLoopback) & !Discovery.IsSingleNode) | EnforcesBootstrapChecks;

    /// <summary>Whether a PKI realm is configured that is not switched off.</summary>
    public Truth HasPkiRealm
    {
        get
        {
            Truth found = Settings.IsOpen ? Truth.Unknown : Truth.No;
            foreach (var name in Settings.NamesUnder(NodeTls.PkiPrefix))
                found |= BuildsRealm($"{NodeTls.PkiPrefix}{name}.");
            return HasElasticSecurity & found;
        }
    }

    /// <summary>Whether a realm is built when the node starts: one that is switched off is passed over (Realms.initRealms).</summary>
    /// <param name="prefix">With its final dot.</param>
    internal Truth BuildsRealm(string prefix) => Security.IsBuilt & Settings.Boolean(prefix + "enabled").OrDefault(Truth.Yes);

    /// <summary>Whether clients must use HTTPS. Half a configuration and a pending auto-configuration are unknown.</summary>
    public Truth SpeaksHttps => Speaks(Tls.Http);

    /// <summary>Whether other nodes must use TLS. Half a configuration and a pending auto-configuration are unknown.</summary>
    public Truth SpeaksTransportTls => Speaks(Tls.Transport);

    /// <summary>Whether HTTP runs in clear although security is on, and nothing will change that at the first start.</summary>
    public Truth LacksHttpTls => Security.IsOn & !Tls.Http.IsOn & !Tls.Http.IsHalfConfigured & !AutoConfiguration.IsPending;

    /// <summary>Whether and how transport runs in clear although security is on, and nothing will change that at the first start.</summary>
    public TransportTlsGap TransportTlsGap
    {
        get
        {
            var plain = Security.IsOn & !Tls.Transport.IsOn & !Tls.Transport.IsHalfConfigured & !AutoConfiguration.IsPending;
            if (!plain.IsYes)
                return TransportTlsGap.None;
            if (IsInProductionMode)
                return TransportTlsGap.ProductionMode;

            // Loopback is development mode whatever the seeds say; beside an address out of sight they decide.
            if (Discovery.NamesOtherNodes & !Discovery.IsSingleNode & !Transport.IsBoundBeyondLoopback.IsNo)
                return TransportTlsGap.SeveralNodes;
            if (Discovery.IsSingleNode & (Transport.IsBoundBeyondLoopback | Transport.IsPublishedBeyondLoopback) & (!IsInContainer | PublishesTransport))
                return TransportTlsGap.ExposedSingleNode;
            return TransportTlsGap.None;
        }
    }

    /// <summary>
    /// What switches security on, with the TLS without which the node then refuses to start: on transport in production mode, and with a key wherever it is on.
    /// Nothing where that TLS may be out of sight: beside another key it would stop the node too.
    /// A realm that is built then reads its passwords.
    /// </summary>
    public ImmutableArray<SettingChange> EnableSecurity()
    {
        // It would refuse a realm that it only builds then.
        if (Tls.Contexts.Any(static tls => tls.Kind == TlsContextKind.PkiRealm && !tls.TrustsTwice.IsNo))
            return [];
        var changes = ImmutableArray.Create(Security.Enabled.Set("true"));
        foreach (var tls in LayersThatSecurityNeeds)
        {
            if (tls.IsOutOfSight || tls.Enable() is not { IsEmpty: false } enabled)
                return [];
            changes = changes.AddRange(enabled);
        }

        return changes.AddRange(SecureTwins.RemoveDormant(this, SettingNames.RealmPrefix));
    }

    /// <summary>The layers that must get TLS, or keys for it, for the node to start with security.</summary>
    public IEnumerable<TlsContext> LayersThatSecurityNeeds => new[] { Tls.Transport, Tls.Http }.Where(tls =>
        (tls.Kind == TlsContextKind.Transport && NeedsTransportTlsForSecurity) || (tls.IsSwitchedOn.IsYes && tls.HasKeyMaterial.IsNo));

    /// <summary>Whether the node would not start with security alone, or not find its cluster, as far as can be seen: an address out of sight may well be production mode.</summary>
    private bool NeedsTransportTlsForSecurity =>
        Deployment.NeedsTransportTls && (Tls.Transport.IsSwitchedOn.IsNo || Tls.Transport.IsOutOfSight) && Tls.Transport.IsHalfConfigured.IsNo;

    /// <summary>What production mode, TLS without keys, two ways of discovery, and other nodes before security has configured itself, refuse at the start.</summary>
    private protected override bool GoesWithRest(string key, string? value)
    {
        var mayBeOn = value is null || value.Equals("true", StringComparison.OrdinalIgnoreCase);
        foreach (var tls in Tls.Contexts)
        {
            if (key.StartsWith(tls.Prefix, StringComparison.Ordinal))
                return key == tls.Prefix + "enabled" ? !mayBeOn || tls.HasKeyMaterial.IsYes : tls.Enabled.IsPresent.IsYes;
        }

        if (key.Contains(".ssl.", StringComparison.Ordinal))
            return false;
        return key switch
        {
            "xpack.security.enabled" => !mayBeOn || EnableSecurity() is [_],
            "xpack.security.fips_mode.enabled" => !mayBeOn,
            "network.host" or "network.bind_host" or "network.publish_host" or "transport.host" or "transport.bind_host" or "transport.publish_host" => IsInProductionMode.IsYes,
            "discovery.type" => Discovery.InitialMasters.IsAbsent,
            "cluster.initial_master_nodes" => Discovery.IsSingleNode.IsNo && AutoConfiguration.IsPending.IsNo,
            "discovery.seed_hosts" or "discovery.seed_providers" => AutoConfiguration.IsPending.IsNo,
            _ => true,
        };
    }

    /// <summary>Whether a host name or address is one that the node gives itself.</summary>
    public bool IsCalled(string host) => Names.Contains(host);

    /// <summary>The names and addresses that the node gives itself, in any case.</summary>
    internal HashSet<string> Names => field ??= FindNames();

    /// <summary>Whether HTTP may listen on a port: it is the configured one, or lies in the range.</summary>
    public Truth ListensForHttpOn(int port)
    {
        var written = Settings.Text("http.port");
        var isUsual = port is >= 9200 and <= 9300;

        // A port that nobody writes in sight is no reason to doubt the usual ones.
        if (!written.IsKnown)
            return written.IsAbsent || (written.Setting is null && isUsual) ? isUsual : Truth.Unknown;
        foreach (var part in written.Value!.Split(','))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0 ? int.TryParse(part, out var only) && only == port
                : int.TryParse(part.AsSpan(0, dash), out var low) && int.TryParse(part.AsSpan(dash + 1), out var high) && port >= low && port <= high)
                return true;
        }

        return false;
    }

    /// <summary>What a published port of the container leads to.</summary>
    public PortUse UseOf(PublishedPort port) =>
        LeadsToTransport(port) || (Version.IsAtLeast(8, 10) && !HasRemoteClusterServer.IsNo && Leads(port, Settings.Text("remote_cluster.port"), 9443)) ? PortUse.Transport
        : Leads(port, Settings.Text("http.port"), 9200) ? PortUse.Http
        : PortUse.None;

    private bool LeadsToTransport(PublishedPort port)
    {
        var written = Settings.Text(DefaultProfileKey + ".port");
        if (written.Setting is null)
            written = Settings.Text("transport.port");
        if (written.Setting is null && Version.IsBefore(8))
            written = Settings.Text("transport.tcp.port");
        return Leads(port, written, 9300);
    }

    /// <summary>Where settings are out of sight, the default port is published because it is the one. Of a range a container takes the first.</summary>
    private static bool Leads(PublishedPort port, Reading<string> written, int byDefault)
    {
        if (written.Setting is null)
            return port.Covers(byDefault);
        if (!written.IsKnown || written.Value is not { } text)
            return false;
        var end = text.IndexOf('-') is var dash and > 0 ? dash : text.Length;
        return int.TryParse(text.AsSpan(0, end), out var first) && port.Covers(first);
    }

    /// <summary>Whether a place lies in what the product itself wrote (security auto-configuration).</summary>
    public bool IsGenerated(Location place)
    {
        foreach (var source in Sources)
        {
            if (source.File == place.File && source.GeneratedRegions.Any(region => region.Contains(place.Span)))
                return true;
        }

        return false;
    }

    protected override string NameKey => "node.name";

    private HashSet<string> FindNames()
    {
        var found = new HashSet<string>(Container?.HostNames ?? [], StringComparer.OrdinalIgnoreCase);
        if (Discovery.NodeName is { IsKnown: true, Value: { } name })
            found.Add(name);
        Add(Http.Bind);
        Add(Http.Publish);
        Add(Transport.Bind);
        Add(Transport.Publish);
        return found;

        void Add(ImmutableArray<InterfaceAddress> addresses)
        {
            foreach (var address in addresses)
            {
                if (!address.IsDefault && address.Class is not (AddressClass.Wildcard or AddressClass.Loopback))
                    found.Add(address.Text);
            }
        }
    }

    private NetworkInterface Profile(string name, string ownPrefix, string bindHost, string publishHost) => NetworkInterface.Of(
        Settings, name, ownPrefix,
        [bindHost, "transport.bind_host", "transport.host", "network.bind_host", "network.host"],
        [publishHost, "transport.publish_host", "transport.host", "network.publish_host", "network.host"],
        DefaultAddress);

    /// <summary>The official image binds to every interface of the container.</summary>
    private string DefaultAddress => HasImageDefaults ? "0.0.0.0" : "_local_";

    /// <summary>Whether an option of the JVM enforces the checks whatever the settings say, on a single node too (BootstrapChecks; seen on 8.19.0 and 9.1.0).</summary>
    private Truth EnforcesBootstrapChecks => Container?.Variable("ES_JAVA_OPTS") is not { } options ? Truth.No
        : options.Value is not { } text ? Truth.Unknown
        : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains("-Des.enforce.bootstrap.checks=true", StringComparer.Ordinal);

    private Truth Speaks(TlsContext tls) =>
        AutoConfiguration.IsPending.IsNo && tls.IsHalfConfigured.IsNo ? Security.IsOn & tls.IsOn : Truth.Unknown;
}

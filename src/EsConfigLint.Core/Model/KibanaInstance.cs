using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>One Kibana as it will run.</summary>
public sealed class KibanaInstance : StackProcess
{
    public KibanaInstance(
        ImmutableArray<SettingsSource> sources, StackVersion version, bool versionIsKnown, bool isOpen = false, Container? container = null,
        StackProcess? twin = null)
        : base(Product.Kibana, sources, version, versionIsKnown, isOpen, container, twin)
    {
        Elasticsearch = new(this);
        Server = new(this);
        Keys = new(Settings);
    }

    /// <summary>What TLS without keys, two identities and keys that are too short refuse at the start.</summary>
    private protected override bool GoesWithRest(string key, string? value)
    {
        if (EncryptionKeys.IsKey(key))
            return value is null or { Length: >= 32 };
        return key switch
        {
            "server.ssl.enabled" => (value is not null && !value.Equals("true", StringComparison.OrdinalIgnoreCase)) || Server.Tls.HasKeyMaterial.IsYes,
            "elasticsearch.username" => value is not (null or "elastic") && !Elasticsearch.ServiceAccountToken.IsPresent.IsYes,
            "elasticsearch.serviceAccountToken" => !Elasticsearch.Username.IsPresent.IsYes,
            _ => true,
        };
    }

    /// <summary>
    /// Whether it does not start with a setting that it does not know: since 6.0 always (elastic/kibana#12554), but for <c>dev.</c> and <c>elastic.apm.</c>,
    /// what belongs to a plugin that is switched off, and where it is told to drop such settings (<c>core.allowStripUnknownsWorkaround</c>; elastic/kibana#217536).
    /// </summary>
    public bool RefusesUnknown(string key) =>
        !key.StartsWith("dev.", StringComparison.Ordinal) && !key.StartsWith("elastic.apm.", StringComparison.Ordinal)
        && !(Settings.TryGet("core.allowStripUnknownsWorkaround", out var drops) && drops.Value is not { Kind: SettingValueKind.Scalar, Scalar.Known: "false" })
        && !IsOfPluginThatMayBeOff(key);

    private bool IsOfPluginThatMayBeOff(string key)
    {
        // Parts of the core have switches that leave their other settings known.
        if (key.StartsWith("server.", StringComparison.Ordinal))
            return false;
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = key.IndexOf('.', dot + 1))
        {
            if (Settings.TryGet(key[..dot] + ".enabled", out var enabled) && enabled.Value is not { Kind: SettingValueKind.Scalar, Scalar.Known: "true" })
                return true;
        }

        return false;
    }

    /// <summary>How it reaches Elasticsearch, and as whom.</summary>
    public ElasticsearchConnection Elasticsearch { get; }

    /// <summary>What browsers reach.</summary>
    public KibanaServer Server { get; }

    public EncryptionKeys Keys { get; }

    /// <summary>
    /// Whether it does not start because it would run as root: from 7.2 on it refuses that without <c>--allow-root</c> (setup_node_env/root;
    /// elastic/kibana#21563), which the start script of Elastic's image does not give (kibana-docker, 7.2 to 9.x).
    /// </summary>
    public Truth RefusesRoot => Container is { Image.Maker: ImageMaker.Elastic } container
        ? Version.IsAtLeast(7, 2) & container.RunsAsRoot & !container.SwitchesUser & !container.AllowsRoot
        : Truth.No;

    /// <summary>The nodes that it belongs to; empty when none are in sight.</summary>
    public ImmutableArray<ElasticsearchNode> Cluster { get; internal set; } = [];

    /// <summary>Whether a container of its own project bears a name.</summary>
    internal Func<string, bool> KnowsContainer { get; init; } = static _ => false;

    /// <summary>
    /// The nodes that a host of it means: those it names, else the whole cluster, since it belongs to one alone. None where the
    /// name is another container's, or that of the machine on which the containers run, which may be any program.
    /// </summary>
    public ImmutableArray<ElasticsearchNode> NodesBehind(HostUrl host)
    {
        if (host.Host is not { } name)
            return Cluster;
        var called = ImmutableArray.CreateBuilder<ElasticsearchNode>();
        foreach (var node in Cluster)
        {
            if (node.IsCalled(name))
                called.Add(node);
        }

        return called.Count > 0 ? called.DrainToImmutable()
            : KnowsContainer(name) || name.Equals(HostUrl.DockerHost, StringComparison.OrdinalIgnoreCase) ? []
            : Cluster;
    }

    /// <summary>Whether every node that a host of it means speaks HTTPS; unknown when none is in sight.</summary>
    public Truth SpeaksHttps(HostUrl host) => NodesBehind(host).Every(static node => node.SpeaksHttps);

    /// <summary>Whether every node that a host of it means has security, and plain HTTP; unknown when none is in sight.</summary>
    public Truth LacksHttpTls(HostUrl host) => NodesBehind(host).Every(static node => node.LacksHttpTls);

    /// <summary>Whether a node that a host of it means may listen for HTTP on its port; unknown when none is in sight, or the port is not.</summary>
    public Truth ReachesHttp(HostUrl host) =>
        host.EffectivePort is { } port ? NodesBehind(host).Some(node => node.ListensForHttpOn(port)) : Truth.Unknown;

    /// <summary>What switches TLS on for HTTP of the nodes that a host of it means, of all or of none.</summary>
    public ImmutableArray<SettingChange> EnableHttpTls(HostUrl host) => NodesBehind(host).Change(static node => node.Tls.Http.Enable());

    /// <summary>
    /// Whether it waits for an enrolment token when it starts: from 8.0 on, without credentials and with the host of the
    /// product or its image (interactive setup).
    /// </summary>
    public Truth AwaitsEnrollment => Version.IsAtLeast(8) & !Elasticsearch.HasCredentials & Elasticsearch.HasDefaultHost
        & Settings.Boolean("interactiveSetup.enabled").OrDefault(true);

    /// <summary>
    /// Whether an enrolment will say how to reach the nodes in sight: it waits for one, nobody wrote a host, and they give themselves certificates at their
    /// first start. The token then puts their HTTPS addresses in the place of the image's own host (interactive setup).
    /// </summary>
    public Truth GetsHostsByEnrollment =>
        AwaitsEnrollment & Elasticsearch.HostsKey().IsAbsent & !Cluster.IsEmpty & Cluster.Every(static node => node.AutoConfiguration.IsPending);

    /// <summary>Whether there is no login, and so no session: switched off in Kibana (up to 7.x), or on every node in sight.</summary>
    public Truth HasNoLogin =>
        (Version.IsBefore(8) & Settings.Boolean("xpack.security.enabled").IsExplicitly(false))
        | (!Cluster.IsEmpty & Cluster.Every(static node => node.Security.IsSwitchedOff));

    /// <summary>
    /// Whether it refuses a session key for its length: before 7.4 only its security asks, once it is on (validate_config.js, called by init alone), since then
    /// the schema does (elastic/kibana#39446).
    /// </summary>
    public Truth MeasuresSessionKey => Version.IsAtLeast(7, 4) | !Settings.Boolean("xpack.security.enabled").IsExplicitly(false);

    /// <summary>
    /// The variable that makes its Node.js accept any certificate where the program does not insist on a valid one
    /// (<c>NODE_TLS_REJECT_UNAUTHORIZED=0</c>, the only value that does; Node.js manual, command line); null when none does.
    /// </summary>
    public EnvironmentVariable? CertificateSwitch =>
        Container?.Variable("NODE_TLS_REJECT_UNAUTHORIZED") is { Value: "0" } variable ? variable : null;

    /// <summary><c>xpack.reporting.enabled: false</c>.</summary>
    public Truth IsReportingOff => Settings.Boolean("xpack.reporting.enabled").IsExplicitly(false);

    /// <summary>Whether no file sets it and no listing says whether the keystore does.</summary>
    private bool MayOnlyBeInKeystore(Reading<string> reading) => reading.Setting is null && !Settings.IsOpen && !Keystore.IsListed;

    /// <summary>Whether a key is set nowhere, and Elastic's own Kibana would want it.</summary>
    public Truth Lacks(Reading<string> key) => HasElasticSecurity & key.IsAbsent;

    /// <summary>Whether only a listing of the keystore could tell if a key is set, and Elastic's own Kibana would want it.</summary>
    public Truth MayLack(Reading<string> key) => HasElasticSecurity & MayOnlyBeInKeystore(key);

    protected override string NameKey => "server.name";
}

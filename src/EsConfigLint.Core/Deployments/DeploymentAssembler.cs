using System.Collections.Immutable;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Deployments;

/// <summary>Makes processes of carriers and joins those that belong together.</summary>
/// <remarks>
/// Nodes join when they name the same cluster in plain text, not by a default, or when their seed hosts or initial masters name each
/// other. A Kibana joins the cluster that its hosts name, else the only one beside it. Folders of different environments never join by
/// chance, and two files that configure the same node are alternatives, not two nodes. Projects of containers stand for themselves,
/// but for a Kibana without nodes of its own that names the containers of another project in its folder.
/// </remarks>
/// <param name="carriers">Those of one neighbourhood: folders with the same parent.</param>
/// <param name="containers">What runs in containers.</param>
public sealed class DeploymentAssembler(IReadOnlyList<Carrier> carriers, IReadOnlyList<ContainerPlan> containers)
{
    private static readonly string[] DefaultClusterNames = ["elasticsearch", "docker-cluster", "my-application"];

    private readonly List<NodeMember> nodes = [];
    private readonly List<KibanaMember> kibanas = [];

    /// <summary>The processes in containers by the settings file that they read.</summary>
    private readonly Dictionary<string, List<StackProcess>> readers = new(StringComparer.Ordinal);

    /// <summary>What each carrier's process was at the version before.</summary>
    private readonly Dictionary<Carrier, StackProcess> twins = [];

    /// <summary>Which nodes were joined at the last version, by their place in <see cref="nodes"/>.</summary>
    private List<int[]> joined = [];

    /// <summary>What the nodes were when they were joined: nothing but these, their files and containers decides it.</summary>
    private List<SettingsSource> joinedSources = [];

    /// <param name="version">The version of every process that does not know its own.</param>
    /// <param name="versionIsKnown">Whether <paramref name="version"/> was given, or is an assumption.</param>
    /// <param name="beatsImages">Whether a version that was given counts for a container whose image names another.</param>
    public ImmutableArray<Deployment> Assemble(StackVersion version, bool versionIsKnown, bool beatsImages = true)
    {
        nodes.Clear();
        kibanas.Clear();
        AddProcesses(version, versionIsKnown);
        readers.Clear();
        foreach (var plan in containers)
            AddContainer(plan, version, versionIsKnown, versionIsKnown && beatsImages);
        return Deployments(Clusters());
    }

    private void AddProcesses(StackVersion version, bool versionIsKnown)
    {
        var listings = carriers.OfType<KeystoreListingCarrier>().ToList();
        foreach (var carrier in carriers)
        {
            if (carrier is KeystoreListingCarrier)
                continue;
            var sources = ImmutableArray.Create(carrier.Load(version));
            if (ListingOf(carrier, carriers, listings) is { } listing)
                sources = sources.Add(listing.Load(version));
            Add(carrier, sources, version, versionIsKnown, isOpen: false);
        }

        // A listing whose settings file is out of sight is a process of which only the keystore is known.
        foreach (var listing in listings)
        {
            if (!carriers.Any(carrier => carrier is not KeystoreListingCarrier && ListingOf(carrier, carriers, listings) == listing))
                Add(listing, [listing.Load(version)], version, versionIsKnown, isOpen: true);
        }
    }

    private void AddContainer(ContainerPlan plan, StackVersion version, bool versionIsKnown, bool beatsImage)
    {
        var own = beatsImage ? version : plan.Version ?? version;
        var isKnown = versionIsKnown || plan.Version is not null;
        var sources = plan.Carriers.Select(carrier => carrier.Load(own)).ToImmutableArray();
        var path = plan.Container.NameLocation.File.Path;
        if (plan.Product == Product.Elasticsearch)
        {
            var node = new ElasticsearchNode(sources, own, isKnown, plan.IsOpen, plan.Container);
            nodes.Add(new(node, path, plan.Project));
            AddReader(node);
        }
        else
        {
            var kibana = new KibanaInstance(sources, own, isKnown, plan.IsOpen, plan.Container) { KnowsContainer = plan.HostNames.Contains };
            kibanas.Add(new(kibana, path, plan.Project));
            AddReader(kibana);
        }
    }

    /// <summary>Has the processes that read one settings file know of each other.</summary>
    private void AddReader(StackProcess process)
    {
        foreach (var source in process.Sources)
        {
            if (source.Origin != SettingsOrigin.File)
                continue;
            if (!readers.TryGetValue(source.File.Path, out var others))
                readers[source.File.Path] = others = [];
            others.Add(process);
            if (others.Count == 2)
                others[0].ReadersOfItsFile = others;
            if (others.Count > 1)
                process.ReadersOfItsFile = others;
        }
    }

    private void Add(Carrier carrier, ImmutableArray<SettingsSource> sources, StackVersion version, bool versionIsKnown, bool isOpen)
    {
        var path = carrier.File.Path;
        var twin = twins.GetValueOrDefault(carrier);
        StackProcess process;
        if (carrier.Product == Product.Elasticsearch)
        {
            var node = new ElasticsearchNode(sources, version, versionIsKnown, isOpen, twin: twin);
            nodes.Add(new(node, path));
            process = node;
        }
        else
        {
            var kibana = new KibanaInstance(sources, version, versionIsKnown, isOpen, twin: twin);
            kibanas.Add(new(kibana, path));
            process = kibana;
        }

        twins[carrier] = process;
    }

    /// <summary>The listing beside a settings file; with several settings files in a folder the one whose name fits.</summary>
    private static KeystoreListingCarrier? ListingOf(Carrier carrier, IReadOnlyList<Carrier> carriers, List<KeystoreListingCarrier> listings)
    {
        if (listings.Count == 0)
            return null;
        var folder = PathNames.FolderOf(carrier.File.Path);
        var beside = listings.FindAll(listing => listing.Product == carrier.Product && PathNames.FolderOf(listing.File.Path) == folder);
        if (beside.Count == 0)
            return null;
        var settingsFiles = carriers.Count(other => other is not KeystoreListingCarrier
            && other.Product == carrier.Product && PathNames.FolderOf(other.File.Path) == folder);
        if (beside.Count == 1 && settingsFiles == 1)
            return beside[0];
        var word = PathNames.DistinguishingWord(carrier.File.Path);
        var fitting = beside.FindAll(listing => PathNames.DistinguishingWord(listing.File.Path) == word);
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private List<List<NodeMember>> Clusters()
    {
        var sources = new List<SettingsSource>(nodes.Count);
        foreach (var node in nodes)
            sources.AddRange(node.Process.Sources);
        if (!sources.SequenceEqual(joinedSources))
            (joined, joinedSources) = (Join(), sources);
        return joined.ConvertAll(cluster => new List<NodeMember>(Array.ConvertAll(cluster, place => nodes[place])));
    }

    private List<int[]> Join()
    {
        if (nodes.Count == 1)
            return [[0]];

        // Nearly all seed hosts are out of sight, and every pair of nodes would ask for them.
        var called = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            if (node.Process.IsReadable)
                called.UnionWith(node.Process.Names);
        }

        foreach (var node in nodes)
            node.SeedsSomeone = node.Process.IsReadable && node.Process.Discovery.SeedsAny(called);

        var clusters = new List<List<int>>();
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            var near = clusters.FindAll(cluster => cluster.Exists(other => BelongTogether(node, nodes[other])));
            var home = new List<int>();
            foreach (var cluster in near)
            {
                home.AddRange(cluster);
                clusters.Remove(cluster);
            }

            home.Add(i);
            clusters.Add(home);
        }

        return clusters.ConvertAll(static cluster => cluster.ToArray());
    }

    private ImmutableArray<Deployment> Deployments(List<List<NodeMember>> clusters)
    {
        var users = clusters.ConvertAll(static _ => ImmutableArray.CreateBuilder<KibanaInstance>());
        var alone = ImmutableArray.CreateBuilder<KibanaInstance>();
        foreach (var kibana in kibanas)
        {
            var index = ClusterOf(kibana, clusters);
            (index < 0 ? alone : users[index]).Add(kibana.Process);
        }

        var deployments = ImmutableArray.CreateBuilder<Deployment>();
        for (var i = 0; i < clusters.Count; i++)
        {
            ImmutableArray<ElasticsearchNode> cluster = clusters[i] is [var only]
                ? [only.Process]
                : [.. clusters[i].OrderBy(static node => node.Path, StringComparer.Ordinal).Select(static node => node.Process)];
            foreach (var kibana in users[i])
                kibana.Cluster = cluster;
            var deployment = new Deployment(cluster, users[i].ToImmutable());
            foreach (var node in cluster)
                node.Deployment = deployment;
            deployments.Add(deployment);
        }

        foreach (var kibana in alone)
            deployments.Add(new([], [kibana]));
        return deployments.ToImmutable();
    }

    private static bool BelongTogether(NodeMember one, NodeMember other)
    {
        if (!one.Process.IsReadable || !other.Process.IsReadable || one.Project != other.Project)
            return false;

        // A single node forms a cluster of its own and joins no other.
        if (one.Process.Discovery.IsSingleNode || other.Process.Discovery.IsSingleNode)
            return false;
        var areSameCluster = one.ClusterName is not null && one.ClusterName == other.ClusterName;
        var areNoStrangers = areSameCluster || one.ClusterName is null || other.ClusterName is null;
        if (one.Project is not null)
            return areNoStrangers;

        // The same node name twice: two versions of one node's file.
        if (one.Name is not null && one.Name == other.Name)
            return false;
        if ((one.SeedsSomeone && one.Process.Discovery.SeedsName(other.Process)) || (other.SeedsSomeone && other.Process.Discovery.SeedsName(one.Process)))
            return true;
        if (!areNoStrangers || one.Environment != other.Environment)
            return false;
        return areSameCluster || one.Process.Discovery.MastersName(other.Process) || other.Process.Discovery.MastersName(one.Process);
    }

    private static int ClusterOf(KibanaMember kibana, List<List<NodeMember>> clusters)
    {
        if (!kibana.Process.IsReadable)
            return -1;
        var named = clusters.FindAll(cluster => cluster.Exists(node => node.Process.IsReadable && node.Project == kibana.Project && IsNamedBy(node.Process, kibana.Process)));
        if (named.Count == 1)
            return clusters.IndexOf(named[0]);
        if (kibana.Project is not null)
        {
            var inProject = clusters.FindAll(cluster => cluster.Exists(node => node.Project == kibana.Project));
            if (inProject.Count == 0 && NeighbourOf(kibana, clusters) is { } neighbour)
                return clusters.IndexOf(neighbour);
            return inProject.Count == 1 ? clusters.IndexOf(inProject[0]) : -1;
        }

        var folder = PathNames.FolderOf(kibana.Path);
        var beside = clusters.FindAll(cluster => cluster.Exists(node => node.Project is null && PathNames.FolderOf(node.Path) == folder));
        if (beside.Count == 0)
            beside = clusters.FindAll(cluster => cluster.Exists(node => node.Project is null && node.Environment == kibana.Environment));
        return beside.Count == 1 && beside[0].TrueForAll(static node => node.Process.IsReadable) ? clusters.IndexOf(beside[0]) : -1;
    }

    /// <summary>
    /// The cluster of another project of the same folder, when every host that Kibana names is the container of exactly one
    /// node there: two files that are meant to run together. Null when anything about that is open, since a folder may as well
    /// hold alternatives.
    /// </summary>
    private static List<NodeMember>? NeighbourOf(KibanaMember kibana, List<List<NodeMember>> clusters)
    {
        var folder = PathNames.FolderOf(kibana.Path);
        List<NodeMember>? found = null;
        foreach (var host in kibana.Process.Elasticsearch.WrittenHosts)
        {
            if (host.Host is not { } name || kibana.Process.KnowsContainer(name))
                return null;
            List<NodeMember>? owner = null;
            foreach (var cluster in clusters)
            {
                foreach (var node in cluster)
                {
                    if (node.Project is null || PathNames.FolderOf(node.Path) != folder || node.Process.Container?.IsCalled(name) != true)
                        continue;
                    if (owner is not null || !node.Process.IsReadable)
                        return null;
                    owner = cluster;
                }
            }

            if (owner is null || (found is not null && found != owner))
                return null;
            found = owner;
        }

        return found;
    }

    private static bool IsNamedBy(ElasticsearchNode node, KibanaInstance kibana)
    {
        foreach (var host in kibana.Elasticsearch.Hosts)
        {
            if (host.Host is { } name && NetworkAddress.Classify(name) != AddressClass.Loopback && node.IsCalled(name))
                return true;
        }

        return false;
    }

    /// <summary>What is asked of a process for every other one of the neighbourhood; found once.</summary>
    private abstract class Member(string path, string? project)
    {
        private string? environment;

        public string Path { get; } = path;

        public string? Project { get; } = project;

        public string Environment => environment ??= PathNames.EnvironmentOf(Path);
    }

    private sealed class NodeMember(ElasticsearchNode process, string path, string? project = null) : Member(path, project)
    {
        public ElasticsearchNode Process { get; } = process;

        /// <summary>Whether its seed hosts name any node of the neighbourhood.</summary>
        public bool SeedsSomeone { get; set; }

        public string? Name { get; } = process.Discovery.NodeName is { IsKnown: true, Value: { } name } ? name : null;

        /// <summary>Null when it is not known or a default, which says nothing.</summary>
        public string? ClusterName { get; } =
            process.Settings.Text("cluster.name") is { IsKnown: true, Value: { } name } && !DefaultClusterNames.Contains(name, StringComparer.Ordinal) ? name : null;
    }

    private sealed class KibanaMember(KibanaInstance process, string path, string? project = null) : Member(path, project)
    {
        public KibanaInstance Process { get; } = process;
    }
}

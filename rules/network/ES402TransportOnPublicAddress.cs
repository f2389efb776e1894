namespace EsConfigLint.Rules.Network;

public sealed class ES402TransportOnPublicAddress : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES402", "transport-on-public-address")
    {
        Cwe = [668, 1327],
        Variants =
        [
            new("bound", Level.Error, 9.0, "Transport listens on the public address '{0}'; ports between nodes must never be reachable from the internet."),
            new("remote-cluster", Level.Warning, 6.9, "The remote cluster server listens on the public address '{0}'."),
            new("published", Level.Note, 3.5, "Transport is published as the public address '{0}'; see that nobody outside reaches it."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        Report("bound", node.Transport.Bind);
        foreach (var profile in node.TransportProfiles)
            Report("bound", profile.BoundOnItsOwn);

        // From 8.10 to 8.13 it was a preview; before that nothing starts with it, so that a version out of sight is a later one.
        if (node.HasRemoteClusterServer & (!node.VersionIsKnown | node.Version.IsAtLeast(8, 14)))
            Report("remote-cluster", node.RemoteClusterServer.BoundOnItsOwn);
        Report("published", node.Transport.PublishedAlone);

        void Report(string variant, IEnumerable<InterfaceAddress> addresses)
        {
            foreach (var address in addresses)
            {
                if (address.Class == AddressClass.Public)
                    context.Report(variant, address.Location, address.Key, address.Text);
            }
        }
    }
}

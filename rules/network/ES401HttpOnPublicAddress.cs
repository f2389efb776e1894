namespace EsConfigLint.Rules.Network;

public sealed class ES401HttpOnPublicAddress : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES401", "http-on-public-address")
    {
        Cwe = [668, 1327],
        Variants =
        [
            new("bound", Level.Error, 8.6, "HTTP listens on the public address '{0}'."),
            new("published", Level.Note, 3.5, "HTTP is published as the public address '{0}'; see that nobody outside reaches it."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var address in node.Http.Bind)
        {
            if (address.Class == AddressClass.Public)
                context.Report("bound", address.Location, address.Key, address.Text);
        }

        foreach (var address in node.Http.PublishedAlone)
        {
            if (address.Class == AddressClass.Public)
                context.Report("published", address.Location, address.Key, address.Text);
        }
    }
}

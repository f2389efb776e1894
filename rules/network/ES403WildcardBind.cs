namespace EsConfigLint.Rules.Network;

public sealed class ES403WildcardBind : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES403", "wildcard-bind")
    {
        Cwe = [1327],
        Variants =
        [
            new("wildcard", Level.Note, 3.5, "'{0}' listens on every interface of the host, including any public one.") { Ruleset = Ruleset.Pedantic },
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var matters = !node.IsInContainer & !node.HasIpFilter;
        foreach (var address in node.BoundAddresses)
        {
            if (matters & address.Class == AddressClass.Wildcard & !node.IsGenerated(address.Location))
                context.Report("wildcard", address.Location, address.Key, address.Key);
        }
    }
}

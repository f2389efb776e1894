namespace EsConfigLint.Rules.Process;

public sealed class ES501ContainerRunsAsRoot : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES501", "container-runs-as-root")
    {
        Cwe = [250],
        Variants =
        [
            new("node", Level.Error, 7.8, "'{0}' runs Elasticsearch as root: a flaw in it owns all that the host gives to the container.") { PreventsStart = VersionRange.Since(8) },
            new("kibana", Level.Error, 7.8, "'{0}' runs Kibana as root: a flaw in it owns all that the host gives to the container."),
            new("allowed", Level.Error, 7.8, "'{0}' lets Elasticsearch run as root."),
            new("takes-ownership", Level.Error, 7.8, "'{0}' starts as root to take the ownership of its volumes."),
            new("drops-root", Level.Warning, 5.3, "The image of '{0}' starts as root and changes the user itself; state the user 1000:0."),
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        if (process.Container is not { } container)
            return;
        var isNode = process.Product == Product.Elasticsearch;
        if (container is { RunsAsRoot.IsYes: true, User: { } user })
            context.Report(isNode ? "node" : "kibana", user.Location, null, container.Name);
        if (!isNode)
            return;
        if (container.Variable("ES_JAVA_OPTS") is { Value: { } options } java && options.Contains("-Des.insecure.allow.root=true", StringComparison.Ordinal))
            context.Report("allowed", java.Place, null, container.Name);
        if (process is not { VersionIsKnown: true, Version.Major: < 8 })
            return;
        if (container.Variable("TAKE_FILE_OWNERSHIP") is { Value: not "" } ownership)
            context.Report("takes-ownership", ownership.Place, null, container.Name);
        else if (container is { User: null, Image.Maker: ImageMaker.Elastic })
            context.Report("drops-root", container.ImageLocation, null, container.Name);
    }
}

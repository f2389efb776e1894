using EsConfigLint.Core.Text;

namespace EsConfigLint.Rules.Process;

public sealed class ES501ContainerRunsAsRoot : ProcessRule
{
    private const string Switch = "-Des.insecure.allow.root=true";

    public override RuleDescriptor Descriptor { get; } = new("ES501", "container-runs-as-root")
    {
        Cwe = [250],
        Variants =
        [
            new("node", Level.Error, 7.8, "'{0}' runs Elasticsearch as root: a flaw in it owns all that the host gives to the container.")
                { PreventsStart = VersionRange.Since(8), Fix = FixSafety.Unsafe },
            new("kibana", Level.Error, 7.8, "'{0}' runs Kibana as root: a flaw in it owns all that the host gives to the container.") { Fix = FixSafety.Unsafe },
            new("kibana-stops", Level.Error, 7.8, "'{0}' starts Kibana as root, which refuses that: it does not start.")
                { PreventsStart = VersionRange.Since(7, 2), Fix = FixSafety.Unsafe },
            new("allowed", Level.Error, 7.8, "'{0}' asks Elasticsearch to run as root, which no version since 5.0 does.") { Fix = FixSafety.Unsafe },
            new("takes-ownership", Level.Error, 7.8, "'{0}' starts as root to take the ownership of its volumes.") { Fix = FixSafety.Unsafe },
            new("drops-root", Level.Warning, 5.3, "The image of '{0}' starts as root and changes the user itself; state the user 1000:0."),
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        if (process.Container is not { } container)
            return;
        var isNode = process.Product == Product.Elasticsearch;
        if (container.User is { } user && (container.RunsAsRoot & !container.SwitchesUser).IsYes)
            Report(isNode ? "node" : process is KibanaInstance { RefusesRoot.IsYes: true } ? "kibana-stops" : "kibana", user.Location).Fix(process.LeaveRoot());
        else if (isNode && container.Variable("ES_JAVA_OPTS") is { Value: { } options } java && options.Contains(Switch, StringComparison.Ordinal))
            Report("allowed", java.Place).Fix(options.Trim() == Switch ? container.Remove(java.Place) : null);
        else if (process.ImageStartsAsRoot && container.Variable("TAKE_FILE_OWNERSHIP") is { Value: { Length: > 0 } } ownership)
            Report("takes-ownership", ownership.Place).Fix(container.Remove(ownership.Place));
        else if (process.ImageStartsAsRoot)
            Report("drops-root", container.ImageLocation);

        DiagnosticBuilder Report(string variant, Location place) => context.Report(variant, place, null, container.Name);
    }
}

namespace EsConfigLint.Rules.Tls;

public sealed class ES301HttpTlsDisabled : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES301", "http-tls-disabled")
    {
        Cwe = [319],
        From = Layer.Https,
        Variants = [new("off", Level.Error, 7.5, "HTTP of '{0}' is plain: clients send passwords and data in clear text.")],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var endsAtProxy = context.Options.HttpTlsTerminated && node.Http.IsBoundBeyondLoopback.IsNo;
        if (!endsAtProxy && node.LacksHttpTls)
            context.Report("off", node.Tls.Http.Enabled, node.Name);
    }
}

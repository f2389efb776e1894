namespace EsConfigLint.Rules.Tls;

public sealed class ES301HttpTlsDisabled : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES301", "http-tls-disabled")
    {
        Cwe = [319],
        Unmasks = ["ES208", "ES303", "ES305", "XS101", "XS106", "XS108"],
        From = Layer.Https,
        Variants = [new("off", Level.Error, 7.5, "HTTP of '{0}' is plain: clients send passwords and data in clear text.") { Fix = FixSafety.Unsafe }],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var endsAtProxy = context.Options.HttpTlsTerminated && node.Http.IsBoundBeyondLoopback.IsNo;
        if (!endsAtProxy && node.LacksHttpTls)
        {
            context.Report("off", node.Tls.Http.Enabled, node.Name)
                .Fix(() => node.Deployment.EnableHttps(node)).Instruct(Instruction.MakeFilesOf(node.Tls.Http, node.Version));
        }
    }
}

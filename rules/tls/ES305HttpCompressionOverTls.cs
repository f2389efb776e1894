namespace EsConfigLint.Rules.Tls;

public sealed class ES305HttpCompressionOverTls : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES305", "http-compression-over-tls")
    {
        Cwe = [203],
        From = Layer.Https,
        Variants = [new("compressed", Level.Note, 3.1, "'{0}' compresses answers over HTTPS, which lets an attacker guess at what they hold.") { Fix = FixSafety.Safe }],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var compression = node.Settings.Boolean("http.compression");
        if (compression.IsExplicitly(true) & node.Tls.Http.IsOn)
            context.Report("compressed", compression, compression.Key).Fix(node.RemoveUnwanted(compression.Key, "true"));
    }
}

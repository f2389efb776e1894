namespace EsConfigLint.Rules.Kibana;

public sealed class KB201KibanaTlsDisabled : KibanaRule
{
    public override RuleDescriptor Descriptor { get; } = new("KB201", "kibana-tls-disabled")
    {
        Cwe = [319],
        From = Layer.Https,

        // Where several containers read one file, it and their variables are changed one after the other.
        Unmasks = ["KB203", "XS112"],
        Variants =
        [
            new("plain", Level.Error, 7.5, "Browsers reach '{0}' over plain HTTP, the login form included.") { Fix = FixSafety.Unsafe },
            new("published-on-loopback", Level.Note, 0, "'{0}' speaks plain HTTP; beside the containers of its network only this host is let in.") { Fix = FixSafety.Unsafe },
            new("behind-proxy", Level.Note, 0, "'{0}' speaks plain HTTP; TLS seems to end at a proxy before it."),
        ],
    };

    public override void Check(KibanaInstance kibana, RuleContext context)
    {
        var server = kibana.Server;
        var plain = !server.Tls.IsOn & !server.HasTlsMaterial;

        // Where half of what tells of a proxy is out of sight, the lower level is certain.
        if (plain & (server.IsBehindTlsProxy | (!server.IsBehindTlsProxy.IsNo & server.IsBoundBeyondLoopback)))
            context.Report("behind-proxy", server.Tls.Enabled, kibana.Name);
        else if (plain & server.IsBoundBeyondLoopback)
        {
            context.Report(server.IsPublishedOnLoopbackAlone ? "published-on-loopback" : "plain", server.Tls.Enabled, kibana.Name)
                .Fix(() => kibana.UnlessOverruledElsewhere(server.Tls.Enable())).Instruct(Instruction.RequestKibanaCertificate);
        }
    }
}

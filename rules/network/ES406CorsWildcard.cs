namespace EsConfigLint.Rules.Network;

public sealed class ES406CorsWildcard : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES406", "cors-wildcard")
    {
        Cwe = [942],
        Variants =
        [
            new("any-origin", Level.Error, 7.5, "'{0}' lets every web site that a user visits talk to this node through the user's browser.") { Fix = FixSafety.Unsafe },
            new("any-origin-with-credentials", Level.Error, 8.1, "'{0}' lets every web site that a user visits talk to this node with the user's own credentials.") { Fix = FixSafety.Unsafe },
            new("any-origin-without-security", Level.Error, 9.1, "'{0}' lets every web site that a user visits read and change all data: security is off.") { Fix = FixSafety.Unsafe },
            new("dangling", Level.Note, 0, "'{0}' would allow every origin, but CORS is off: nothing comes of it until somebody switches it on."),
        ],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        var cors = node.Cors;
        if (cors.AllowsEveryOrigin & !cors.Enabled.OrDefault(false))
            context.Report("dangling", cors.AllowOrigin, cors.AllowOrigin.Written);
        else if (cors.AllowsEveryOrigin & cors.Enabled.IsExplicitly(true))
            context.Report(Worst(), cors.AllowOrigin, cors.AllowOrigin.Written).Fix(cors.Enabled.Set("false"));

        string Worst() =>
            node.Security.IsOn.IsNo ? "any-origin-without-security"
            : cors.AllowCredentials.IsExplicitly(true) ? "any-origin-with-credentials"
            : "any-origin";
    }
}

using EsConfigLint.Engine.Results;
using EsConfigLint.Rules;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint explain</c>: the page of a rule.</summary>
internal static class ExplainCommand
{
    public static void Configure(CommandLineApplication app)
    {
        var word = app.Argument("RULE", "The id or the name of a rule");
        app.OnExecute(() =>
        {
            Explain(word.Value ?? throw new CliException("explain needs a rule; 'esconfiglint rules' lists them."));
            return ExitCode.Clean;
        });
    }

    private static void Explain(string word)
    {
        foreach (var rule in RuleList.All)
        {
            var descriptor = rule.Descriptor;
            if (!descriptor.Id.Equals(word, StringComparison.OrdinalIgnoreCase) && !descriptor.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
                continue;
            Terminal.Write(descriptor.Id + "\n");
            return;
        }

        var nearest = NearestWord.Of(word, RuleList.All.SelectMany(static rule => new[] { rule.Descriptor.Id, rule.Descriptor.Name }));
        throw new CliException(nearest is null
            ? $"unknown rule '{word}'; 'esconfiglint rules' lists them."
            : $"unknown rule '{word}'; did you mean '{nearest}'?");
    }
}

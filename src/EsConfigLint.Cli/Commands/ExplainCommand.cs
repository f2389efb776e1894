using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Pages;
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
        var color = app.Option("--color <WHEN>", "auto (default), always or never", CommandOptionType.SingleValue);
        app.OnExecute(() =>
        {
            var usesColor = Terminal.UsesColor((ColorChoice)color.Word("colour", OptionReading.Colors, 0));
            Explain(word.Value ?? throw new CliException("explain needs a rule; 'esconfiglint rules' lists them."), usesColor);
            return ExitCode.Clean;
        });
    }

    private static void Explain(string word, bool usesColor)
    {
        foreach (var rule in RuleList.All)
        {
            var descriptor = rule.Descriptor;
            if (!descriptor.IsCalled(word))
                continue;
            var page = new EmbeddedRulePages(typeof(RuleList).Assembly).HelpOf(descriptor.Id)
                ?? throw new CliException($"rule '{descriptor.Id}' has no page.");
            Terminal.Write(PageText.Render(page.Markdown, usesColor, Terminal.Width()));
            return;
        }

        foreach (var descriptor in LinterPages.Rules)
        {
            if (!descriptor.IsCalled(word))
                continue;
            Terminal.Write(PageText.Render(LinterPages.Of(descriptor), usesColor, Terminal.Width()));
            return;
        }

        var rules = RuleList.All.Select(static rule => rule.Descriptor).Concat(LinterPages.Rules);
        var nearest = NearestWord.Of(word, rules.SelectMany(static rule => new[] { rule.Id, rule.Name }));
        throw new CliException(nearest is null
            ? $"unknown rule '{word}'; 'esconfiglint rules' lists them."
            : $"unknown rule '{word}'; did you mean '{nearest}'?");
    }
}

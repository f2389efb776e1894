namespace EsConfigLint.Engine.Reporting;

/// <summary>What a report shows of a rule's page.</summary>
/// <param name="Summary">The first paragraph as plain text.</param>
/// <param name="Markdown">The page without its guards and without marks of spans.</param>
/// <param name="Path">Where the page is in the repository.</param>
public sealed record RuleHelp(string Summary, string Markdown, string Path);

/// <summary>The pages of the rules, by id.</summary>
public interface IRulePages
{
    /// <summary>Null for a rule without a page: findings about the linter itself.</summary>
    RuleHelp? HelpOf(string id);
}

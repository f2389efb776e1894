namespace EsConfigLint.Engine.Pages.Replays;

/// <summary>A comment at the top of every file that accepts what the rule finds in it.</summary>
public static class SuppressionReplay
{
    /// <summary>The case with its findings accepted, or null when a finding stands in a file that has no comments.</summary>
    public static PageCase? Apply(RulePage page, PageCase one)
    {
        if (one.Files.Any(static file => !file.Marks.IsEmpty && !TakesComment(file)))
            return null;
        return one with
        {
            Files = [.. one.Files.Select(file => file.Marks.Any(static mark => mark.RuleId is null)
                ? file with { Text = $"# esconfiglint-disable-file {page.Id} -- accepted in a test\n{file.Text}" }
                : file)],
        };
    }

    /// <summary>A listing has no comments, and a directive of a Dockerfile must be its first line.</summary>
    private static bool TakesComment(PageFile file) =>
        !file.Path.EndsWith(".list", StringComparison.Ordinal) && !file.Text.StartsWith('#');
}

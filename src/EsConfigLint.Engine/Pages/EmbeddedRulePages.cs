using System.Reflection;
using EsConfigLint.Engine.Reporting;

namespace EsConfigLint.Engine.Pages;

/// <summary>The pages that an assembly of rules embeds, each under the path that it has in the repository.</summary>
public sealed class EmbeddedRulePages(Assembly assembly) : IRulePages
{
    public RuleHelp? HelpOf(string id) => Find(id) is { } path ? HelpOf(Parse(path), path) : null;

    /// <summary>The page of a rule as it is written; null when there is none.</summary>
    /// <exception cref="FormatException">It is no page; the message says which and why.</exception>
    public RulePage? PageOf(string id) => Find(id) is { } path ? Parse(path) : null;

    private static RuleHelp HelpOf(RulePage page, string path) => new(page.Summary, page.ForReaders(), path);

    private string? Find(string id)
    {
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.AsSpan(name.LastIndexOf('/') + 1).StartsWith(id, StringComparison.Ordinal) && name.EndsWith(".md", StringComparison.Ordinal))
                return name;
        }

        return null;
    }

    private RulePage Parse(string path)
    {
        try
        {
            return RulePage.Parse(Read(path));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    private string Read(string path)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(path)!);
        return reader.ReadToEnd();
    }
}

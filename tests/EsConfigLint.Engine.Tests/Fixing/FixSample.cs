using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Tests.Workspace;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Fixing;

/// <summary>Puts a word in place of another wherever it is the value of a setting.</summary>
/// <param name="masks">The rule whose findings the word hides, because the product does not even start with it; null for a word with which it starts.</param>
internal sealed class ReplaceRule(string id, string word, string replacement, FixSafety safety = FixSafety.Safe, Level level = Level.Error, string? masks = null) : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new(id, $"replaces-{id.ToLowerInvariant()}")
    {
        Unmasks = masks is null ? [] : [masks],
        Variants = [new("word", level, 0, "The word '{0}' is here.") { Fix = safety, PreventsStart = masks is null ? VersionRange.None : VersionRange.All }],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var setting in node.Settings.All)
        {
            if (setting.Value.Texts.Length > 0 && setting.Value.Scalar.Text == word)
                context.Report("word", setting.ValueLocation, setting.Key, word).Fix(setting.ValueLocation, replacement).Instruct(new Instruction(default, $"run {id}"), new Instruction(default, "run both"));
        }
    }
}

/// <summary>Says that the product refuses a word.</summary>
internal sealed class RefusingRule(string word) : NodeRule
{
    public override RuleDescriptor Descriptor { get; } = new("TT900", "refuses-a-word")
    {
        Variants = [new("word", Level.Error, 0, "The product refuses '{0}'.") { PreventsStart = VersionRange.All, Ruleset = Ruleset.Pedantic }],
    };

    public override void Check(ElasticsearchNode node, RuleContext context)
    {
        foreach (var setting in node.Settings.All)
        {
            if (setting.Value.Texts.Length > 0 && setting.Value.Scalar.Text == word)
                context.Report("word", setting.ValueLocation, setting.Key, word);
        }
    }
}

/// <summary>A folder whose files are fixed by some rules.</summary>
internal sealed class FixSample(params Rule[] rules) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Folder => folder.Path;

    public FixSafety MostUnsafe { get; init; } = FixSafety.Safe;

    public Level MinLevel { get; init; } = Level.Note;

    public FixSample With(string path, string text)
    {
        folder.Write(path, text);
        return this;
    }

    public FixSample With(string path, byte[] bytes)
    {
        folder.Write(path, "");
        File.WriteAllBytes(Path.Join(Folder, path), bytes);
        return this;
    }

    public FixRun Run(params string[] paths)
    {
        var root = LinkResolver.Resolve(Folder)!;
        var fixer = new Fixer(
            new(rules, honoursSuppressions: true, new(new DateOnly(2026, 11, 25))),
            new(new(), only: null, isOff: true, [.. rules.Select(static rule => rule.Descriptor)], root),
            new(static (_, key) => key.StartsWith("node.", StringComparison.Ordinal)),
            new() { Root = new(root, root), MinLevel = MinLevel },
            MostUnsafe);
        return fixer.Run(WorkspaceScanner.Scan(paths, new() { Root = new(root, root) }, default), new HashSet<string>(), default);
    }

    /// <summary>The fixed text of the only file that changes, with its byte order mark; null when none changes.</summary>
    public static string? TextOf(FixRun run) => run.Files.Count == 0 ? null : FixedFile.TextOf(Assert.Single(run.Files).After);

    public void Dispose() => folder.Dispose();
}

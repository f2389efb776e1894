using System.Text.RegularExpressions;

namespace EsConfigLint.EndToEnd.Tests;

/// <summary>That something in one folder of a project uses something in another one of it.</summary>
internal sealed record FolderUse(string User, string From, string Used, string To);

/// <summary>The folders of a project as stages of the flow: each may use some of those before it, and none behind it.</summary>
internal sealed partial class Stages
{
    private readonly string project;
    private readonly List<string> order = [];
    private readonly Dictionary<string, string[]> mayUse = new(StringComparer.Ordinal);

    private Stages(string project, params (string Folder, string[] MayUse)[] stages)
    {
        this.project = project;
        foreach (var (folder, others) in stages)
        {
            if (others.FirstOrDefault(other => !order.Contains(other)) is { } later)
                throw new ArgumentException($"{folder} stands before {later} and so may not use it.", nameof(stages));
            order.Add(folder);
            mayUse.Add(folder, others);
        }
    }

    public static IReadOnlyDictionary<string, Stages> ByProject { get; } = new Stages[]
    {
        new(
            "EsConfigLint.Core",
            ("Text", []),
            ("Syntax", ["Text"]),
            ("Settings", ["Text", "Syntax"]),
            // The words in which carriers say what they know and rules ask.
            ("Model", ["Text", "Settings"]),
            ("Rules", ["Text", "Settings", "Model"]),
            ("Carriers", ["Text", "Syntax", "Settings", "Model"]),
            ("Deployments", ["Text", "Settings", "Model", "Carriers"])),
        new(
            "EsConfigLint.Engine",
            ("Workspace", []),
            // What a run has to say, and the choice among it: who makes it comes behind.
            ("Results", ["Workspace"]),
            ("Configuration", ["Workspace", "Results"]),
            ("Analysis", ["Workspace", "Results", "Configuration"]),
            ("Fixing", ["Workspace", "Results", "Configuration", "Analysis"]),
            ("Reporting", ["Workspace", "Results"]),
            ("Pages", ["Workspace", "Results", "Analysis", "Fixing", "Reporting"])),
    }.ToDictionary(static stages => stages.project, StringComparer.Ordinal);

    /// <summary>The folders, the first stage first.</summary>
    public IReadOnlyList<string> Order => order;

    /// <summary>A sentence for each use that goes against the flow.</summary>
    public IEnumerable<string> Complaints(IEnumerable<FolderUse> uses) => uses
        .Where(use => use.From != use.To && !(mayUse.TryGetValue(use.From, out var allowed) && allowed.Contains(use.To)))
        .Select(use => $"'{use.User}' uses '{use.Used}', but {use.From} may use {AllowedTo(use.From)}.")
        .Distinct().Order(StringComparer.Ordinal);

    /// <summary>What the compiled code uses: in signatures, fields, bases and bodies.</summary>
    public IEnumerable<FolderUse> InCode()
    {
        using var assembly = new CompiledAssembly(project);
        foreach (var (user, used) in assembly.InnerUses())
        {
            if (FolderOf(user) is { } from && FolderOf(used) is { } to)
                yield return new(user, from, used, to);
        }
    }

    /// <summary>What the source files name in their directives: constants leave no trace in compiled code.</summary>
    public IEnumerable<FolderUse> InSources() => Directory
        .EnumerateFiles(Path.Join(Tool.RepositoryRoot, "src", project), "*.cs", new EnumerationOptions { RecurseSubdirectories = true })
        .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(path => InSource(Path.GetFileName(path), File.ReadAllText(path)));

    public IEnumerable<FolderUse> InSource(string name, string source)
    {
        if (FolderOf(Namespace.Match(source).Groups["name"].Value) is not { } from)
            yield break;
        foreach (Match directive in Directive.Matches(source))
        {
            if (FolderOf(directive.Groups["name"].Value) is { } to)
                yield return new($"{from}/{name}", from, directive.Groups["name"].Value, to);
        }
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace { get; }

    [GeneratedRegex(@"^using (static )?(\w+ = )?(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directive { get; }

    private string AllowedTo(string folder) => mayUse.TryGetValue(folder, out var others)
        ? $"only {string.Join(", ", others.Append("itself"))}"
        : "nothing: it has no place among the stages";

    private string? FolderOf(string name) => name.StartsWith(project + ".", StringComparison.Ordinal) ? name[(project.Length + 1)..].Split('.')[0] : null;
}

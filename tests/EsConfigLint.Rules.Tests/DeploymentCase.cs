using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Rules.Tests;

/// <summary>Something that must be found.</summary>
/// <param name="Level">Null: any.</param>
/// <param name="File">Relative to the case's files, or null where several files are equally good places.</param>
/// <param name="Count">How often; null: at least once.</param>
public sealed record ExpectedFinding(string Rule, string? Level = null, string? File = null, int? Count = null)
{
    public bool Matches(Finding finding) =>
        finding.Rule.Id == Rule
        && (Level is null || finding.Level.ToString().Equals(Level, StringComparison.OrdinalIgnoreCase))
        && (File is null || finding.File.DisplayPath == File);
}

/// <summary>A folder of <c>tests/cases</c>: the files of one or more deployments, how they are linted, and what must be found.</summary>
/// <param name="Allowed">Rules that may fire besides.</param>
public sealed record DeploymentCase(
    string StackVersion, string Layer, ExpectedFinding[] Expected, string[] Allowed, bool Fips = false, string? Ruleset = null)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly string Root =
        typeof(DeploymentCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static one => one.Key == "CasesFolder").Value!;

    private static readonly IReadOnlyList<RuleDescriptor> Rules = [.. RuleList.All.Select(static rule => rule.Descriptor)];

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Root).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public static DeploymentCase Load(string name) =>
        JsonSerializer.Deserialize<DeploymentCase>(File.ReadAllBytes(Path.Join(Root, name, "case.json")), Options)!;

    /// <summary>The files of a case, relative, with <c>/</c>.</summary>
    public static IEnumerable<string> Files(string name) =>
        Directory.EnumerateFiles(Folder(name), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder(name), file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Lints paths of a case as a run from its folder does.</summary>
    public IReadOnlyList<Finding> Lint(string name, params string[] paths)
    {
        var folder = Folder(name);
        var wishes = new LintConfiguration
        {
            StackVersion = Core.Settings.StackVersion.TryParse(StackVersion, out var version) ? new(version, name) : null,
            Layer = new(Enum.Parse<Layer>(Layer, ignoreCase: true), name),
            Fips = new(Fips, name),
            Rulesets = Ruleset is null ? null : new([Enum.Parse<Ruleset>(Ruleset, ignoreCase: true)], name),
        };
        var linter = new Linter(
            new(RuleList.All, honoursSuppressions: true, new(new DateOnly(2026, 11, 25))),
            new(wishes, only: null, isOff: true, Rules, folder),
            new(static (product, key) => SettingsCatalogue.Of(product).TryFind(key, out _)),
            new(SourceNeeds.None),
            new() { Root = new(folder, folder) });
        var scan = WorkspaceScanner.Scan(paths, new() { Root = new(folder, folder) }, default);
        return [.. linter.Run(scan, default).Findings];
    }

    private static string Folder(string name) => Path.Join(Root, name, "files");
}

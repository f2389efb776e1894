using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Pages.Replays;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Pages;

/// <summary>A finding as a case expects or gives it.</summary>
public sealed record PageFinding(string RuleId, string Path, TextSpan Span, string Variant, string? Setting);

/// <summary>Lints the cases of pages and holds what is found against their marks.</summary>
/// <param name="rules">Every rule; a case runs its page's rule and those that its marks name.</param>
public sealed class PageHarness(IReadOnlyList<Rule> rules)
{
    private static readonly FileClassifier Classifier = new(static (product, key) => SettingsCatalogue.Of(product).TryFind(key, out _));

    /// <summary>Runs a case as it stands; returns what is wrong, or null.</summary>
    public string? Check(RulePage page, PageCase one)
    {
        var found = Lint(page, one);
        var own = found.Where(finding => finding.RuleId == page.Id).ToList();
        var marked = Marked(page, one).ToList();
        if (one.Section == PageSection.Bad && marked.Count == 0)
            return "A bad case marks what must be found.";
        var missing = marked.Where(mark => !found.Exists(finding => IsAt(finding, mark))).ToList();
        var surplus = own.Where(finding => !marked.Exists(mark => IsAt(finding, mark))).ToList();
        var twice = own.GroupBy(static finding => (finding.Path, finding.Span))
            .Where(static group => group.Count() > 1).SelectMany(static group => group).ToList();
        var wrong = one.Variant is null ? [] : own.Where(finding => finding.Variant != one.Variant).ToList();
        var problem = Say("Not found", missing)
            + Say(one.Section == PageSection.Bad ? "Found, but not marked" : "It must be silent, but found", surplus)
            + Say("Found at one place, which is one problem", twice)
            + Say($"Not variant '{one.Variant}'", wrong);
        return problem.Length == 0 ? null : problem;

        string Say(string what, List<PageFinding> findings) => findings.Count == 0 ? "" : $"{what}:\n{Show(one, findings)}";
    }

    /// <summary>
    /// Runs a case in other clothes: the same variants must fire about the same settings, in the same files or, when it moves to another
    /// file, on the line of the same setting.
    /// </summary>
    public string? CheckReplay(RulePage page, PageCase one, PageReplay replay)
    {
        var replayed = replay.Apply(one) ?? throw new ArgumentException($"'{one.Heading}' cannot wear {replay.Name}.", nameof(replay));
        var baseline = replay.Baseline(one);
        var moves = baseline.Files[0].Path != replayed.Files[0].Path;
        var before = Identities(baseline, Lint(page, baseline), page.Id, moves);
        var after = Identities(replayed, Lint(page, replayed), page.Id, moves);
        return before.SequenceEqual(after, StringComparer.Ordinal) ? null
            : $"Before: {string.Join(", ", before)}\nAfter:  {string.Join(", ", after)}\nThe text was:\n{replayed.Shown}";
    }

    public List<PageFinding> Lint(RulePage page, PageCase one)
    {
        var ids = one.Files.SelectMany(static file => file.Marks).Select(mark => mark.RuleId ?? page.Id).Append(page.Id).ToHashSet(StringComparer.Ordinal);
        var output = Analyze(one, rules.Where(rule => ids.Contains(rule.Descriptor.Id)));
        if (output.Crashes is [var crash, ..])
            throw new InvalidOperationException($"{crash.RuleId} crashed in '{one.Heading}': {crash.Exception.Message}", crash.Exception);
        return [.. output.Diagnostics.Select(static judged => judged.Diagnostic).Select(static one =>
            new PageFinding(one.Rule.Id, one.Location.File.Path, one.Location.Span, one.Variant.Key, one.Setting))];
    }

    /// <summary>Lints the files of a case with some rules.</summary>
    internal static AnalysisOutput Analyze(PageCase one, IEnumerable<Rule> rules) =>
        new ConfigurationAnalyzer([.. rules], OptionsOf(one)).Analyze(InputsOf(one));

    internal static ImmutableArray<AnalysisInput> InputsOf(PageCase one) =>
    [
        .. one.Files.Select(file => new AnalysisInput(SourceFile.FromText(file.Path, file.Text), KindOf(file), IsTarget: true)
        {
            IsIgnored = IsIgnored(one, file.Path),
        }),
    ];

    internal static StackVersion? VersionOf(PageCase one) =>
        one.Version is null ? null
        : StackVersion.TryParse(one.Version, out var version) ? version
        : throw new FormatException($"'{one.Version}' is no version.");

    private static AnalysisOptions OptionsOf(PageCase one) => new()
    {
        StackVersion = VersionOf(one),
        Rules = new()
        {
            Layer = one.Layer is null ? Layer.Https : Enum.Parse<Layer>(one.Layer, ignoreCase: true),
            Fips = one.Fips,
        },
        IsSelected = (_, variant) => variant.Ruleset == Ruleset.Core || variant.Ruleset.ToString().Equals(one.Ruleset, StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsIgnored(PageCase one, string path)
    {
        var rules = one.Files.FirstOrDefault(static file => file.Path == ".gitignore");
        return rules is not null && rules.Text.TrimStart('\uFEFF').Split('\n').Any(line => GlobPattern.Parse(line)?.Matches(path, isFolder: false) ?? false);
    }

    /// <summary>Settings files and listings go by their names, whatever a case puts into them; others by what they hold.</summary>
    private static FileKind KindOf(PageFile file)
    {
        var name = Path.GetFileName(file.Path);
        return NameGuess.Of(name) is { Certainty: NameCertainty.Exact } guess ? guess.Kind
            : Classifier.Classify(name, Path.GetDirectoryName(file.Path) ?? "", Encoding.UTF8.GetBytes(file.Text), null).Kind;
    }

    private static IEnumerable<PageFinding> Marked(RulePage page, PageCase one) =>
        from file in one.Files
        from mark in file.Marks
        select new PageFinding(mark.RuleId ?? page.Id, file.Path, mark.Span, one.Variant ?? "", null);

    private static bool IsAt(PageFinding finding, PageFinding mark) =>
        finding.RuleId == mark.RuleId && finding.Path == mark.Path && finding.Span == mark.Span;

    private static ImmutableArray<string> Identities(PageCase one, List<PageFinding> findings, string id, bool moves) =>
        [.. findings.Where(finding => finding.RuleId == id)
            .Select(finding => $"{(moves ? SettingOn(one, finding) : finding.Path)} {finding.Variant} {finding.Setting}").Order(StringComparer.Ordinal)];

    /// <summary>What the line of a finding sets: its first word, as Elasticsearch's or Kibana's images spell it in the environment.</summary>
    private static string SettingOn(PageCase one, PageFinding finding)
    {
        var file = SourceFile.FromText(finding.Path, one.Files.First(file => file.Path == finding.Path).Text);
        var line = file.Slice(file.LineAt(file.PositionOf(finding.Span.Start).Line)).Trim().TrimStart('-', ' ', '\'');
        var end = line.AsSpan().IndexOfAny(':', '=');
        return (end < 0 ? line : line[..end]).Replace('.', '_').ToUpperInvariant();
    }

    private static string Show(PageCase one, IEnumerable<PageFinding> findings) => string.Concat(findings.Select(finding =>
    {
        var text = one.Files.First(file => file.Path == finding.Path).Text;
        var file = SourceFile.FromText(finding.Path, text);
        var start = file.PositionOf(finding.Span.Start);
        var line = file.Slice(file.LineAt(start.Line));
        var marker = new string(' ', start.Column - 1) + new string('^', Math.Max(1, Math.Min(finding.Span.Length, line.Length)));
        return string.Create(
            CultureInfo.InvariantCulture, $"  {finding.Path}:{start} {finding.RuleId} {finding.Variant} {finding.Setting}\n    {line}\n    {marker}\n");
    }));
}

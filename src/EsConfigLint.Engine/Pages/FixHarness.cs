using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Pages;

/// <summary>Proves of every fix in a case of a page that it repairs its finding and nothing else.</summary>
/// <param name="rules">Every rule: a fix may wake none of them, but those that it is declared to unmask.</param>
public sealed class FixHarness(IReadOnlyList<Rule> rules)
{
    /// <summary>Holds each fix against the contract, and all of them together against the text of the page; returns what is wrong, or null.</summary>
    public string? Check(RulePage page, PageCase one)
    {
        if (CheckContract(page, one) is { } broken)
            return broken;
        if (one.Fixed.Length == 0)
            return null;
        var fixes = FixesOf(page, one);
        var accepted = new List<TextEdit>();
        foreach (var edits in fixes.Select(static fix => fix.Edits))
        {
            if (edits is { } wanted && !wanted.Any(edit => accepted.Exists(other => other.ConflictsWith(edit))))
                accepted.AddRange(wanted);
        }

        var after = Apply(one, accepted);
        foreach (var expected in one.Fixed)
        {
            var actual = after.Files.First(file => file.Path == expected.Path).Text;
            if (actual != expected.Text)
                return $"The fixed text of '{expected.Path}' is\n{actual}";
        }

        return null;
    }

    /// <summary>Holds each fix of the page's rule against the contract; returns what is wrong, or null.</summary>
    public string? CheckContract(RulePage page, PageCase one)
    {
        var before = PageHarness.Analyze(one, rules);
        foreach (var diagnostic in Own(page, before))
        {
            if (diagnostic.Fix?.Edits is { } edits && Broken(one, before, diagnostic, edits) is { } problem)
                return problem;
        }

        return null;
    }

    /// <summary>Holds each fix of any rule against the contract; returns for each its rule, and what is wrong or null.</summary>
    public IEnumerable<(string RuleId, string? Problem)> CheckEvery(PageCase one)
    {
        var before = PageHarness.Analyze(one, rules);
        foreach (var diagnostic in before.Diagnostics.Select(static judged => judged.Diagnostic))
        {
            if (diagnostic.Fix?.Edits is { } edits)
                yield return (diagnostic.Rule.Id, Broken(one, before, diagnostic, edits));
        }
    }

    private string? Broken(PageCase one, AnalysisOutput before, Diagnostic diagnostic, IEnumerable<TextEdit> edits)
    {
        if (edits.Select(EditShape.ProblemOf).FirstOrDefault(static problem => problem is not null) is { } shape)
            return $"The fix '{diagnostic.Fix!.Title}' of {Identity(diagnostic)}: {shape}.";
        var after = Apply(one, edits);
        return Problem(one, before, after, diagnostic) is { } problem
            ? $"The fix '{diagnostic.Fix!.Title}' of {Identity(diagnostic)}: {problem}\nThe text is then:\n{after.Shown}"
            : null;
    }

    /// <summary>The variants of the page's rule that a case shows with a fix.</summary>
    public IEnumerable<string> VariantsWithEdits(RulePage page, PageCase one) =>
        Own(page, PageHarness.Analyze(one, rules)).Where(static diagnostic => diagnostic.Fix?.Edits is not null)
            .Select(static diagnostic => diagnostic.Variant.Key);

    private List<Fix> FixesOf(RulePage page, PageCase one) =>
        [.. Own(page, PageHarness.Analyze(one, rules)).Select(static diagnostic => diagnostic.Fix).OfType<Fix>()];

    private static IEnumerable<Diagnostic> Own(RulePage page, AnalysisOutput output) =>
        output.Diagnostics.Select(static judged => judged.Diagnostic).Where(diagnostic => diagnostic.Rule.Id == page.Id);

    private string? Problem(PageCase one, AnalysisOutput before, PageCase fixedCase, Diagnostic repaired)
    {
        var after = PageHarness.Analyze(fixedCase, rules);
        if (after.UnreadableFiles.Count > before.UnreadableFiles.Count)
            return $"'{after.UnreadableFiles.First().Path}' can no longer be read.";
        var earlier = before.Diagnostics.Select(static judged => Identity(judged.Diagnostic)).ToList();
        var later = after.Diagnostics.Select(static judged => Identity(judged.Diagnostic)).ToList();
        if (later.Count(identity => identity == Identity(repaired)) >= earlier.Count(identity => identity == Identity(repaired)))
            return "the finding is still there.";
        foreach (var diagnostic in after.Diagnostics.Select(static judged => judged.Diagnostic))
        {
            if (earlier.Remove(Identity(diagnostic)))
                continue;

            // Where the product did not start before, the next reason comes to light.
            if (diagnostic.PreventsStart && !repaired.PreventsStart)
                return $"the product then refuses to start: {Identity(diagnostic)}.";

            // The same one, at another place or in another variant: milder, as a rule, or with its anchor gone.
            if (before.Diagnostics.Select(static judged => judged.Diagnostic)
                .Any(other => other.Rule == diagnostic.Rule && other.Setting == diagnostic.Setting))
                continue;
            if (diagnostic.Rule != repaired.Rule && !repaired.Rule.Unmasks.Contains(diagnostic.Rule.Id))
                return $"there is a new finding that it does not declare to unmask: {Identity(diagnostic)}.";
        }

        return LostComment(one, fixedCase) ?? OtherEnds(one, fixedCase) ?? OtherSetting(one, fixedCase, repaired.Fix!);
    }

    private static string? LostComment(PageCase before, PageCase after)
    {
        foreach (var (old, changed) in before.Files.Zip(after.Files))
        {
            var left = Comments(changed);
            foreach (var comment in Comments(old))
            {
                if (!left.Remove(comment))
                    return $"it loses the comment '{comment}'.";
            }
        }

        return null;
    }

    /// <summary>Lines end as they did, the last one too.</summary>
    private static string? OtherEnds(PageCase before, PageCase after)
    {
        foreach (var (old, changed) in before.Files.Zip(after.Files))
        {
            var lines = old.Text.Count(static c => c == '\n');
            var isWindows = lines > 0 && old.Text.Split("\r\n").Length == lines + 1;
            if (isWindows
                ? changed.Text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal)
                : changed.Text.Count(static c => c == '\r') > old.Text.Count(static c => c == '\r'))
                return "a line ends in another way than those of the file.";

            // Where the last line goes, the one before it is the last, and ends as it did. The same line may stand elsewhere too.
            var last = old.Text[(old.Text.LastIndexOf('\n') + 1)..];
            var isLeft = last.Length == 0 || Count(changed, last) >= Count(old, last);
            if (lines > 0 && old.Text.EndsWith('\n') != changed.Text.EndsWith('\n') && changed.Text.TrimStart('\uFEFF').Length > 0 && isLeft)
                return "the last line ends in another way.";
            if (old.Text.StartsWith('\uFEFF') != changed.Text.StartsWith('\uFEFF'))
                return "the byte order mark is not what it was.";
        }

        return null;

        static int Count(PageFile file, string line) => file.Text.Split('\n').Count(other => other.TrimEnd('\r') == line);
    }

    private static List<string> Comments(PageFile file)
    {
        var source = SourceFile.FromText(file.Path, file.Text);
        return [.. YamlParser.Parse(source, new(YamlDialect.Generic)).Comments.Select(comment => source.Slice(comment.Span))];
    }

    private static string? OtherSetting(PageCase before, PageCase after, Fix fix)
    {
        var (old, changed) = (Settings(before), Settings(after));
        var replaced = fix.Replacements.Select(static replacement => replacement.Edit.Span).ToList();
        foreach (var key in old.Keys.Union(changed.Keys, StringComparer.Ordinal))
        {
            if (old.GetValueOrDefault(key).Text == changed.GetValueOrDefault(key).Text
                || fix.Changes.Any(change => key.EndsWith("\0" + change.Key, StringComparison.Ordinal)))
                continue;
            if (fix.Evidence?.Setting is { } named && key.EndsWith("\0" + named, StringComparison.Ordinal))
                continue;
            if (fix.Evidence is VariableIsCalled { FormerSetting: { } former } && key.EndsWith("\0" + former, StringComparison.Ordinal))
                continue;
            if (old.TryGetValue(key, out var setting) && replaced.Exists(span => setting.Place.Contains(span)))
                continue;
            if (replaced.Count > 0 && !old.ContainsKey(key))
                continue;
            return $"it changes '{key.Replace('\0', ' ')}', which it does not name.";
        }

        return null;
    }

    /// <summary>All settings of all processes by file and key, with the stretch from key to value.</summary>
    private static Dictionary<string, (string Text, TextSpan Place)> Settings(PageCase one)
    {
        var result = new Dictionary<string, (string, TextSpan)>(StringComparer.Ordinal);
        var version = PageHarness.VersionOf(one);
        var processes = Blueprint.Of(PageHarness.InputsOf(one), NoOtherFiles.Instance).Assemble(version ?? StackVersion.Newest, version is not null)
            .SelectMany(static deployment => deployment.Processes);
        foreach (var setting in processes.SelectMany(static process => process.Sources).SelectMany(static source => source.Settings))
        {
            var text = string.Join('\n', setting.Value.Texts.Select(static text => text.Text));
            var key = $"{setting.KeyLocation.File.Path}\0{setting.Key}";
            result[key] = (
                result.GetValueOrDefault(key).Item1 + "\0" + text,
                TextSpan.FromBounds(setting.KeyLocation.Span.Start, setting.ValueLocation.Span.End));
        }

        return result;
    }

    private static PageCase Apply(PageCase one, IEnumerable<TextEdit> edits)
    {
        var all = edits.ToList();
        return one with
        {
            Files =
            [
                .. one.Files.Select(file => all.Find(edit => edit.File.Path == file.Path) is { File: { } source }
                    ? file with { Text = (source.HasByteOrderMark ? "\uFEFF" : "") + TextEdit.Apply(source, all), Marks = [] }
                    : file),
            ],
        };
    }

    private static string Identity(Diagnostic diagnostic) =>
        $"{diagnostic.Rule.Id} {diagnostic.Variant.Key} {diagnostic.Location.File.Path} {diagnostic.Setting}";
}

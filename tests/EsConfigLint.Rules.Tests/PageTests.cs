using System.Reflection;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Pages;
using EsConfigLint.Engine.Pages.Replays;

namespace EsConfigLint.Rules.Tests;

/// <summary>Runs every case of every page, in all its clothes. A new rule needs no line here.</summary>
public sealed class PageTests
{
    private static readonly PageHarness Harness = new(RuleList.All);

    private static readonly FixHarness Fixes = new(RuleList.All);

    /// <summary>Why pages cannot be read.</summary>
    private static readonly List<string> Unreadable = [];

    private static readonly Dictionary<string, RulePage> Pages = ReadPages();

    public static IEnumerable<TheoryDataRow<string>> Ids() => RuleList.All.Select(static rule => new TheoryDataRow<string>(rule.Descriptor.Id));

    public static IEnumerable<TheoryDataRow<string, PageSection, string>> Cases() =>
        from page in Pages.Values
        from one in page.Cases
        select new TheoryDataRow<string, PageSection, string>(page.Id, one.Section, one.Heading);

    public static IEnumerable<TheoryDataRow<string, PageSection, string, string>> ReplayedCases() =>
        from page in Pages.Values
        from one in page.Cases
        from replay in PageReplay.All
        where replay.Apply(one) is not null
        select new TheoryDataRow<string, PageSection, string, string>(page.Id, one.Section, one.Heading, replay.Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_of_a_page_gives_exactly_its_marks(string id, PageSection section, string heading)
    {
        var problem = Harness.Check(Pages[id], Find(id, section, heading));
        Assert.True(problem is null, problem);
    }

    [Theory]
    [MemberData(nameof(ReplayedCases))]
    public void A_case_in_other_clothes_gives_the_same(string id, PageSection section, string heading, string replay)
    {
        var one = Find(id, section, heading);
        var problem = Harness.CheckReplay(Pages[id], one, PageReplay.All.First(other => other.Name == replay));
        Assert.True(problem is null, problem);
    }

    /// <summary>A replay that silently fits no case any more would prove nothing.</summary>
    [Theory]
    [InlineData("crlf", 100)]
    [InlineData("bom", 100)]
    [InlineData("nested", 50)]
    [InlineData("dotted", 2)]
    [InlineData("flow", 45)]
    [InlineData("environment-map", 30)]
    [InlineData("environment-list", 30)]
    public void Enough_cases_wear_other_clothes(string name, int percent)
    {
        var replay = PageReplay.All.First(one => one.Name == name);
        var cases = Pages.Values.SelectMany(static page => page.Cases).ToList();
        var worn = cases.Count(one => replay.Apply(one) is not null);
        TestContext.Current.SendDiagnosticMessage($"{name}: {worn} of {cases.Count} cases, {cases.Count - worn} cannot be written so.");
        Assert.True(worn * 100 >= cases.Count * percent, $"{name} fits {worn} of {cases.Count} cases.");
    }

    [Fact]
    public void Every_replay_is_counted_and_only_replays_are_excused()
    {
        var names = PageReplay.All.Select(static replay => replay.Name).ToHashSet(StringComparer.Ordinal);
        var counted = typeof(PageTests).GetMethod(nameof(Enough_cases_wear_other_clothes))!.GetCustomAttributes<InlineDataAttribute>().Select(static data => (string)data.Data[0]!);
        Assert.Equal(names.Order(StringComparer.Ordinal), counted.Order(StringComparer.Ordinal));
        Assert.All(Pages.Values.SelectMany(static page => page.Cases).SelectMany(static one => one.NoReplay), name => Assert.Contains(name, names));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_comment_accepts_what_a_case_gives(string id, PageSection section, string heading)
    {
        // What cannot be read has no comments either.
        if (id == "ES001" || SuppressionReplay.Apply(Pages[id], Find(id, section, heading)) is not { } suppressed)
            return;
        Assert.DoesNotContain(Harness.Lint(Pages[id], suppressed), finding => finding.RuleId == id || finding.RuleId.StartsWith("LT", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fix_keeps_its_contract_and_gives_the_text_of_the_page(string id, PageSection section, string heading)
    {
        var problem = Fixes.Check(Pages[id], Find(id, section, heading));
        Assert.True(problem is null, problem);
    }

    [Theory]
    [MemberData(nameof(ReplayedCases))]
    public void A_fix_keeps_its_contract_in_other_clothes(string id, PageSection section, string heading, string replay)
    {
        var problem = Fixes.CheckContract(Pages[id], PageReplay.All.First(other => other.Name == replay).Apply(Find(id, section, heading))!);
        Assert.True(problem is null, problem);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_fix_that_a_variant_declares_is_shown(string id)
    {
        var page = Pages[id];
        var shown = page.Cases.Where(static one => one.Fixed.Length > 0).SelectMany(one => Fixes.VariantsWithEdits(page, one)).ToHashSet(StringComparer.Ordinal);
        var declared = RuleList.All.First(rule => rule.Descriptor.Id == id).Descriptor.Variants
            .Where(static variant => variant.Fix != FixSafety.None).Select(static variant => variant.Key).ToList();
        Assert.True(shown.SetEquals(declared), $"Variants that declare a fix: {string.Join(", ", declared.Order(StringComparer.Ordinal))}; shown in a 'fixed' block: {string.Join(", ", shown.Order(StringComparer.Ordinal))}.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_a_bad_case_for_each_variant_a_good_case_and_a_guard(string id)
    {
        Assert.True(Pages.TryGetValue(id, out var page), "There is no page.");
        var rule = RuleList.All.First(rule => rule.Descriptor.Id == id).Descriptor;
        var fired = page.Cases.Where(static one => one.Section == PageSection.Bad)
            .SelectMany(one => Harness.Lint(page, one)).Where(finding => finding.RuleId == id).Select(static finding => finding.Variant).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(rule.Variants.Select(static variant => variant.Key).Order(StringComparer.Ordinal), fired.Order(StringComparer.Ordinal));
        Assert.True(page.Cases.Any(static one => one.Section == PageSection.Good), "The page has no case under '## Good'.");
        Assert.True(page.Cases.Any(static one => one.Section == PageSection.Guards), "The page has no case under '## Guards'.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_head_of_a_page_says_what_the_descriptor_says(string id)
    {
        Assert.True(Pages.TryGetValue(id, out var page), "There is no page.");
        var rule = RuleList.All.First(rule => rule.Descriptor.Id == id).Descriptor;
        var expected = PageHeader.Of(rule);
        if (page.Header != expected && Environment.GetEnvironmentVariable("UPDATE_PAGES") == "1")
        {
            Update(id, expected);
            return;
        }

        Assert.Equal((rule.Id, rule.Name, expected), (page.Id, page.Name, page.Header));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Messages_are_sentences_whose_arguments_stand_in_quotes(string id)
    {
        foreach (var variant in RuleList.All.First(rule => rule.Descriptor.Id == id).Descriptor.Variants)
        {
            Assert.EndsWith(".", variant.Message, StringComparison.Ordinal);
            var text = variant.Message;
            for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; at = text.IndexOf('{', at + 1))
                Assert.True(text[at - 1] == '\'' && text[at + 3] == '\'', $"{id} {variant.Key}: '{text.Substring(at, 3)}' does not stand in single quotes in: {text}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fix_unmasks_only_rules_that_there_are(string id)
    {
        var ids = RuleList.All.Select(static rule => rule.Descriptor.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(RuleList.All.First(rule => rule.Descriptor.Id == id).Descriptor.Unmasks.Where(other => !ids.Contains(other) || other == id));
    }

    [Fact]
    public void Every_page_can_be_read() => Assert.Empty(Unreadable);

    /// <summary>A page that cannot be read costs its own cases and no others.</summary>
    private static Dictionary<string, RulePage> ReadPages()
    {
        var embedded = new EmbeddedRulePages(typeof(RuleList).Assembly);
        var pages = new Dictionary<string, RulePage>(StringComparer.Ordinal);
        foreach (var rule in RuleList.All)
        {
            try
            {
                if (embedded.PageOf(rule.Descriptor.Id) is { } page)
                    pages.Add(rule.Descriptor.Id, page);
            }
            catch (FormatException e)
            {
                Unreadable.Add(e.Message);
            }
        }

        return pages;
    }

    private static PageCase Find(string id, PageSection section, string heading) =>
        Assert.Single(Pages[id].Cases, one => one.Section == section && one.Heading == heading);

    private static void Update(string id, string header)
    {
        var folder = typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static one => one.Key == "RulesFolder").Value!;
        var path = Directory.EnumerateFiles(folder, id + "*.md", SearchOption.AllDirectories).Single();
        var lines = File.ReadAllLines(path).ToList();
        if (lines[1].StartsWith('>'))
            lines[1] = "> " + header;
        else
            lines.Insert(1, "> " + header);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}

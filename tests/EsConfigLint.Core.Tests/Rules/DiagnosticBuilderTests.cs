using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Rules;

public sealed class DiagnosticBuilderTests
{
    private static readonly RuleDescriptor Rule = new("TT001", "no-a")
    {
        Variants = [new("a", Level.Error, 0, "No a.") { Fix = FixSafety.Safe }],
    };

    private readonly Setting setting = new ElasticsearchYmlCarrier(SourceFile.FromText("elasticsearch.yml", "a: b")).Load(new(9, 1)).Settings[0];

    [Fact]
    public void Of_two_fixes_the_last_holds_though_the_first_is_still_to_be_found() =>
        Assert.Equal([SetTo("c")], FixOf(report => report.Fix(() => [SetTo("b")]).Fix(SetTo("c"))));

    [Fact]
    public void Of_two_fixes_the_last_holds_though_it_is_still_to_be_found() =>
        Assert.Equal([SetTo("c")], FixOf(report => report.Fix(SetTo("b")).Fix(() => [SetTo("c")])));

    [Fact]
    public void A_fix_that_comes_to_nothing_leaves_the_one_before()
    {
        Assert.Equal([SetTo("b")], FixOf(report => report.Fix(() => [SetTo("b")]).Fix([])));
        Assert.Equal([SetTo("b")], FixOf(report => report.Fix(SetTo("b")).Fix(() => [])));
    }

    private SettingChange SetTo(string value) => new SettingIsSet(setting.Source, "a", setting, value);

    private IEnumerable<SettingChange> FixOf(Action<DiagnosticBuilder> say)
    {
        Diagnostic? found = null;
        var context = new RuleContext(Rule, new(), new(9, 1), diagnostic => found = diagnostic);
        say(context.Report("a", setting.KeyLocation, null));
        return found!.Fix!.Changes;
    }
}

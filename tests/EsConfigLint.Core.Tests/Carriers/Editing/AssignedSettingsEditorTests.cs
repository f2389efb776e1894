using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers.Editing;

public sealed class AssignedSettingsEditorTests
{
    private const string Head = "services:\n  es:\n    image: docker.elastic.co/elasticsearch/elasticsearch:9.1.0\n";

    [Theory]
    [InlineData("    environment:\n      - a.b=1\n      - xpack.security.enabled=false # why\n", "    environment:\n      - a.b=1\n      - xpack.security.enabled=true # why\n")]
    [InlineData("    environment:\n      - \"xpack.security.enabled=false\"\n", "    environment:\n      - \"xpack.security.enabled=true\"\n")]
    [InlineData("    environment: ['xpack.security.enabled=false']\n", "    environment: ['xpack.security.enabled=true']\n")]
    [InlineData("    environment:\n      xpack.security.enabled: \"false\"\n", "    environment:\n      xpack.security.enabled: \"true\"\n")]
    [InlineData("    environment:\n      xpack.security.enabled: false\n", "    environment:\n      xpack.security.enabled: \"true\"\n")]
    [InlineData("    command: -Expack.security.enabled=false -Ea.b=c\n", "    command: -Expack.security.enabled=true -Ea.b=c\n")]
    [InlineData("    command: [\"elasticsearch\", \"-Expack.security.enabled=false\"]\n", "    command: [\"elasticsearch\", \"-Expack.security.enabled=true\"]\n")]
    public void A_variable_or_argument_gets_another_value(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static source => [One(source).Set("true")]));

    [Theory]
    [InlineData("    environment:\n      - xpack.security.enabled=${SECURITY:-false}\n")]
    [InlineData("    environment:\n      xpack.security.enabled: ${SECURITY:-false}\n")]
    public void A_value_behind_a_variable_is_left_alone(string before) =>
        Assert.Null(Edit(Head + before, static source => [One(source).Set("true")]));

    [Theory]
    [InlineData("    environment:\n      - a.b=1\n      - xpack.security.enabled=false\n    ports: []\n", "    environment:\n      - a.b=1\n    ports: []\n")]
    [InlineData("    environment:\n      - xpack.security.enabled=false\n    ports: []\n", "    ports: []\n")]
    [InlineData("    environment:\n      xpack.security.enabled: false # why\n      a.b: c\n", "    environment:\n      # why\n      a.b: c\n")]
    [InlineData("    command: [\"elasticsearch\", \"-Expack.security.enabled=false\"]\n", "    command: [\"elasticsearch\"]\n")]
    public void A_variable_or_argument_is_removed(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static source => [One(source).Remove()]));

    [Fact]
    public void An_argument_of_two_words_is_left_alone() => Assert.Null(
        Edit(Head + "    command: [elasticsearch, -E, xpack.security.enabled=false]\n", static source => [One(source).Remove()]));

    [Theory]
    [InlineData("    environment:\n    - xpack.security.enabled=false\n    - z=1\n", "    environment:\n    - xpack.security.enabled=false\n    - xpack.security.http.ssl.enabled=true\n    - z=1\n")]
    [InlineData("    environment:\n      xpack.security.enabled: \"false\"\n", "    environment:\n      xpack.security.enabled: \"false\"\n      xpack.security.http.ssl.enabled: \"true\"\n")]
    [InlineData("    environment: [xpack.security.enabled=false]\n", "    environment: [xpack.security.enabled=false, xpack.security.http.ssl.enabled=true]\n")]
    public void A_new_variable_stands_beside_its_sibling(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static source => [new SettingIsSet(source, "xpack.security.http.ssl.enabled", null, "true")]));

    [Theory]
    [InlineData("    environment:\n      xpack.security.enabled: '[a, \"b\"]' # two\n", "    environment:\n      xpack.security.enabled: '[a, \"c\"]' # two\n")]
    [InlineData("    environment:\n      - xpack.security.enabled=[b]\n", "    environment:\n      - xpack.security.enabled=[c]\n")]
    [InlineData("    environment:\n      - xpack.security.enabled=[bb, b]\n", null)]
    [InlineData("    environment:\n      - xpack.security.enabled=${B:-[b]}\n", null)]
    public void An_item_of_a_list_that_is_one_text_is_another_one(string before, string? after) =>
        Assert.Equal(after is null ? null : Head + after, Edit(Head + before, static source =>
        {
            var list = One(source);
            return [list.Rewrite(list.Value.Items.Single(static item => item.Text == "b"), "c")];
        }));

    private static Setting One(SettingsSource source) => source.Settings.Single(static setting => setting.Key == "xpack.security.enabled");

    private static string? Edit(string text, Func<SettingsSource, IReadOnlyList<SettingChange>> changes)
    {
        var file = SourceFile.FromText("compose.yml", text);
        var lookup = new Files();
        var plan = ComposePlans.Of(ComposeProject.Read([file], lookup), lookup, new HashSet<string>(), []).Single();
        var source = plan.Carriers.Select(static carrier => carrier.Load(new(9, 1))).Single(static source => source.Sets("xpack.security.enabled"));
        return source.Editor!.Edit(changes(source)) is { } edits ? TextEdit.Apply(file, edits) : null;
    }
}

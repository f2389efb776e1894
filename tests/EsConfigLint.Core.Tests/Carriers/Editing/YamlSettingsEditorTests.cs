using System.Collections.Immutable;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers.Editing;

public sealed class YamlSettingsEditorTests
{
    [Theory]
    [InlineData("xpack.security.enabled: false\n", "xpack.security.enabled: true\n")]
    [InlineData("xpack.security.enabled: false # for now\r\n", "xpack.security.enabled: true # for now\r\n")]
    [InlineData("xpack.security.enabled: \"false\"", "xpack.security.enabled: \"true\"")]
    [InlineData("xpack:\n  security: {enabled: 'false'}\n", "xpack:\n  security: {enabled: 'true'}\n")]
    [InlineData("xpack.security.enabled:\n", "xpack.security.enabled: true\n")]
    public void A_value_is_set_in_its_own_quotes_and_nothing_else_changes(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [One(source, "xpack.security.enabled").Set("true")]));

    [Theory]
    [InlineData("a: $X/ca\n", "a: ${X}/ca\n")]
    [InlineData("{a: $X/ca, b: 1}\n", "{a: \"${X}/ca\", b: 1}\n")]
    [InlineData("a: [ b, '$X/ca' ] # two\n", "a: [ b, '${X}/ca' ] # two\n")]
    [InlineData("a: [ $X/ca, b ]\n", "a: [ \"${X}/ca\", b ]\n")]
    [InlineData("a:\n  - b\n  - $X/ca # here\n", "a:\n  - b\n  - ${X}/ca # here\n")]
    public void One_text_of_a_value_is_written_so_that_it_is_read_as_it_is(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [.. source.Rewrite(One(source, "a").Value.Texts.Single(static text => text.Text == "$X/ca").Location, "${X}/ca")]));

    [Theory]
    [InlineData("a.0: b\na.1: $X/ca\n", "a.0: b\na.1: ${X}/ca\n")]
    [InlineData("a:\n  1: '$X/ca'\n  0: b\n", "a:\n  1: '${X}/ca'\n  0: b\n")]
    public void An_item_that_is_an_entry_of_its_own_is_changed_where_it_stands(string before, string after)
    {
        Assert.Equal(after, Edit(before, Change));
        Assert.Equal(after, EditKibana(before, Change));

        static IReadOnlyList<SettingChange> Change(SettingsSource source) =>
            source.Rewrite(One(source, "a").Value.Texts.Single(static text => text.Text == "$X/ca").Location, "${X}/ca");
    }

    [Fact]
    public void A_list_whose_items_are_entries_of_their_own_is_not_set_or_removed_by_one_of_them()
    {
        Assert.Null(Edit("a.0: b\na.1: c\n", static source => [One(source, "a").Remove()]));
        Assert.Null(EditKibana("a.0: b\na.1: c\n", static source => [One(source, "a").Set("d")]));
    }

    [Theory]
    [InlineData("a: 1\nxpack.x: y\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("a: 1\nxpack.x: y", "a: 1")]
    [InlineData("xpack.x: y\nb: 2\n", "b: 2\n")]
    [InlineData("a: 1\nxpack.x: y # why it is so\nb: 2\n", "a: 1\n# why it is so\nb: 2\n")]
    [InlineData("a: 1\nxpack:\n  x: y\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("a: 1\nxpack:\n  x: y\n  z: 1\n", "a: 1\nxpack:\n  z: 1\n")]
    [InlineData("a: 1\r\nxpack: {x: y, z: 1}\r\n", "a: 1\r\nxpack: {z: 1}\r\n")]
    [InlineData("a: 1\nxpack: {z: 1, x: y}\n", "a: 1\nxpack: {z: 1}\n")]
    [InlineData("a: 1\nxpack.x:\n  - y\n  - z\n# end\n", "a: 1\n# end\n")]
    public void An_entry_is_removed_with_what_it_leaves_empty_and_comments_stay(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [One(source, "xpack.x").Remove()]));

    [Theory]
    [InlineData("xpack:\n  # why it is so\n  x: y\nb: 2\n")]
    [InlineData("xpack.x: &one y\nb: *one\n")]
    [InlineData("{% if a %}\nxpack.x: y\n{% endif %}\nb: 1\n")]
    [InlineData("? xpack.x\n: y\nb: 1\n")]
    [InlineData("{a: 1, ? xpack.x : y, b: 1}\n")]
    [InlineData("? xpack\n: x: y\nb: 1\n")]
    public void What_would_lose_a_comment_an_anchor_a_template_or_half_of_its_key_is_not_removed(string before) =>
        Assert.Null(Edit(before, static source => [One(source, "xpack.x").Remove()]));

    [Theory]
    [InlineData("a: 1\nxpack.x: y # esconfiglint-disable-line ES1 -- why\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("a: 1\r\n# about x\r\n# esconfiglint-disable-next-line ES1 -- why\r\nxpack.x: y\r\nb: 2\r\n", "a: 1\r\n# about x\r\nb: 2\r\n")]
    [InlineData("a: 1\n# esconfiglint-disable-next-line ES1\n# about x\n\nxpack.x: y # so\nb: 2\n", "a: 1\n# about x\n\n# so\nb: 2\n")]
    [InlineData("# esconfiglint-disable-next-line ES1\nxpack:\n  x: y\nb: 2\n", "b: 2\n")]
    [InlineData("# esconfiglint-disable-next-line ES1\nxpack:\n  x: y\n  z: 1\n", "# esconfiglint-disable-next-line ES1\nxpack:\n  z: 1\n")]
    [InlineData("a: 1 # esconfiglint-disable-line ES1\nxpack.x: y # esconfiglint-disable ES2\nb: 2\n", "a: 1 # esconfiglint-disable-line ES1\n# esconfiglint-disable ES2\nb: 2\n")]
    public void A_suppression_goes_with_all_that_it_covers_and_never_slides_to_the_next_setting(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [One(source, "xpack.x").Remove()]));

    [Theory]
    [InlineData("a: 1 # esconfiglint-disable-next-line ES1\nxpack.x: y\nb: 2\n")]
    [InlineData("{a: 1,\n  # esconfiglint-disable-next-line ES1\n  xpack.x: y, b: 2}\n")]
    public void What_would_leave_a_suppression_to_the_next_setting_is_not_removed(string before) =>
        Assert.Null(Edit(before, static source => [One(source, "xpack.x").Remove()]));

    [Theory]
    [InlineData("---\nxpack.x: y\n")]
    [InlineData("# head\n--- # one\nxpack:\n  x: y\n")]
    public void What_would_leave_a_document_without_settings_is_not_removed(string before) =>
        Assert.Null(Edit(before, static source => [One(source, "xpack.x").Remove()]));

    [Theory]
    [InlineData("{ xpack.x: y, }\n", "{  }\n")]
    [InlineData("{ xpack.x: y ,\n}\n", "{ \n}\n")]
    [InlineData("---\n{xpack.x: y}\n", "---\n{}\n")]
    [InlineData("{a: 1, xpack: {x: y, }, }\n", "{a: 1, }\n")]
    public void Braces_lose_their_last_comma_with_their_last_entry(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [One(source, "xpack.x").Remove()]));

    [Theory]
    [InlineData("xpack.security.enabled: true\nxpack.security:\n  enabled: false\n")]
    [InlineData("xpack.security.enabled: false\nxpack.security.enabled: false\n")]
    public void What_is_written_twice_is_not_set(string before) =>
        Assert.Null(Edit(before, static source => [source.Settings[^1].Set("true")]));

    [Theory]
    [InlineData("csp: &a\n  strict: false\nb: *a\n")]
    [InlineData("csp: &a { strict: false }\nb: *a\n")]
    public void What_an_alias_repeats_elsewhere_is_left_alone(string before)
    {
        Assert.Null(EditKibana(before, static source => [One(source, "csp.strict").Set("true")]));
        Assert.Null(EditKibana(before, static source => [One(source, "csp.strict").Remove()]));
    }

    [Theory]
    [InlineData("server.ssl.key.enabled: false\n")]
    [InlineData("a: &a\n  enabled: false\nserver.ssl.key: *a\n")]
    public void A_name_that_others_stand_below_gets_no_value(string before) =>
        Assert.Null(EditKibana(before, static source => [New(source, "server.ssl.key", "a.key")]));

    [Fact]
    public void A_new_setting_does_not_go_where_an_alias_would_repeat_it() =>
        Assert.Equal(
            "csp: &a\n  warn: false\ncsp.strict: true\nb: *a\n",
            EditKibana("csp: &a\n  warn: false\nb: *a\n", static source => [New(source, "csp.strict", "true")]));

    [Theory]
    [InlineData("cluster.name: a\npath.data: /d\n", "cluster.name: a\nxpack.security.enabled: true\npath.data: /d\n")]
    [InlineData("path.data: /d\n", "path.data: /d\nxpack.security.enabled: true\n")]
    [InlineData("path.data: /d", "path.data: /d\nxpack.security.enabled: true")]
    [InlineData("xpack.security.transport.ssl.enabled: true # yes\nz: 1\n", "xpack.security.transport.ssl.enabled: true # yes\nxpack.security.enabled: true\nz: 1\n")]
    [InlineData("xpack:\n    security:\n        transport:\n            ssl:\n                enabled: true\nz: 1\n", "xpack:\n    security:\n        transport:\n            ssl:\n                enabled: true\n        enabled: true\nz: 1\n")]
    [InlineData("cluster:\n  name: a\n", "cluster:\n  name: a\nxpack:\n  security:\n    enabled: true\n")]
    [InlineData("{cluster.name: a}\n", "{cluster.name: a, xpack.security.enabled: true}\n")]
    [InlineData("xpack: {security: {transport.ssl.enabled: true}}\n", "xpack: {security: {transport.ssl.enabled: true, enabled: true}}\n")]
    [InlineData("# only a comment\r\n", "# only a comment\r\nxpack.security.enabled: true\r\n")]
    [InlineData("", "xpack.security.enabled: true\n")]
    public void A_new_setting_stands_beside_its_siblings_in_the_spelling_of_the_file(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [New(source, "xpack.security.enabled", "true")]));

    [Fact]
    public void Several_new_settings_share_their_parents() =>
        Assert.Equal(
            "xpack:\n  security:\n    enabled: true\n    transport:\n      ssl:\n        enabled: true\n        keystore:\n          path: node.p12\nz:\n  y: 1\n",
            Edit("xpack:\n  security:\n    enabled: true\nz:\n  y: 1\n", static source =>
            [
                New(source, "xpack.security.transport.ssl.enabled", "true"),
                New(source, "xpack.security.transport.ssl.keystore.path", "node.p12"),
            ]));

    [Fact]
    public void What_is_new_at_one_line_comes_from_the_inside_out() =>
        Assert.Equal(
            "xpack.security:\n  enabled: true\n  http.ssl:\n    enabled: true\n    keystore:\n      path: http.p12\n  transport.ssl.enabled: true\nz: 1\n",
            Edit("xpack.security:\n  enabled: true\n  http.ssl:\n    enabled: true\nz: 1\n", static source =>
            [
                New(source, "xpack.security.transport.ssl.enabled", "true"),
                New(source, "xpack.security.http.ssl.keystore.path", "http.p12"),
            ]));

    [Fact]
    public void A_removal_and_an_insertion_meet_at_one_line() =>
        Assert.Equal(
            "cluster.name: a\nxpack.security.enabled: true\nz: 1\n",
            Edit("cluster.name: a\nxpack.x: y\nz: 1\n", static source => [One(source, "xpack.x").Remove(), New(source, "xpack.security.enabled", "true")]));

    [Theory]
    [InlineData("xpack.x: y\n", "xpack.security.enabled: true\n")]
    [InlineData("xpack.x: y", "xpack.security.enabled: true")]
    [InlineData("xpack.x: y # why\n", "# why\nxpack.security.enabled: true\n")]
    [InlineData("# head\r\nxpack.x: y\r\n# end\r\n", "# head\r\nxpack.security.enabled: true\r\n# end\r\n")]
    [InlineData("{xpack.x: y}\n", "{xpack.security.enabled: true}\n")]
    [InlineData("xpack: {x: y}\n", "xpack: {security.enabled: true}\n")]
    [InlineData("a: 1\nxpack:\n  x: y # why\nz: 1\n", "a: 1\nxpack:\n  # why\n  security:\n    enabled: true\nz: 1\n")]
    [InlineData("xpack:\n  x: y\n", "xpack:\n  security:\n    enabled: true\n")]
    public void What_comes_takes_the_place_of_the_only_entry_that_goes(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [One(source, "xpack.x").Remove(), New(source, "xpack.security.enabled", "true")]));

    [Theory]
    [InlineData("a:\n- http://b # one\n", "a:\n- https://b # one\n")]
    [InlineData("a: ['http://b']", "a: ['https://b']")]
    [InlineData("a: &x http://b\nc: *x\n", null)]
    [InlineData("a: &x [http://b]\nc: *x\n", null)]
    [InlineData("a: x\na: http://b\n", null)]
    [InlineData("{% if a %}\na: http://b\n{% endif %}\n", null)]
    public void A_text_is_another_one_where_nothing_else_says_it(string before, string? after) =>
        Assert.Equal(after, EditKibana(before, static source =>
        {
            var setting = source.Settings.Last(static setting => setting.Key == "a");
            return [setting.Rewrite(setting.Value.Texts[0], "https://b")];
        }));

    [Theory]
    [InlineData("a: [x, y, z]\n", "a: [x, z]\n")]
    [InlineData("a: [x, z, y]\n", "a: [x, z]\n")]
    [InlineData("a: [ x, z, y, w ]\n", "a: [ x, z ]\n")]
    [InlineData("a: [ y, w, x, y, w, z, y, w, v ]\n", "a: [ x, z ]\n")]
    [InlineData("a:\n  - y\n  - x\n  - z\n", "a:\n  - x\n  - z\n")]
    [InlineData("a: x,y,z\n", "a: \"x,z\"\n")]
    public void A_list_keeps_what_it_shall_keep(string before, string after) =>
        Assert.Equal(after, Edit(before, static source => [new SettingKeeps(One(source, "a"), ["x", "z"])]));

    private static Setting One(SettingsSource source, string key) => source.Settings.Single(setting => setting.Key == key);

    private static SettingIsSet New(SettingsSource source, string key, string value) => new(source, key, null, value);

    private static string? EditKibana(string text, Func<SettingsSource, IReadOnlyList<SettingChange>> changes)
    {
        var file = SourceFile.FromText("kibana.yml", text);
        var source = new KibanaYmlCarrier(file).Load(new(9, 1));
        return source.Editor!.Edit(changes(source)) is { } edits ? TextEdit.Apply(file, edits) : null;
    }

    private static string? Edit(string text, Func<SettingsSource, IReadOnlyList<SettingChange>> changes)
    {
        var file = SourceFile.FromText("elasticsearch.yml", text);
        var source = new ElasticsearchYmlCarrier(file).Load(new(9, 1));
        return source.Editor!.Edit(changes(source)) is { } edits ? TextEdit.Apply(file, edits) : null;
    }
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Loading;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class YamlTemplateTests
{
    [Theory]
    [InlineData("node.name: {{ x }}\n")]
    [InlineData("node.name: \"{{ x }}\"\n")]
    [InlineData("node.name: '{{ lookup(\"env\", 'X') }}'\n")]
    [InlineData("node.name: es-{{ x }}-1\n")]
    [InlineData("node.name: {{- .Values.name | quote }}\n")]
    [InlineData("node.name: {% if a %}x{% else %}y{% endif %}\n")]
    [InlineData("node.name: \"{% if a %}x{% else %}y{% endif %}\"\n")]
    [InlineData("node.name: <%= @name %>\n")]
    [InlineData("node.name: {localname}\n")]
    [InlineData("node.name: ${{ x }}\n")]
    [InlineData("node.name: {{\n  x\n}}\n")]
    [InlineData("node.name:\n  {{ x }}\n")]
    [InlineData("node.name: |\n  {{ x }}\n")]
    [InlineData("node.name: |\n  {{ x }}\n  text\n")]
    [InlineData("node.name: |\n  text\n  {{ x }}\n")]
    [InlineData("node.name:\n{% if a %}\n  x\n{% else %}\n  y\n{% endif %}\n")]
    [InlineData("node.name:\n{% if a %}\n  x\n{% endif %}\n")]
    public void A_value_that_a_template_writes_is_unknown(string text)
    {
        var setting = Assert.Single(Load(text).Settings);
        Assert.Equal("node.name", setting.Key);
        Assert.False(setting.Value.IsKnown);
    }

    [Theory]
    [InlineData("discovery.seed_hosts: {{ hosts | to_json }}\n")]
    [InlineData("discovery.seed_hosts: [{{ a }}, b]\n")]
    [InlineData("discovery.seed_hosts: [\"{{ hosts | join('\", \"') }}\"]\n")]
    [InlineData("discovery.seed_hosts: [{% for h in hosts %}\"{{ h }}\"{% if not loop.last %},{% endif %}{% endfor %}]\n")]
    [InlineData("discovery.seed_hosts: [\n  {{ hosts }}\n]\n")]
    [InlineData("discovery.seed_hosts: [\n  a,\n  {% for h in hosts %}\"{{ h }}\",{% endfor %}\n]\n")]
    [InlineData("discovery.seed_hosts:\n{% for h in hosts %}\n  - {{ h }}\n{% endfor %}\n")]
    [InlineData("discovery.seed_hosts:\n  - a\n{% if more %}\n  - b\n{% endif %}\n")]
    [InlineData("discovery.seed_hosts:\n  - a\n  {{ more }}\n  - b\n")]
    [InlineData("discovery.seed_hosts:\n  {% for h in hosts %}- {{ h }}{% endfor %}\n")]
    [InlineData("discovery.seed_hosts:\n<% hosts.each do |h| -%>\n  - <%= h %>\n<% end -%>\n")]
    [InlineData("discovery.seed_hosts: [ {% for h in hosts %}\n\"{{ h }}\"{% if not loop.last %},{% endif %}\n{% endfor %} ]\n")]
    [InlineData("discovery.seed_hosts:\n{{ hosts | to_nice_yaml }}\n")]
    [InlineData("discovery.seed_hosts:\n  {{- toYaml .Values.hosts | nindent 2 }}\n")]
    public void A_list_that_a_template_adds_to_is_not_known_whole(string text)
    {
        var setting = Assert.Single(Load(text).Settings);
        Assert.Equal("discovery.seed_hosts", setting.Key);
        Assert.False(setting.Value.IsKnown);
    }

    [Theory]
    [InlineData("node.name: {{ x }}\nnode.name: a\n")]
    [InlineData("a:\n  b: {{ x }} # c\n  d: '{{ y }}'\n")]
    [InlineData("# {{ x }}\na: b\n")]
    [InlineData("# {% if x %}\na: b\n# {% endif %}\n")]
    [InlineData("{# note #}\na: b\n")]
    [InlineData("{% set x = 1 %}\na: b\n")]
    [InlineData("{{- $x := 1 }}\na: b\n")]
    [InlineData("{{/* note */}}\na: b\n")]
    [InlineData("a:\n  {{ x }}\nb: c\n")]
    [InlineData("a: [\n  {{ x }}\n]\n")]
    [InlineData("{% if x %}\na: b\n{% endif %}\n")]
    public void A_template_that_only_fills_in_values_leaves_the_world_closed(string text) => Assert.False(Load(text).IsOpen);

    [Theory]
    [InlineData("a: b\n{{ more }}\n")]
    [InlineData("a: b\n{{ toYaml .Values.config | indent 0 }} # more\n")]
    [InlineData("a: b\n{% include 'more.yml' %}\n")]
    [InlineData("{% if x %}c: d{% endif %}\na: b\n")]
    [InlineData("{{ key }}: d\na: b\n")]
    [InlineData("xpack.{{ key }}.enabled: d\na: b\n")]
    [InlineData("a: b\nc:\n{{ more }}\n")]
    [InlineData("<%= more %>\na: b\n")]
    public void A_template_that_may_bring_whole_settings_leaves_the_world_open(string text)
    {
        var source = Load(text);
        Assert.True(source.IsOpen);
        Assert.Contains(source.Settings, static setting => setting is { Key: "a", Value.Scalar.Known: "b" });
    }

    [Theory]
    [InlineData("{% if x %}\na: b\n{% endif %}\nc: d\n")]
    [InlineData("{% if x %}\n{% if y %}e: f{% endif %}\na: b\n{% endif %}\nc: d\n")]
    [InlineData("{%- for x in y -%}\na: b\n{%- endfor -%}\nc: d\n")]
    [InlineData("{{- if .Values.x }}\na: b\n{{- end }}\nc: d\n")]
    [InlineData("{{- with .Values.x }}\n{{- if . }}\n{{- else }}\n{{- end }}\na: b\n{{- end }}\nc: d\n")]
    [InlineData("<% if x %>\na: b\n<% end %>\nc: d\n")]
    [InlineData("<% x.each { |y| %>\na: b\n<% } %>\nc: d\n")]
    [InlineData("{{#if x}}\na: b\n{{/if}}\nc: d\n")]
    [InlineData("# {% if x %}\na: b\n# {% endif %}\nc: d\n")]
    public void A_setting_between_if_and_end_is_conditional_and_one_behind_it_is_not(string text)
    {
        var settings = Load(text).Settings.ToDictionary(static setting => setting.Key);
        Assert.True(settings["a"].IsConditional);
        Assert.False(settings["c"].IsConditional);
    }

    [Fact]
    public void Two_branches_that_give_one_key_do_not_give_it_twice()
    {
        var source = Load("{% if x %}\na: 1\n{% else %}\na: 2\n{% endif %}\n");
        Assert.Empty(source.Problems);
    }

    [Theory]
    [InlineData("a: {{ x\nb: c\n")]
    [InlineData("a: {b: {c: d}}\n")]
    [InlineData("a: {b: 1}\n")]
    [InlineData("a: {}\n")]
    [InlineData("a: ${b}\n")]
    public void What_no_template_language_closes_is_no_island(string text) => Assert.Empty(Parse(text).Islands);

    [Fact]
    public void A_text_that_is_read_as_it_stands_has_no_islands()
    {
        var tree = YamlParser.Parse(SourceFile.FromText("x.yml", "a: '{{ x }}'\n"), new(YamlDialect.Elasticsearch, BlankIslands: false));
        Assert.Empty(tree.Islands);
        Assert.Equal("{{ x }}", ((YamlScalar)((YamlMapping)tree.Documents[0].Root!).Entries[0].Value).Value);
    }

    private static YamlTree Parse(string text) =>
        YamlParser.Parse(SourceFile.FromText("elasticsearch.yml", text), new(YamlDialect.Elasticsearch));

    private static SettingsSource Load(string text)
    {
        var tree = Parse(text);
        Assert.Null(tree.Error);
        return ElasticsearchLoader.Load(tree, new(9, 1));
    }
}

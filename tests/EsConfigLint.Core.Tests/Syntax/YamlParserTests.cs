using CsCheck;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class YamlParserTests
{
    [Theory]
    [InlineData("a: b", "a", "b")]
    [InlineData("'a': \"b\"", "'a'", "\"b\"")]
    [InlineData("\"a\" :   'it''s'  # c", "\"a\"", "'it''s'")]
    [InlineData("? a\n: b\n", "a", "b")]
    [InlineData("a: &anchor b", "a", "b")]
    [InlineData("a: !tag b", "a", "b")]
    [InlineData("a: !tag &anchor  b", "a", "b")]
    [InlineData("&k a: b", "a", "b")]
    [InlineData("a: |\n  text\n  more\n\n\nb: c\n", "a", "|\n  text\n  more")]
    [InlineData("a: >- # folded\n  text\n", "a", ">- # folded\n  text")]
    [InlineData("a: one\n  two\n", "a", "one\n  two")]
    [InlineData("a: [b, c]\n", "a", "[b, c]")]
    [InlineData("a: {b: c}  \n", "a", "{b: c}")]
    [InlineData("a: &x # comment\n  b: c\n", "a", "b: c")]
    [InlineData("a:\n- b\n- c\nd: e\n", "a", "- b\n- c")]
    [InlineData("a: *alias\n", "a", "*alias")]
    [InlineData("😀: 😀😀\r\n", "😀", "😀😀")]
    [InlineData("a: [\n]\n", "a", "[\n]")]
    [InlineData("a: [b: c]\n", "a", "[b: c]")]
    public void The_span_of_a_key_and_of_its_value_is_what_is_written(string text, string key, string value)
    {
        var entry = Root(text).Entries[0];
        Assert.Equal(key, Slice(text, entry.Key));
        Assert.Equal(value, Slice(text, entry.Value));
    }

    [Theory]
    [InlineData("a:\nb: c\n", 2)]
    [InlineData("a:", 2)]
    [InlineData("a: # later\n", 2)]
    [InlineData("a:   \n\n\n\nb: c", 2)]
    [InlineData("{a: , b: c}", 3)]
    public void A_missing_value_stands_empty_behind_its_colon(string text, int offset)
    {
        var value = Assert.IsType<YamlScalar>(Root(text).Entries[0].Value);
        Assert.True(value.IsMissing);
        Assert.Equal(new TextSpan(offset, 0), value.Span);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Every_line_end_ends_a_line(string lineEnd)
    {
        var text = string.Join(lineEnd, "# one", "a: b", "c:", "  d: e", "");
        var root = Root(text);
        Assert.Equal(["a", "c"], root.Entries.Select(static entry => entry.KeyText));
        Assert.Equal(new LinePosition(4, 6), SourceFile.FromText("x.yml", text).PositionOf(((YamlMapping)root.Entries[1].Value).Entries[0].Value.Span.Start));
    }

    [Fact]
    public void A_byte_order_mark_belongs_to_no_key() =>
        Assert.Equal("a", Root("\uFEFFa: b").Entries[0].KeyText);

    [Fact]
    public void Both_of_two_equal_keys_are_kept() =>
        Assert.Equal(["a", "a"], Root("a: 1\na: 2\n").Entries.Select(static entry => entry.KeyText));

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_kept_as_written()
    {
        var root = Root("a: &x {b: c}\nd:\n  <<: *x\n");
        Assert.Equal("x", root.Entries[0].Value.Anchor);
        var merge = Assert.IsType<YamlMapping>(root.Entries[1].Value).Entries[0];
        Assert.Equal("<<", merge.KeyText);
        Assert.Equal("x", Assert.IsType<YamlAlias>(merge.Value).Name);
    }

    [Theory]
    [InlineData("# a\nb: c # d\n", "# a", "# d")]
    [InlineData("b: 'x # y' # d\n", "# d")]
    [InlineData("b: x#y\n# d", "# d")]
    [InlineData("b: | # d\n  # text\n", "# d")]
    [InlineData("b: [ # d\n  x, # e\n]\n# f", "# d", "# e", "# f")]
    [InlineData("b: \"c\"#d\ne: [f,#g\n  h]#i\n", "#d", "#g", "#i")]
    public void A_comment_is_found_where_it_is_one(string text, params string[] comments)
    {
        var tree = Parse(text);
        Assert.Null(tree.Error);
        Assert.Equal(comments, tree.Comments.Select(comment => tree.File.Slice(comment.Span)));
    }

    [Theory]
    [InlineData("x: [a,\nb,\nc]\n", "a b c")]
    [InlineData("x:\n  y: [\n  a,\n  b\n  ]\n", "a b")]
    [InlineData("x:\n  y: [ # first\na, # one\nb # two\n]\nz: [\nc]\n", "a b", "c")]
    [InlineData("x: {\na: b,\nc: d}\n", "a b c d")]
    [InlineData("x: \"one\ntwo\"\n", "one two")]
    [InlineData("x:\n  y: \"one\n two\"\n", "one two")]
    public void Lines_of_a_value_may_stand_left_of_its_key(string text, params string[] values)
    {
        var tree = Parse(text);
        Assert.Null(tree.Error);
        var scalars = Scalars(tree.Documents[0].Root!).Where(static scalar => scalar.Value is not ("x" or "y" or "z"));
        Assert.Equal(string.Join(' ', values), string.Join(' ', scalars.Select(static scalar => scalar.Value)));
        Assert.All(
            Scalars(tree.Documents[0].Root!).Where(static scalar => scalar.Style == YamlScalarStyle.Plain),
            scalar => Assert.Equal(scalar.Value, tree.File.Slice(scalar.Span)));
    }

    [Theory]
    [InlineData("a: \"b\nc: d\n", "\"", "the quote that begins here is never closed")]
    [InlineData("a:\n\tb: c\n", "\t", "a tab is used as indentation; only spaces are allowed")]
    [InlineData("a: b: c\n", ":", "a second ': ' stands in one value; put the value in quotes")]
    [InlineData("a: [b, c\n", "[b, c", "the '[' that begins here is never closed")]
    [InlineData("a: [b, c # d\ne: f\n", "[b, c # d", "the '[' that begins here is never closed")]
    [InlineData("a: {b: c\nd: e\nf: g\n", "{b: c", "the '{' that begins here is never closed")]
    [InlineData("a: [\n", "[", "the '[' that begins here is never closed")]
    [InlineData("a: ['b' c]\n", "c", "',' or ']' is missing here")]
    [InlineData("a: 'b' c\n", "c", "text follows where the value has ended; put the whole value in quotes")]
    [InlineData("a: @b\n", "@", "'@' cannot begin a value; put the value in quotes")]
    [InlineData("a: *\n", "*", "'*' begins an alias, and no name follows; put the value in quotes")]
    [InlineData("a: \"C:\\data\"\n", "\\d", "'\\d' is no escape that double quotes know; use single quotes or double the backslash")]
    [InlineData("a: b\nfoo\nc: d\n", "foo", "this line is no 'key: value'")]
    [InlineData("a: b\n c: d\n", ":", "the indentation of this key fits no key above it")]
    [InlineData("a:\n    b: c\n  d: e\n", "d: e", "the indentation of this line fits no line above it")]
    [InlineData("a: {b: c}}\n", "}", "this '}' closes nothing")]
    [InlineData("a: - b\n", "-", "a list item cannot begin here")]
    [InlineData("a: b\u0007\n", "\u0007", "the character U+0007 is not allowed")]
    public void What_is_wrong_is_said_in_plain_words_at_its_place(string text, string place, string reason)
    {
        var tree = Parse(text);
        Assert.NotNull(tree.Error);
        Assert.Equal((place, reason), (tree.File.Slice(tree.Error.Span), tree.Error.Reason));
    }

    [Fact]
    public void Documents_before_an_error_are_kept()
    {
        var tree = Parse("a: 1\n---\nb: \"\n");
        Assert.NotNull(tree.Error);
        Assert.Single(tree.Documents);
    }

    [Fact]
    public void Whatever_a_text_holds_nothing_is_thrown_and_spans_stand_in_each_other()
    {
        string[] pieces =
        [
            "a: ", "b", "- ", "\n", "\n  ", "\n", "\r\n", "\r", "[", "]", "{", "}", ", ", "'", "\"", "\\", "&x ", "*x", "!t ", "!!str ", "|\n  ", ">-\n",
            "# c", " #", "? ", ": ", "\t", "{{ x }}", "{% if x %}", "{% endif %}", "{{- end }}", "{x}", "<%= y %>", "---\n", "...\n", "%YAML 1.1\n", "😀",
            "\u0085", "\u2028", "\u0000", "\uFEFF", "<<: *x", "${X}", "~", "\uFFFD", "\ud800",
        ];
        var text = Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 30].Select(string.Concat);
        Gen.Select(text, Gen.Enum<YamlDialect>(), Gen.Bool).Sample(
            (content, dialect, blank) =>
            {
                var tree = YamlParser.Parse(SourceFile.FromText("x.yml", content), new(dialect, blank));
                var whole = new TextSpan(0, tree.File.Text.Length);
                Assert.True(tree.Error is null || whole.Contains(tree.Error.Span));
                Assert.All(tree.Comments, comment => Assert.True(whole.Contains(comment.Span)));
                Assert.All(tree.Islands, island => Assert.True(whole.Contains(island.Span)));
                Assert.All(tree.ConditionalRegions, region => Assert.True(whole.Contains(region)));
                foreach (var document in tree.Documents)
                {
                    Assert.True(whole.Contains(document.Span));
                    if (document.Root is not null)
                        AssertNested(document.Root, whole);
                }
            },
            iter: 20_000);
    }

    private static void AssertNested(YamlNode node, TextSpan outer)
    {
        Assert.True(node.Span.Start >= outer.Start && node.Span.End <= outer.End, $"{node.Span} in {outer}");
        foreach (var child in Children(node))
            AssertNested(child, node.Span);
    }

    private static IEnumerable<YamlNode> Children(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.SelectMany(static entry => new[] { entry.Key, entry.Value }),
        YamlSequence sequence => sequence.Items,
        _ => [],
    };

    private static IEnumerable<YamlScalar> Scalars(YamlNode node) =>
        node is YamlScalar scalar ? [scalar] : Children(node).SelectMany(Scalars);

    private static YamlTree Parse(string text) =>
        YamlParser.Parse(SourceFile.FromText("elasticsearch.yml", text), new(YamlDialect.Elasticsearch));

    private static YamlMapping Root(string text)
    {
        var tree = Parse(text);
        Assert.Null(tree.Error);
        return Assert.IsType<YamlMapping>(tree.Documents[0].Root);
    }

    private static string Slice(string text, YamlNode node) => SourceFile.FromText("x", text).Slice(node.Span);
}

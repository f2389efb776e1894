using System.Text;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class CommentFoldTests
{
    private const string Remark = "# a remark that is long enough to be worth leaving out of what is parsed, and then some";

    private static readonly string[] Pieces =
    [
        Remark, "#", "# key: value", "", "a: 1", "b: \"in quotes", "in quotes\"", "c: 'one", "one'", "d: |", "  literal", "  # literal", "e: >", "f: [x,", "x]", "g: {h: 1,", "}",
        "- item", "---", "...", "  nested: 2", "i: &anchor", "j: *anchor", "k: !tag", "? l", ": m", "plain", "  going on", "%YAML 1.2", "n: 1 # behind", "\"",
    ];

    public static TheoryData<string, string> Texts() => new()
    {
        { "a comment at the start", $"{Remark}\na: 1\n" },
        { "a comment at the end", $"a: 1\n{Remark}" },
        { "nothing but comments", $"{Remark}\n{Remark}\n" },
        { "comments between entries", $"a: 1\n{Remark}\n{Remark}\nb: 2\n" },
        { "a line of a quoted text", $"a: \"x\n{Remark}\n y\"\n" },
        { "a line of a literal text at the root", $"--- |\nx\n{Remark}\ny\n" },
        { "the last line of a literal text at the root", $"--- |\nx\n{Remark}" },
        { "a comment that ends a literal text", $"a: |\n  x\n{Remark}\nb: 1\n" },
        { "a comment that ends a plain text", $"a: x\n{Remark}\n  y\n" },
        { "a comment within brackets", $"a: [x,\n{Remark}\n  y]\n" },
        { "a comment behind an anchor", $"a: &x\n{Remark}\n  b: 1\nc: *x\n" },
        { "a missing value", $"a:\n{Remark}\n{Remark}\nb: 2\n" },
        { "an error behind a comment", $"a: 1\n{Remark}\n{Remark}\nb: [\n" },
        { "carriage returns with line feeds", $"a: 1\r\n{Remark}\r\n{Remark}\r\nb: 2\r\n" },
        { "carriage returns alone", $"a: 1\r{Remark}\r{Remark}\rb: 2\r" },
        { "a line break of YAML 1.1 within the comment", $"a: 1\n{Remark}\u2028b: 2\n{Remark}\u0085c: 3\n" },
        { "a template in the comment", $"a: 1\n{Remark} {{{{ x }}}}\n{Remark}\nb: {{{{ y }}}}\n" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_tree_is_the_same_with_its_comments_and_without_them(string what, string text)
    {
        foreach (var dialect in Enum.GetValues<YamlDialect>())
            AssertSameTree(what, text, dialect);
    }

    [Fact]
    public void However_lines_follow_each_other_comments_change_no_tree()
    {
        var chance = new Random(20261126);
        for (var i = 0; i < 3000; i++)
        {
            var lines = Enumerable.Range(0, chance.Next(2, 12)).Select(_ => Pieces[chance.Next(Pieces.Length)]);
            var text = string.Join(chance.Next(8) == 0 ? "\r\n" : "\n", lines);
            AssertSameTree($"text {i}", text, (YamlDialect)chance.Next(5));
        }
    }

    [Fact]
    public void A_run_of_comments_is_one_number_sign_for_the_parser()
    {
        var text = $"a: 1\n{Remark}\n#\n{Remark}\nb: 2\n  # indented\n{Remark}\n";
        var fold = CommentFold.Of(text)!;
        Assert.Equal("a: 1\n#\nb: 2\n  # indented\n#\n", fold.Text);
        Assert.Equal(text.IndexOf("b: 2", StringComparison.Ordinal), fold.OffsetOf(fold.Text.IndexOf("b: 2", StringComparison.Ordinal)));
        Assert.Equal(2, fold.OffsetOf(2));
        Assert.Equal(text.Length, fold.OffsetOf(fold.Text.Length));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\n")]
    [InlineData("a: 1 # short\n# short\nb: 2\n")]
    [InlineData("a: 1\n  # indented, which could be a line of a text, however long it may be; nobody knows without a parser\n")]
    public void What_has_no_long_comments_at_its_margin_is_parsed_as_it_stands(string text) => Assert.Null(CommentFold.Of(text));

    private static void AssertSameTree(string what, string text, YamlDialect dialect)
    {
        var file = SourceFile.FromText("elasticsearch.yml", text);
        var folded = Describe(YamlParser.Parse(file, new(dialect)));
        var whole = Describe(YamlParser.Parse(file, new(dialect), foldsComments: false));
        Assert.True(folded == whole, $"{what}, {dialect}:\n{text}\n--- with comments:\n{whole}\n--- without:\n{folded}");
    }

    private static string Describe(YamlTree tree)
    {
        var text = new StringBuilder();
        foreach (var document in tree.Documents)
        {
            text.AppendLine($"document {document.Span} {document.HasStartMarker}");
            if (document.Root is { } root)
                Describe(text, root, 1);
        }

        foreach (var island in tree.Islands)
            text.AppendLine($"island {island}");
        return text.AppendLine($"error {tree.Error} depth {tree.Depth} at {tree.DeepestPlace} anchor {tree.OddAnchor}").ToString();
    }

    private static void Describe(StringBuilder text, YamlNode node, int depth)
    {
        text.Append(' ', depth).AppendLine($"{node.GetType().Name} {node.Span} {node.Anchor} {node.Tag} {(node is YamlScalar scalar ? $"{scalar.Style} {scalar.IsMissing} {scalar.IsTemplated} {scalar.Value}" : "")}");
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Describe(text, entry.Key, depth + 1);
                    Describe(text, entry.Value, depth + 1);
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                    Describe(text, item, depth + 1);
                break;
        }
    }
}

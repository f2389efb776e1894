using System.Diagnostics;
using System.Globalization;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class YamlHostileInputTests
{
    private const int Many = 25_000;

    /// <summary>Texts of some hundred kilobytes that make a careless reader take time or room with the square of their size.</summary>
    public static TheoryData<string, string> Texts() => new()
    {
        { "aliases of one anchor", "a: &x 1\n" + Lines(static n => $"k{n}: *x") },
        { "aliases without an anchor", Lines(static n => $"k{n}: *x") },
        { "an anchor on every value", Lines(static n => $"k{n}: &a{n} v") },
        { "many lists of one indexed item", Lines(static n => $"k{n}.0: v") },
        { "one list of many indexed items", Lines(static n => $"k.{n}: v") },
        { "placeholders with defaults", Lines(static n => $"k{n}: ${{x{n}:d}}") },
        { "placeholders that name settings", Lines(static n => $"k{n}: ${{k{n}:d}}") },
        { "control characters in a comment", "# " + new string('\u0001', 300_000) + "\na: 1\n" },
        { "outdented entries", "x: [\n" + Lines(static n => $"a{n},") + "]\n" },
        { "outdented entries with comments", "x: [\n" + Lines(static n => $"a{n}, # c") + "]\n" },
        { "templates in place of values", Lines(static n => $"k{n}:\nj{n}: {{{{ x }}}}") },
        { "templates in one line", "k: [" + string.Concat(Enumerable.Repeat("{{ x }},", Many)) + "]\n" },
        { "templates that are never closed", "k: '" + string.Concat(Enumerable.Repeat("{{ {% {# <% ", Many)) + "'\n" },
        { "conditions in a row", Lines(static n => $"{{% if x %}}\na{n}: 1\n{{% endif %}}") },
        { "conditions in each other", Lines(static _ => "{% if x %}") + "a: 1\n" },
        { "one key over and over", Lines(static _ => "a: 1") },
        { "a long name above many keys", "? " + new string('k', 100_000) + "\n:\n" + Lines(static n => $"  k{n}: v") },
        { "tabs behind a text", "k: v" + new string('\t', 300_000) + "\n" },
        { "tabs before a key", new string('\t', 300_000) + "k: v\n" },
        { "hashes that are no comments", "k: [" + string.Concat(Enumerable.Repeat("a#b, ", Many)) + "]\n" },
        { "dashes", string.Concat(Enumerable.Repeat("- ", Many)) },
        { "question marks", string.Concat(Enumerable.Repeat("? ", Many)) },
        { "open brackets", new string('[', 100_000) },
        { "open braces", string.Concat(Enumerable.Repeat("{a: ", 100_000)) },
        { "aliases that multiply", "a0: &a0 [x,x]\n" + string.Concat(Enumerable.Range(1, 40).Select(static n => $"a{n}: &a{n} [*a{n - 1},*a{n - 1},*a{n - 1}]\n")) },
        { "merge keys that multiply", "a0: &a0 {x: 1}\n" + string.Concat(Enumerable.Range(1, 2000).Select(static n => $"a{n}: &a{n}\n  <<: [*a{n - 1},*a{n - 1}]\n  k{n}: 1\n")) },
        { "aliases that nest", "a0: &a0 " + new string('[', 1000) + new string(']', 1000) + "\n" + string.Concat(Enumerable.Range(1, 50).Select(static n => $"a{n}: &a{n} {new string('[', 1000)}*a{n - 1}{new string(']', 1000)}\n")) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Whatever_stands_in_a_file_reading_it_takes_time_with_its_size(string what, string text)
    {
        var plain = Lines(static n => $"k{n}: some value of that key");
        ReadAll(plain[..1000]);
        var usual = Math.Max(1, Elapsed(plain).TotalMilliseconds * text.Length / plain.Length);
        var elapsed = Elapsed(text).TotalMilliseconds;
        Assert.True(elapsed < (40 * usual) + 1500, string.Create(CultureInfo.InvariantCulture, $"{what}: {elapsed} ms, an ordinary file of that size {usual} ms"));
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(10_000, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_read_to_a_depth_and_refused_beyond(int depth, bool isRead)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{a: ", "}"), ("[{a: ", "}]") })
        {
            var levels = depth / (open.Length > 3 && open[0] == '[' ? 2 : 1);
            var text = "a: " + string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels)) + "\n";
            var tree = YamlParser.Parse(SourceFile.FromText("x.yml", text), new(YamlDialect.Elasticsearch));
            Assert.Equal(isRead, tree.Error is null);
        }
    }

    private static TimeSpan Elapsed(string text)
    {
        var watch = Stopwatch.StartNew();
        ReadAll(text);
        return watch.Elapsed;
    }

    private static void ReadAll(string text)
    {
        var elasticsearch = new ElasticsearchYmlCarrier(SourceFile.FromText("elasticsearch.yml", text));
        _ = elasticsearch.Tree.Comments.Count;
        elasticsearch.Load(new StackVersion(9, 1));
        elasticsearch.Load(new StackVersion(7, 17));
        new KibanaYmlCarrier(SourceFile.FromText("kibana.yml", text)).Load(new StackVersion(8, 12));
    }

    private static string Lines(Func<int, string> line) =>
        string.Concat(Enumerable.Range(0, Many).Select(n => line(n) + "\n"));
}

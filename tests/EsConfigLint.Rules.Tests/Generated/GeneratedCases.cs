using System.Buffers;
using System.Globalization;
using System.Text;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Pages;

namespace EsConfigLint.Rules.Tests.Generated;

/// <summary>
/// Cases that nobody wrote: what is bad on some page, with settings of other pages among it, in a spelling of its own, in a file or
/// in a container. A new rule is among them as soon as it has a page.
/// </summary>
internal sealed class GeneratedCases
{
    private static readonly string[] Versions = ["6.8.23", "7.6.2", "7.17.28", "8.3.3", "8.19.0", "9.1.0", "9.3.0"];

    /// <summary>What would end or change a word of a command, or a plain text of YAML.</summary>
    private static readonly SearchValues<char> OddInWords = SearchValues.Create(" '\"#*{}[]");

    private readonly List<PageCase> bad;
    private readonly Dictionary<Product, List<WantedSetting>> others = [];

    public GeneratedCases(IEnumerable<RulePage> pages)
    {
        bad = [.. pages.SelectMany(static page => page.Cases).Where(static one => one.Section == PageSection.Bad)];
        foreach (var product in Enum.GetValues<Product>())
            others[product] = [.. bad.SelectMany(static one => one.Files).Where(file => ProductOf(file) == product).SelectMany(static file => SettingsOf(file) ?? [])];
    }

    /// <summary>The same case for the same number, always.</summary>
    public PageCase Make(int number)
    {
        var random = new Random(number);
        var one = bad[random.Next(bad.Count)];
        if (random.Next(4) == 0)
            one = one with { Version = random.Next(6) == 0 ? null : Versions[random.Next(Versions.Length)] };
        if (random.Next(4) == 0)
            one = one with { Ruleset = "pedantic" };
        if (one.Files is [var only] && ProductOf(only) is { } product && SettingsOf(only) is { } settings && random.Next(3) == 0)
            return one with { Files = [new("compose.yml", Compose(random, product, one.Version, Mix(random, product, settings)), [])], Version = null };
        return one with { Files = [.. one.Files.Select(file => file with { Text = Rewrite(random, file), Marks = [] })] };
    }

    private string Rewrite(Random random, PageFile file)
    {
        var writer = new SettingsText(random);
        return ProductOf(file) is { } product && SettingsOf(file) is { } settings ? writer.Write(Mix(random, product, settings)) : writer.Dress(file.Text);
    }

    /// <summary>The settings with some of other cases between them, and now and then one twice.</summary>
    private List<WantedSetting> Mix(Random random, Product product, List<WantedSetting> settings)
    {
        var mixed = settings.ToList();
        for (var i = random.Next(6); i > 0; i--)
        {
            var other = others[product][random.Next(others[product].Count)];
            if (mixed.TrueForAll(setting => setting.Key != other.Key && !IsAbove(setting.Key, other.Key) && !IsAbove(other.Key, setting.Key)) || random.Next(20) == 0)
                mixed.Insert(random.Next(mixed.Count + 1), other);
        }

        return mixed;
    }

    private static bool IsAbove(string upper, string lower) => lower.StartsWith(upper + ".", StringComparison.Ordinal);

    private static string Compose(Random random, Product product, string? version, List<WantedSetting> settings)
    {
        var writer = new SettingsText(random);
        var image = product == Product.Kibana ? "kibana/kibana" : "elasticsearch/elasticsearch";
        var number = version is null ? "9.1.0" : version.Count(static c => c == '.') == 1 ? version + ".0" : version;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"services:\n  one:{writer.Trailing()}\n    image: docker.elastic.co/{image}:{number}\n");
        if (writer.Happens(30))
            text.Append("    ports:\n      - \"9200:9200\"\n      - 9300:9300 # nodes\n");
        var arguments = product == Product.Elasticsearch && writer.Happens(25) ? settings.FindAll(_ => writer.Happens(40)) : [];
        arguments.RemoveAll(static setting => SettingsText.Assigned(setting).AsSpan().ContainsAny(OddInWords));
        if (arguments.Count > 0)
        {
            var items = arguments.Select(static setting => $"-E{setting.Key}={SettingsText.Assigned(setting)}");
            text.Append(writer.Happens(50) ? $"    command: [\"elasticsearch\", {string.Join(", ", items.Select(static item => $"\"{item}\""))}]\n"
                : $"    command: elasticsearch {string.Join(' ', items)}\n");
        }

        var variables = settings.Except(arguments).DistinctBy(static setting => setting.Key)
            .Select(setting => (Name: EnvironmentNames.NameFor(product, setting.Key), Value: SettingsText.Assigned(setting), setting.IsQuoted)).ToList();
        if (variables.Count == 0)
            return writer.Dress(text.ToString());
        text.Append("    environment:");
        switch (random.Next(5))
        {
            case 0:
                text.Append(" [").AppendJoin(", ", variables.Select(one => writer.Scalar($"{one.Name}={one.Value}", isQuoted: true, inFlow: true))).Append("]\n");
                break;
            case 1 or 2:
                text.Append(writer.Trailing()).Append('\n');
                var dash = writer.Pick("    - ", "      - ");
                foreach (var one in variables)
                    text.Append(Comment(writer)).Append(dash).Append(ListItem(writer, $"{one.Name}={one.Value}")).Append(writer.Trailing()).Append('\n');
                break;
            default:
                text.Append(writer.Happens(10) ? " &environment" : "").Append('\n');
                foreach (var one in variables)
                    text.Append(Comment(writer)).Append("      ").Append(one.Name).Append(": ").Append(writer.Scalar(one.Value, one.IsQuoted, inFlow: false)).Append(writer.Trailing()).Append('\n');
                break;
        }

        if (writer.Happens(30))
            text.Append("    restart: always\n");
        return writer.Dress(text.ToString());
    }

    private static string Comment(SettingsText writer) => writer.Happens(10) ? "      # of its own\n" : "";

    private static string ListItem(SettingsText writer, string item) =>
        item.AsSpan().ContainsAny(OddInWords) ? writer.Scalar(item, isQuoted: true, inFlow: true) : writer.Happens(20) ? $"\"{item}\"" : item;

    private static Product? ProductOf(PageFile file) => Path.GetFileName(file.Path) switch
    {
        "elasticsearch.yml" => Product.Elasticsearch,
        "kibana.yml" => Product.Kibana,
        _ => null,
    };

    /// <summary>What a file sets; null when it cannot be written in another way.</summary>
    private static List<WantedSetting>? SettingsOf(PageFile page)
    {
        var file = SourceFile.FromText(page.Path, page.Text);
        Carrier carrier = ProductOf(page) == Product.Kibana ? new KibanaYmlCarrier(file) : new ElasticsearchYmlCarrier(file);
        var source = carrier.Load(StackVersion.Newest);
        if (!source.IsReadable || source.IsOpen || source.Problems.Count > 0 || source.Settings.Count == 0)
            return null;
        var settings = new List<WantedSetting>();
        foreach (var setting in source.Settings)
        {
            var texts = setting.Value.Texts;
            if (setting.IsConditional || setting.Value.Kind == SettingValueKind.EmptyMap || texts.Any(static text => text.IsTemplated || text.Text.AsSpan().ContainsAny("\n\r\t")))
                return null;
            settings.Add(new(setting.Key, setting.Value.Kind == SettingValueKind.List, texts.Any(static text => text.IsQuoted), [.. texts.Select(static text => text.Text)]));
        }

        return settings;
    }
}

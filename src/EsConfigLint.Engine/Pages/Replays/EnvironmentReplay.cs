using System.Globalization;
using System.Text;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Pages.Replays;

/// <summary>The settings of a lone settings file as the environment of a container, one variable a line.</summary>
/// <remarks>
/// An empty settings file is mounted, so that the image's own defaults do not hold, and the container shares the host's network, so that
/// its addresses are those of the host, as they were for the file.
/// </remarks>
public abstract class EnvironmentReplay : PageReplay
{
    /// <summary>The file with each setting on one line, as each variable is: findings can be compared line by line.</summary>
    public override PageCase Baseline(PageCase one)
    {
        var file = one.Files[0];
        var flat = string.Concat(FlatSettings.Of(file)!.Select(static setting => $"{setting.Key}: {setting.Value}\n"));
        return one with { Files = [file with { Text = flat, Marks = [] }] };
    }

    public override PageCase? Apply(PageCase one)
    {
        if (one.NoReplay.Contains(Name) || one.Files is not [var file]
            || NameGuess.Of(Path.GetFileName(file.Path)) is not { Kind: FileKind.Elasticsearch or FileKind.Kibana } guess)
            return null;
        var product = guess.Kind == FileKind.Elasticsearch ? Product.Elasticsearch : Product.Kibana;
        if (Variables(file, product) is not { } variables)
            return null;
        var name = product == Product.Elasticsearch ? "elasticsearch" : "kibana";
        var text = new StringBuilder();
        text.Append("services:\n  ").Append(name).Append(":\n    image: docker.elastic.co/").Append(name).Append('/').Append(name)
            .Append("\n    network_mode: host\n    volumes:\n      - ./empty/").Append(name).Append(".yml:/usr/share/").Append(name).Append("/config/").Append(name)
            .Append(".yml:ro\n    environment:\n");
        foreach (var (variable, value) in variables)
            text.Append("      ").Append(Line(variable, value.Replace("'", "''", StringComparison.Ordinal))).Append('\n');
        return one with { Files = [new("compose.yml", text.ToString(), []), new($"empty/{name}.yml", "", [])] };
    }

    /// <summary>A variable in the syntax of the container's environment; apostrophes in the value are doubled.</summary>
    protected abstract string Line(string name, string value);

    protected sealed override string? Apply(PageFile file) => null;

    /// <summary>Null when a name or a value cannot be said in the environment, or would mean something else there.</summary>
    private static List<(string Name, string Value)>? Variables(PageFile page, Product product)
    {
        if (FlatSettings.Of(page) is null)
            return null;
        var file = SourceFile.FromText(page.Path, page.Text);
        var root = (YamlMapping)YamlParser.Parse(file, new(YamlDialect.Generic)).Documents[0].Root!;
        var variables = new List<(string, string)>(root.Entries.Count);
        foreach (var entry in root.Entries)
        {
            var key = entry.KeyText!;
            var name = EnvironmentNames.NameFor(product, key);

            // Elastic's image is none of another maker's, whatever the names of its variables.
            if (ForeignNames.Contains(key) || EnvironmentNames.VersionsThatRead(product, name) != VersionRange.All)
                return null;
            if (EnvironmentNames.SettingOf(product, name) != key || ValueOf(key, entry.Value, product) is not { } value)
                return null;
            variables.Add((name, value));
        }

        return variables;
    }

    private static string? ValueOf(string key, YamlNode node, Product product) => node switch
    {
        // Digits alone are a number in a variable, whatever the quotes; in a file they are one without quotes.
        YamlScalar scalar when product == Product.Kibana
            && SecretSettings.IsSecret(product, key) && double.TryParse(scalar.Value, CultureInfo.InvariantCulture, out _) => null,
        YamlScalar scalar => ValueOf(scalar, product),
        YamlSequence list when IsList(key, product) && list.Items.All(static item => item is YamlScalar) => ListOf([.. list.Items.Cast<YamlScalar>()], product),
        _ => null,
    };

    /// <summary>Elasticsearch makes a text of a list where it wants none, which no variable can say.</summary>
    private static bool IsList(string key, Product product) =>
        product == Product.Kibana || (SettingsCatalogue.Of(product).TryFind(key, out var entry) && entry.IsListAt(StackVersion.Newest));

    private static string? ValueOf(YamlScalar scalar, Product product)
    {
        var isQuoted = scalar.Style != YamlScalarStyle.Plain;
        var value = scalar.Value;

        // Other forms of placeholders and what only quotes keep from being read as another type cannot be said.
        if (IsNothingOrOddlyQuoted(scalar) || HasDefault(value) || (isQuoted && BooleanWords.Normalise(value) is "true" or "false")
            || value[0] is '[' or '{' || value != value.Trim())
            return null;
        return Escape(product == Product.Elasticsearch && !isQuoted ? BooleanWords.Normalise(value) : value);
    }

    private static string? ListOf(YamlScalar[] items, Product product)
    {
        if (items.Length == 0 || items.Any(static item => IsNothingOrOddlyQuoted(item) || HasDefault(item.Value) || item.Value.AsSpan().ContainsAny(",\"'[")))
            return null;
        return product == Product.Kibana
            ? $"[{string.Join(',', items.Select(static item => $"\"{Escape(item.Value)}\""))}]"
            : string.Join(',', items.Select(static item => Escape(item.Value)));
    }

    /// <summary>Typographic quotes mean something else within the quotes that a variable's value stands in.</summary>
    private static bool IsNothingOrOddlyQuoted(YamlScalar scalar) => scalar.Value.Length == 0 || !char.IsAscii(scalar.Value[0])
        || (scalar.Style == YamlScalarStyle.Plain && scalar.Value is "~" or "null" or "Null" or "NULL");

    private static bool HasDefault(string text) => Placeholder.FindIn(text).Any(static one => one.Default is not null);

    /// <summary>A placeholder of the file becomes one of the container's file: nobody knows what it holds, there as here.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            escaped.Append(text[i] == '$' && (i + 1 == text.Length || text[i + 1] != '{') ? "$$" : text[i].ToString());
        return escaped.ToString();
    }
}

/// <summary><c>environment:</c> as a mapping.</summary>
public sealed class EnvironmentMapReplay : EnvironmentReplay
{
    public override string Name => "environment-map";

    protected override string Line(string name, string value) => $"{name}: '{value}'";
}

/// <summary><c>environment:</c> as a list.</summary>
public sealed class EnvironmentListReplay : EnvironmentReplay
{
    public override string Name => "environment-list";

    protected override string Line(string name, string value) => $"- '{name}={value}'";
}

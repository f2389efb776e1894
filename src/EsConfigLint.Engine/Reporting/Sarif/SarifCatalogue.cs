using System.Globalization;
using System.Text;
using System.Text.Json;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Reporting.Sarif;

/// <summary>The <c>tool</c> object: every rule that ran, with its texts, and the kinds of notices.</summary>
internal sealed class SarifCatalogue(ToolIdentity tool, IRulePages pages)
{
    /// <summary>GitHub cuts a description behind this many characters.</summary>
    private const int LongestDescription = 1024;

    /// <summary>Words of rule names that people do not write in small letters.</summary>
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["api"] = "API",
        ["cors"] = "CORS",
        ["csp"] = "CSP",
        ["elasticsearch"] = "Elasticsearch",
        ["es"] = "Elasticsearch",
        ["fips"] = "FIPS",
        ["http"] = "HTTP",
        ["kibana"] = "Kibana",
        ["tls"] = "TLS",
        ["url"] = "URL",
        ["yaml"] = "YAML",
    };

    private const string AboutNotices = "Something that a reader of the results should know: what was not linted, or not understood, and why.";

    public static string Severity(double severity) => severity.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>The kinds of notices that a run has, in the order of the catalogue.</summary>
    public static List<NoticeKind> KindsOf(RunResult result) => [.. result.Notices.Select(static notice => notice.Kind).Distinct().Order()];

    public void Write(Utf8JsonWriter json, RunResult result, SarifMessages messages)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", tool.Name);
        json.WriteString("version", tool.Version);
        json.WriteString("semanticVersion", tool.Version);
        json.WriteString("informationUri", tool.InformationUri);
        json.WriteStartArray("rules");
        foreach (var rule in result.Rules)
            Write(json, rule.Descriptor, messages);
        json.WriteEndArray();
        json.WriteStartArray("notifications");
        foreach (var kind in KindsOf(result))
            Write(json, kind);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, RuleDescriptor rule, SarifMessages messages)
    {
        var help = pages.HelpOf(rule.Id);
        var summary = Cut(help?.Summary ?? Sentence(rule.Name));
        var uri = help is null ? tool.InformationUri : $"{tool.InformationUri}/blob/main/{help.Path}";
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", PascalCase(rule.Name));
        json.WriteText("shortDescription", Sentence(rule.Name));
        json.WriteText("fullDescription", summary);
        json.WriteStartObject("messageStrings");
        foreach (var (id, text) in messages.TemplatesOf(rule))
            json.WriteText(id, text);
        json.WriteEndObject();
        json.WriteString("helpUri", uri);
        json.WriteStartObject("help");
        json.WriteString("text", $"{summary} More: {uri}");
        json.WriteString("markdown", help?.Markdown ?? summary);
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", RuleWords.Of(rule.Level));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        var isSecurity = rule.SecuritySeverity >= 4 || (rule.SecuritySeverity > 0 && !rule.Cwe.IsEmpty);
        json.WriteStartArray("tags");
        if (isSecurity)
            json.WriteStringValue("security");
        foreach (var cwe in rule.Cwe)
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"external/cwe/cwe-{cwe:D3}"));
        json.WriteStringValue("configuration");
        json.WriteEndArray();
        json.WriteString("precision", "very-high");
        if (isSecurity)
            json.WriteString("security-severity", Severity(rule.SecuritySeverity));
        else
            json.WriteString("problem.severity", rule.Level == Level.Note ? "recommendation" : RuleWords.Of(rule.Level));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, NoticeKind kind)
    {
        json.WriteStartObject();
        json.WriteString("id", NoticeWords.Of(kind));
        json.WriteString("name", PascalCase(NoticeWords.Of(kind) + "-notice"));
        json.WriteText("shortDescription", Sentence(NoticeWords.Of(kind)));
        json.WriteText("fullDescription", AboutNotices);
        json.WriteString("helpUri", tool.InformationUri);
        json.WriteText("help", AboutNotices);
        json.WriteEndObject();
    }

    private static string Cut(string text) => text.Length <= LongestDescription ? text : text[..(LongestDescription - 1)] + "…";

    /// <summary><c>http-tls-disabled</c> as <c>HttpTlsDisabled</c>.</summary>
    private static string PascalCase(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var word in name.Split('-'))
            result.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return result.ToString();
    }

    /// <summary><c>http-tls-disabled</c> as a title with a full stop: <c>HTTP TLS disabled.</c></summary>
    private static string Sentence(string name)
    {
        var result = new StringBuilder(name.Length + 1);
        foreach (var word in name.Split('-'))
        {
            var spelling = Spellings.GetValueOrDefault(word, word);
            result.Append(result.Length == 0 ? char.ToUpperInvariant(spelling[0]) : ' ');
            result.Append(spelling.AsSpan(result.Length == 1 ? 1 : 0));
        }

        return result.Append('.').ToString();
    }
}

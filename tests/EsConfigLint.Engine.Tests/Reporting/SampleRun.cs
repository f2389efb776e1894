using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests.Reporting;

/// <summary>A run over one text with one rule, for tests of reports.</summary>
internal static class SampleRun
{
    public const string Root = "/repo";

    public static ToolIdentity Tool { get; } = new("esconfiglint", "1.2.3", "https://github.com/esconfiglint/esconfiglint");

    /// <summary>Lints one elasticsearch.yml; a finding for each <c>node.attr.*</c>, and one about every secret.</summary>
    public static RunResult Of(string text, SourceNeeds needs, string path = "conf dir/elasticsearch.yml") =>
        Of([(path, text)], needs);

    /// <summary>Lints several, each by itself, in the given order.</summary>
    public static RunResult Of(IReadOnlyList<(string Path, string Text)> texts, SourceNeeds needs, string? remark = null) =>
        Of(texts, needs, remark, new AttributeRule());

    public static RunResult Of(IReadOnlyList<(string Path, string Text)> texts, SourceNeeds needs, string? remark, params Rule[] rules)
    {
        var factory = new FindingFactory(needs);
        var findings = new List<Finding>();
        foreach (var (path, text) in texts)
        {
            var file = SourceFile.FromText(path, text);
            var output = new ConfigurationAnalyzer(rules, new() { StackVersion = new(9, 1) }).Analyze([new(file, FileKind.Elasticsearch, IsTarget: true)]);
            var files = new Dictionary<SourceFile, FileReference> { [file] = new(path, Path.GetFullPath(path, Root)) };
            var ordinals = Fingerprint.OrdinalsOf(output);
            findings.AddRange(output.Diagnostics.Select(judged => factory.Create(judged with { VersionRemark = remark }, judged.Level, output, files, ordinals.GetValueOrDefault(judged.Diagnostic))));
        }

        return new()
        {
            Rules = rules,
            Findings = findings,
            Notices = [new(NoticeKind.Skipped, "values.yaml", "Values of a Helm chart, no settings file.")],
            Files = texts.Count,
            Skipped = 1,
        };
    }

    public static string Write(Reporter reporter, RunResult result)
    {
        using var stream = new MemoryStream();
        reporter.Write(result, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The most bytes that a reporter hands on at once.</summary>
    public static int LongestWrite(Reporter reporter, RunResult result)
    {
        using var stream = new MeasuredStream();
        reporter.Write(result, stream);
        return stream.Longest;
    }

    private sealed class MeasuredStream : MemoryStream
    {
        public int Longest { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Longest = Math.Max(Longest, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }

    public sealed class AttributeRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT001", "http-attribute-set")
        {
            Cwe = [319],
            Variants =
            [
                new("attribute", Level.Error, 7.5, "The attribute '{0}' is set to '{1}'."),
                new("secret", Level.Warning, 0, "The secret '{0}' is here."),
            ],
        };

        public override void Check(ElasticsearchNode node, RuleContext context)
        {
            foreach (var setting in node.Settings.All)
            {
                if (setting.Key.StartsWith("node.attr.", StringComparison.Ordinal))
                    context.Report("attribute", setting.ValueLocation, setting.Key, setting.Key, setting.Value.Scalar.Text).Related(setting.KeyLocation, "The name.");
                else if (setting.Key.EndsWith("password", StringComparison.Ordinal))
                    context.Report("secret", setting.KeyLocation, setting.Key, setting.Key);
            }
        }
    }
}

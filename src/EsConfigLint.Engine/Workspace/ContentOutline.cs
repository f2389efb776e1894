using System.Text;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Engine.Workspace;

/// <summary>What a glance at the lines of a YAML text shows of its root: no parser, no tree, no word about what is legal.</summary>
internal sealed class ContentOutline
{
    private const int MaxKeyLength = 256;

    /// <summary>No setting has more parts.</summary>
    private const int MaxDepth = 32;

    private string topKey = "";
    private bool topIsElasticsearch;
    private bool topIsKibana;
    private int topElasticsearchEvidence;
    private int topKibanaEvidence;
    private bool hasApiVersion;
    private bool hasKind;
    private bool hasOn;
    private bool hasJobs;
    private bool hasReceivers;
    private bool hasExporters;

    /// <summary>Keys of the root mapping.</summary>
    public int Keys { get; private set; }

    /// <summary>Whether a key of the root is written with dots, as few programs but ours write them.</summary>
    public bool HasDottedKeys { get; private set; }

    /// <summary>Keys of the root with at least one setting of Elasticsearch at or below them.</summary>
    public int ElasticsearchKeys { get; private set; }

    public int KibanaKeys { get; private set; }

    /// <summary>What the settings of Elasticsearch tell, each key of the root by its most telling one.</summary>
    public int ElasticsearchEvidence { get; private set; }

    public int KibanaEvidence { get; private set; }

    /// <summary>Keys of the root in the manner of variables: underscores, no dot.</summary>
    public int VariableKeys { get; private set; }

    /// <summary>Keys of the root that name an environment of an application.</summary>
    public int EnvironmentKeys { get; private set; }

    /// <summary>Whether the root is a list with mappings in it that do not begin with a setting.</summary>
    public bool IsListOfMappings { get; private set; }

    public bool IsKubernetes => hasApiVersion && hasKind;

    public bool IsCloudFormation { get; private set; }

    /// <summary>A workflow of GitHub Actions must have both keys.</summary>
    public bool IsWorkflow => hasOn && hasJobs;

    /// <summary>The configuration of an OpenTelemetry collector: nothing goes through it without these two.</summary>
    public bool IsCollector => hasReceivers && hasExporters;

    public bool IsCompose { get; private set; }

    /// <summary>Whether the root has <c>services</c>, or includes what has: in a file that bears compose's own name that says enough.</summary>
    public bool HasServices { get; private set; }

    /// <summary>
    /// Whether keys of the root have an image or a build, as services have in the format of 2014, which knows no <c>services</c>: in such a
    /// file too.
    /// </summary>
    public bool HasBareServices { get; private set; }

    /// <summary>Keys of the root that charts, those for Elasticsearch and Kibana above all, give their values, and no settings file.</summary>
    public int HelmKeys { get; private set; }

    /// <param name="bytes">UTF-8, with or without a byte order mark.</param>
    /// <param name="isSetting">Whether a flattened key is a setting of the product.</param>
    /// <param name="countSettings">Whether <see cref="ElasticsearchKeys"/> and <see cref="KibanaKeys"/> are wanted.</param>
    public static ContentOutline Of(ReadOnlySpan<byte> bytes, Func<Product, string, bool> isSetting, bool countSettings)
    {
        var outline = new ContentOutline();
        outline.Read(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, isSetting, countSettings);
        return outline;
    }

    private void Read(ReadOnlySpan<byte> bytes, Func<Product, string, bool> isSetting, bool countSettings)
    {
        var path = new StringBuilder();
        var indents = new int[MaxDepth];
        var lengths = new int[MaxDepth];
        var depth = 0;
        var blockIndent = -1;
        var rootIndent = 0;
        string? last = null;
        var lastIndent = 0;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            var indent = line.IndexOfAnyExcept((byte)' ');
            if (indent < 0)
                continue;
            if (blockIndent >= 0 && indent > blockIndent)
                continue;
            blockIndent = -1;
            var content = line[indent..];
            if (content[0] == '#')
                continue;
            if (indent == 0 && content.StartsWith("- "u8))
            {
                IsListOfMappings |= Keys == 0 && BeginsOtherMapping(content[2..].TrimStart((byte)' '), isSetting);
                continue;
            }

            var length = KeyLength(content);
            if (length is 0 or > MaxKeyLength)
            {
                // A list is a value.
                if (last is not null && content[0] == '-')
                    Count(last, isSetting);
                last = content[0] == '-' ? null : last;
                continue;
            }

            // What has keys below it is no setting itself.
            if (last is not null && indent <= lastIndent)
                Count(last, isSetting);
            last = null;
            while (depth > 0 && indents[depth - 1] >= indent)
                path.Length = lengths[--depth];
            if (Keys == 0)
                rootIndent = indent;
            if (depth == MaxDepth || (depth == 0 && indent > rootIndent))
                continue;
            var before = path.Length;
            if (before > 0)
                path.Append('.');
            var key = Encoding.UTF8.GetString(content[..length].Trim("\"'"u8));
            path.Append(key);
            indents[depth] = indent;
            lengths[depth++] = before;
            var value = content[length..].TrimStart(" :\"'"u8);
            if (!value.IsEmpty && value[0] is (byte)'|' or (byte)'>')
                blockIndent = indent;
            if (depth == 1)
            {
                EndTopKey();
                topKey = key;
                AddTopKey(key);
            }
            else if (depth == 2)
            {
                HasBareServices |= key is "image" or "build";
            }
            else if (depth == 3)
            {
                IsCompose |= topKey == "services" && key is "image" or "build" or "container_name" or "environment";
                IsCloudFormation |= topKey == "Resources" && key == "Type" && value.StartsWith("AWS::"u8);
            }

            if (!countSettings || (value.IsEmpty && depth == 1 && !key.Contains('.')))
                continue;
            last = path.ToString();
            lastIndent = indent;
        }

        if (last is not null)
            Count(last, isSetting);
        EndTopKey();
    }

    private void Count(string key, Func<Product, string, bool> isSetting)
    {
        var isElasticsearch = isSetting(Product.Elasticsearch, key);
        var isKibana = isSetting(Product.Kibana, key);
        if (!isElasticsearch && !isKibana)
            return;
        var evidence = SettingEvidence.Of(key, topKey.Contains('.'));
        if (isElasticsearch)
            (topIsElasticsearch, topElasticsearchEvidence) = (true, Math.Max(topElasticsearchEvidence, evidence));
        if (isKibana)
            (topIsKibana, topKibanaEvidence) = (true, Math.Max(topKibanaEvidence, evidence));
    }

    /// <summary>
    /// Whether the entry of a list is a mapping of something else: a task, a play, a module. Settings behind a dash are settings still,
    /// though refused.
    /// </summary>
    private static bool BeginsOtherMapping(ReadOnlySpan<byte> entry, Func<Product, string, bool> isSetting)
    {
        var length = KeyLength(entry);
        if (length is 0 or > MaxKeyLength)
            return length > 0;
        var key = Encoding.UTF8.GetString(entry[..length].Trim("\"'"u8));
        return !isSetting(Product.Elasticsearch, key) && !isSetting(Product.Kibana, key);
    }

    private void AddTopKey(string key)
    {
        Keys++;
        hasApiVersion |= key == "apiVersion";
        hasKind |= key == "kind";
        hasOn |= key == "on";
        hasJobs |= key == "jobs";
        hasReceivers |= key == "receivers";
        hasExporters |= key == "exporters";
        HasDottedKeys |= key.Contains('.');
        HasServices |= key is "services" or "include";
        IsCloudFormation |= key == "AWSTemplateFormatVersion";
        if (key is "esConfig" or "esJavaOpts" or "kibanaConfig" or "elasticsearchHosts" or "clusterName" or "nodeGroup" or "volumeClaimTemplate"
            or "imageTag" or "imagePullPolicy" or "extraEnvs"
            or "resources" or "service" or "replicas" or "replicaCount" or "persistence" or "ingress"
            or "image" or "nodeSelector" or "tolerations" or "affinity")
            HelmKeys++;
        if (key.Contains('_') && !key.Contains('.'))
            VariableKeys++;
        if (key is "development" or "test" or "production" or "staging" or "default" or "defaults")
            EnvironmentKeys++;
    }

    private void EndTopKey()
    {
        if (topIsElasticsearch)
            ElasticsearchKeys++;
        if (topIsKibana)
            KibanaKeys++;
        ElasticsearchEvidence += topElasticsearchEvidence;
        KibanaEvidence += topKibanaEvidence;
        (topIsElasticsearch, topIsKibana, topElasticsearchEvidence, topKibanaEvidence) = (false, false, 0, 0);
    }

    /// <summary>The length of the key that begins a line, quotes included; 0 when it begins with none.</summary>
    private static int KeyLength(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content[0] is (byte)'{' or (byte)'[' or (byte)'<' or (byte)'-' or (byte)'%' or (byte)'&' or (byte)'*' or (byte)'!')
            return 0;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != ':')
                continue;
            if (i + 1 == content.Length || content[i + 1] is (byte)' ' or (byte)'\t')
                return content[..i].Contains((byte)' ') && content[0] is not ((byte)'"' or (byte)'\'') ? 0 : i;
        }

        return 0;
    }
}

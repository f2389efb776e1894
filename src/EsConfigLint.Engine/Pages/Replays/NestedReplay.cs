using System.Buffers;
using System.Text;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Pages.Replays;

/// <summary>Dotted keys as nested mappings: <c>a.b: 1</c> as <c>a: {b: 1}</c> over lines.</summary>
public sealed class NestedReplay : PageReplay
{
    public override string Name => "nested";

    protected override string? Apply(PageFile file)
    {
        if (!IsSettingsFile(file) || FlatSettings.Of(file) is not { } settings
            || !settings.Exists(static setting => setting.Key.Contains('.', StringComparison.Ordinal)))
            return null;
        var root = new Branch();
        foreach (var (key, value) in settings)
        {
            if (!root.Add(key.Split('.'), value))
                return null;
        }

        var text = new StringBuilder(file.Text.Length * 2);
        root.Write(text, 0);
        return text.ToString();
    }

    private sealed class Branch
    {
        private readonly OrderedDictionary<string, Branch> children = new(StringComparer.Ordinal);
        private string? value;

        /// <summary>False when a key is a value and a prefix of others at once.</summary>
        public bool Add(ReadOnlySpan<string> path, string written)
        {
            if (path.IsEmpty)
            {
                value = written;
                return children.Count == 0;
            }

            if (value is not null)
                return false;
            if (!children.TryGetValue(path[0], out var child))
                children[path[0]] = child = new();
            return child.Add(path[1..], written);
        }

        public void Write(StringBuilder text, int depth)
        {
            foreach (var (name, child) in children)
            {
                text.Append(' ', depth * 2).Append(name).Append(':');
                if (child.value is not null)
                {
                    text.Append(child.value.Length == 0 ? "" : " ").Append(child.value).Append('\n');
                    continue;
                }

                text.Append('\n');
                child.Write(text, depth + 1);
            }
        }
    }
}

/// <summary>Everything in one pair of braces.</summary>
public sealed class FlowReplay : PageReplay
{
    private static readonly SearchValues<char> FlowSigns = SearchValues.Create(",[]{}#:");

    public override string Name => "flow";

    protected override string? Apply(PageFile file)
    {
        if (!IsSettingsFile(file) || FlatSettings.Of(file) is not { } settings || settings.Exists(static setting => !IsSimple(setting.Value)))
            return null;
        return "{" + string.Join(", ", settings.Select(static setting => $"{setting.Key}: {setting.Value}")) + "}\n";
    }

    /// <summary>What means the same between braces.</summary>
    private static bool IsSimple(string value) =>
        value.Length > 0 && (value[0] is '"' or '\'' or '[' || value.AsSpan().IndexOfAny(FlowSigns) < 0) && !value.Contains('{', StringComparison.Ordinal);
}

/// <summary>A settings file as keys with their written values, when it is nothing more than that.</summary>
internal static class FlatSettings
{
    private static readonly SearchValues<char> OddInKeys = SearchValues.Create("[]{}, ");

    private static bool IsSimpleInFlow(string written) => written.Length > 0 && (written[0] is '"' or '\'' || written.AsSpan().IndexOfAny(OddInKeys) < 0);

    /// <summary>Null when there is anything that another spelling could change: nested maps, repeats, anchors, templates, block scalars.</summary>
    public static List<(string Key, string Value)>? Of(PageFile page)
    {
        var file = SourceFile.FromText(page.Path, page.Text);
        var tree = YamlParser.Parse(file, new(YamlDialect.Generic));
        if (tree.Error is not null || tree.Islands.Count > 0
            || tree.Documents is not [{ HasStartMarker: false, Root: YamlMapping { IsFlow: false, Anchor: null } root }])
            return null;
        var settings = new List<(string, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in root.Entries)
        {
            if (!IsSimpleKey(entry.Key) || !seen.Add(entry.KeyText!) || WrittenOnOneLine(file, entry.Value) is not { } written)
                return null;
            settings.Add((entry.KeyText!, written));
        }

        return settings.Count == 0 ? null : settings;
    }

    /// <summary>Whether a key means the same wherever it is written.</summary>
    public static bool IsSimpleKey(YamlNode key) =>
        key is YamlScalar { Style: YamlScalarStyle.Plain, Anchor: null, Tag: null, Value: not "<<" and var text } && text.AsSpan().IndexOfAny(OddInKeys) < 0;

    /// <summary>A value as it is written, block lists as flow lists; null when it needs several lines or its place.</summary>
    public static string? WrittenOnOneLine(SourceFile file, YamlNode value)
    {
        switch (value)
        {
            case YamlScalar scalar when IsSimple(scalar) && !file.Slice(scalar.Span).Contains('\n', StringComparison.Ordinal):
            case YamlSequence { IsFlow: true, Anchor: null } when !file.Slice(value.Span).Contains('\n', StringComparison.Ordinal):
                return file.Slice(value.Span);
            case YamlSequence { IsFlow: false, Anchor: null } block
                when block.Items.All(item => item is YamlScalar scalar && IsSimple(scalar) && IsSimpleInFlow(file.Slice(scalar.Span))):
                return "[" + string.Join(", ", block.Items.Select(item => file.Slice(item.Span))) + "]";
            default:
                return null;
        }
    }

    private static bool IsSimple(YamlScalar scalar) =>
        scalar is { Anchor: null, Tag: null, Style: not (YamlScalarStyle.Literal or YamlScalarStyle.Folded) };
}

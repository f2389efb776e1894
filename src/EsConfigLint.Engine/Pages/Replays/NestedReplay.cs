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
        if (!IsSettingsFile(file) || FlatSettings.Of(file) is not { } settings || !settings.Exists(static setting => setting.Key.Contains('.', StringComparison.Ordinal)))
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
        if (tree.Error is not null || tree.Islands.Count > 0 || tree.Documents is not [{ HasStartMarker: false, Root: YamlMapping { IsFlow: false, Anchor: null } root }])
            return null;
        var settings = new List<(string, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in root.Entries)
        {
            if (entry.Key is not YamlScalar { Style: YamlScalarStyle.Plain, Anchor: null, Tag: null } key || key.Value == "<<" || !seen.Add(key.Value)
                || key.Value.AsSpan().IndexOfAny(OddInKeys) >= 0)
                return null;
            switch (entry.Value)
            {
                case YamlScalar { Style: not (YamlScalarStyle.Literal or YamlScalarStyle.Folded), Anchor: null, Tag: null } scalar when !file.Slice(scalar.Span).Contains('\n', StringComparison.Ordinal):
                    settings.Add((key.Value, file.Slice(scalar.Span)));
                    break;
                case YamlSequence { IsFlow: true, Anchor: null } flow when !file.Slice(flow.Span).Contains('\n', StringComparison.Ordinal):
                    settings.Add((key.Value, file.Slice(flow.Span)));
                    break;
                case YamlSequence { Anchor: null } block when block.Items.All(item => item is YamlScalar { Anchor: null, Tag: null, Style: not (YamlScalarStyle.Literal or YamlScalarStyle.Folded) } scalar && IsSimpleInFlow(file.Slice(scalar.Span))):
                    settings.Add((key.Value, "[" + string.Join(", ", block.Items.Select(item => file.Slice(item.Span))) + "]"));
                    break;
                default:
                    return null;
            }
        }

        return settings.Count == 0 ? null : settings;
    }
}

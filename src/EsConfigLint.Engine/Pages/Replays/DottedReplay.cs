using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Pages.Replays;

/// <summary>Nested mappings as dotted keys: the way back from <see cref="NestedReplay"/>.</summary>
public sealed class DottedReplay : PageReplay
{
    public override string Name => "dotted";

    protected override string? Apply(PageFile file)
    {
        if (!IsSettingsFile(file))
            return null;
        var source = SourceFile.FromText(file.Path, file.Text);
        var tree = YamlParser.Parse(source, new(YamlDialect.Generic));
        if (tree.Error is not null || tree.Islands.Count > 0 || tree.Documents is not [{ HasStartMarker: false, Root: YamlMapping root }])
            return null;
        var settings = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        return root.Entries.Any(static entry => entry.Value is YamlMapping) && Flatten(source, root, "", settings)
            ? string.Concat(settings.Select(static setting => $"{setting.Key}:{(setting.Value.Length == 0 ? "" : " ")}{setting.Value}\n"))
            : null;
    }

    /// <summary>False when another spelling could change the meaning.</summary>
    private static bool Flatten(SourceFile file, YamlMapping mapping, string prefix, OrderedDictionary<string, string> settings)
    {
        // An empty mapping is something that no dotted key can say.
        if (mapping is not { Anchor: null, Tag: null, Entries.Count: > 0 })
            return false;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (!FlatSettings.IsSimpleKey(entry.Key) || !keys.Add(entry.KeyText!))
                return false;
            var key = prefix + entry.KeyText;
            var isFlat = entry.Value is YamlMapping inner
                ? Flatten(file, inner, key + ".", settings)
                : FlatSettings.WrittenOnOneLine(file, entry.Value) is { } written && settings.TryAdd(key, written);
            if (!isFlat)
                return false;
        }

        return true;
    }
}

using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>What the aliases of a kibana.yml name while it is read from its beginning: each knows only the anchors that stand before it.</summary>
/// <param name="refuse">Says why the file is refused.</param>
internal sealed class KibanaAliases(Action<TextSpan, string> refuse)
{
    /// <summary>How many nodes aliases may bring in: more is a bomb, and no configuration.</summary>
    private const int MaxNodes = 20_000;

    private readonly Dictionary<string, YamlNode> anchors = new(StringComparer.Ordinal);
    private int nodes;
    private int suspensions;

    /// <summary>From here on something is read again: its anchors count from where it stands, not from here.</summary>
    public void Suspend() => suspensions++;

    public void Resume() => suspensions--;

    /// <summary>From here on the anchor of a node, if it has one, means that node.</summary>
    public void Remember(YamlNode node)
    {
        if (suspensions == 0 && node.Anchor is { } anchor)
            anchors[anchor] = node;
    }

    /// <summary>What an alias names; null when that is nothing or too much, and the file is refused.</summary>
    public YamlNode? Resolve(YamlAlias alias)
    {
        if (!anchors.TryGetValue(alias.Name, out var target))
        {
            refuse(alias.Span, "there is no anchor of this name before the alias");
            return null;
        }

        if (target.Span.Contains(alias.Span))
        {
            refuse(alias.Span, "this alias contains itself");
            return null;
        }

        nodes += Size(target);
        if (nodes <= MaxNodes)
            return target;
        refuse(alias.Span, "aliases multiply the content beyond all measure");
        return null;
    }

    private static int Size(YamlNode node)
    {
        var size = 0;
        var pending = new Stack<YamlNode>();
        pending.Push(node);
        while (pending.TryPop(out var next) && size < MaxNodes)
        {
            size++;
            PushParts(next, pending);
        }

        return size;
    }

    /// <summary>Puts the values of a mapping, or the items of a list, where the first of them is taken first.</summary>
    private static void PushParts(YamlNode node, Stack<YamlNode> pending)
    {
        for (var i = (node as YamlMapping)?.Entries.Count - 1 ?? -1; i >= 0; i--)
            pending.Push(((YamlMapping)node).Entries[i].Value);
        for (var i = (node as YamlSequence)?.Items.Count - 1 ?? -1; i >= 0; i--)
            pending.Push(((YamlSequence)node).Items[i]);
    }

    /// <summary>
    /// A merge key takes effect before the entries above it are read, and may name what one of them holds: their anchors
    /// are read ahead, and forgotten again.
    /// </summary>
    public struct ReadAhead
    {
        private List<(string Anchor, YamlNode? Before)>? remembered;
        private int next;

        public void To(int end, YamlMapping mapping, KibanaAliases aliases)
        {
            var pending = new Stack<YamlNode>();
            for (; aliases.suspensions == 0 && next < end; next++)
            {
                pending.Push(mapping.Entries[next].Value);
                while (pending.TryPop(out var node))
                {
                    if (node.Anchor is { } anchor)
                    {
                        (remembered ??= []).Add((anchor, aliases.anchors.GetValueOrDefault(anchor)));
                        aliases.anchors[anchor] = node;
                    }

                    PushParts(node, pending);
                }
            }
        }

        public readonly void Undo(KibanaAliases aliases)
        {
            for (var i = (remembered?.Count ?? 0) - 1; i >= 0; i--)
            {
                var (anchor, before) = remembered![i];
                if (before is null)
                    aliases.anchors.Remove(anchor);
                else
                    aliases.anchors[anchor] = before;
            }
        }
    }
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>A node of a YAML tree, as written: nothing is resolved, nothing is dropped.</summary>
public abstract class YamlNode
{
    /// <summary>From the first to behind the last unit of the node's content, without anchor, tag and trailing blank lines.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The name of the anchor (<c>&amp;name</c>) on this node, or null.</summary>
    public string? Anchor { get; init; }

    /// <summary>The tag, one of YAML's own in its short form whichever is written (<c>!!str</c>, <c>!vault</c>), or null.</summary>
    public string? Tag { get; init; }
}

public enum YamlScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}

public sealed class YamlScalar : YamlNode
{
    /// <summary>The text after unquoting and folding; empty for a missing value.</summary>
    public required string Value { get; init; }

    public required YamlScalarStyle Style { get; init; }

    /// <summary>Whether a template island overlaps the scalar: its text is then nobody's value.</summary>
    public bool IsTemplated { get; init; }

    /// <summary>Whether nothing is written at all (<c>key:</c>). The span is then empty and stands behind the key's colon.</summary>
    public bool IsMissing { get; init; }
}

/// <summary>One <c>key: value</c> of a mapping. Duplicates are kept.</summary>
public sealed record YamlEntry(YamlNode Key, YamlNode Value)
{
    /// <summary>The text of a scalar key, else null.</summary>
    public string? KeyText => (Key as YamlScalar)?.Value;
}

public sealed class YamlMapping : YamlNode
{
    public required IReadOnlyList<YamlEntry> Entries { get; init; }

    public required bool IsFlow { get; init; }
}

public sealed class YamlSequence : YamlNode
{
    public required IReadOnlyList<YamlNode> Items { get; init; }

    public required bool IsFlow { get; init; }
}

/// <summary><c>*name</c>. The target is whatever the loader profile makes of it.</summary>
public sealed class YamlAlias : YamlNode
{
    public required string Name { get; init; }
}

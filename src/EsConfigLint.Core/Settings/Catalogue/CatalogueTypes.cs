namespace EsConfigLint.Core.Settings.Catalogue;

/// <summary>What a setting's parser makes of a text.</summary>
public enum SettingType
{
    /// <summary>Any text; a wrong one is noticed later, if at all.</summary>
    String,
    Boolean,
    Integer,
    Long,
    Float,
    Time,
    Bytes,

    /// <summary>Elasticsearch: a size or a percentage of the heap.</summary>
    Memory,

    /// <summary>Elasticsearch: a size, a percentage or a ratio of the disk.</summary>
    RelativeBytes,
    Ratio,
    Enum,
    Path,

    /// <summary>Elasticsearch: a port, a range of ports, or a list of both.</summary>
    Ports,
    Host,

    /// <summary>Elasticsearch: kept in the keystore.</summary>
    Secure,

    /// <summary>Elasticsearch: takes what the user names below it.</summary>
    Group,

    /// <summary>Kibana: a JavaScript number, fractions included unless said otherwise.</summary>
    Number,

    /// <summary>Kibana: an URL, with a scheme out of a closed list.</summary>
    Uri,

    /// <summary>Kibana: a number of milliseconds, or a number with a unit.</summary>
    Duration,

    /// <summary>Kibana: a mapping.</summary>
    Object,

    /// <summary>Kibana: whatever YAML holds.</summary>
    Any,
}

/// <summary>Where a setting may stand.</summary>
public enum SettingPlace
{
    /// <summary>The settings file, fixed while the process runs.</summary>
    Static,

    /// <summary>The settings file, and changeable while the cluster runs.</summary>
    Dynamic,

    /// <summary>Elasticsearch: the keystore only; in the file it stops the node.</summary>
    Keystore,

    /// <summary>Elasticsearch: a single index only; in the file it stops the node (since 5.0).</summary>
    Index,
}

/// <summary>What a setting is at one version.</summary>
public enum SettingState
{
    Available,

    /// <summary>Taken, with a warning; Kibana may rewrite or drop it.</summary>
    Deprecated,

    /// <summary>Refused, after an earlier version took it.</summary>
    Removed,

    /// <summary>Refused, and a later version takes it.</summary>
    NotYet,

    /// <summary>Documented, but refused by every release that was asked.</summary>
    NeverRegistered,
}

/// <summary>How good the catalogue's knowledge is, best first.</summary>
public enum Evidence
{
    /// <summary>A released program said so itself.</summary>
    Asked,

    /// <summary>Read in sources or documentation.</summary>
    Read,

    /// <summary>Only its name was seen, in a constant.</summary>
    Constant,

    /// <summary>Not looked up. No finding rests on it.</summary>
    Recall,
}

/// <summary>The version in which something about a setting changed.</summary>
/// <param name="Version">The first version with the change; its minor is 0 when <paramref name="IsExact"/> is false.</param>
/// <param name="IsProven">Whether the releases on both sides of the change were asked.</param>
/// <param name="IsExact">Whether more than the major version is known.</param>
public readonly record struct VersionMark(StackVersion Version, bool IsProven, bool IsExact)
{
    internal static VersionMark? Read(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
            return null;
        var isProven = cell[^1] == '!';
        var text = isProven ? cell[..^1] : cell;
        var isExact = text[^1] != 'x';
        if (!isExact)
            return int.TryParse(text[..^2], out var major) ? new VersionMark(new(major, 0), isProven, false) : null;
        return StackVersion.TryParse(text, out var version) ? new VersionMark(version, isProven, true) : null;
    }

    public override string ToString() => IsExact ? Version.ToString() : $"{Version.Major}.x";
}

/// <summary>The bounds of a number, a time or a size, as text in the setting's own form; null is unbounded.</summary>
public readonly record struct SettingRange(string? Minimum, bool ExcludesMinimum, string? Maximum)
{
    public override string ToString() => (Minimum, Maximum) switch
    {
        (null, _) => $"at most {Maximum}",
        (_, null) => ExcludesMinimum ? $"more than {Minimum}" : $"at least {Minimum}",
        _ => ExcludesMinimum ? $"more than {Minimum}, at most {Maximum}" : $"{Minimum} to {Maximum}",
    };
}

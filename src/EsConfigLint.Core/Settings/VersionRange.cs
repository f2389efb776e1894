namespace EsConfigLint.Core.Settings;

/// <summary>Versions from <paramref name="From"/> up to but not including <paramref name="Before"/>; null is unbounded.</summary>
public readonly record struct VersionRange(StackVersion? From, StackVersion? Before)
{
    /// <summary>Every version.</summary>
    public static VersionRange All { get; } = new(null, null);

    /// <summary>No version at all.</summary>
    public static VersionRange None { get; } = new(null, default(StackVersion));

    public bool IsEmpty => Before == default(StackVersion);

    public static VersionRange Since(int major, int minor = 0, int patch = 0) => new(new(major, minor, patch), null);

    public static VersionRange Until(int major, int minor = 0, int patch = 0) => new(null, new(major, minor, patch));

    public bool Contains(StackVersion version) => (From is null || version >= From) && (Before is null || version < Before);
}

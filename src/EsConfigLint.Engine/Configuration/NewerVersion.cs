using EsConfigLint.Core.Settings;

namespace EsConfigLint.Engine.Configuration;

/// <summary>Versions that are newer than the data.</summary>
public static class NewerVersion
{
    /// <summary>The version that the data has for one that the user names: the same, or the newest for what is newer.</summary>
    /// <param name="notice">What is to be said about it, or null.</param>
    public static StackVersion Read(StackVersion version, out string? notice)
    {
        var isNewer = (version.Major, version.Minor).CompareTo((StackVersion.Newest.Major, StackVersion.Newest.Minor)) > 0;
        notice = isNewer ? $"Version {version} is newer than what is known; it is read as {StackVersion.Newest}." : null;
        return isNewer ? StackVersion.Newest : version;
    }
}

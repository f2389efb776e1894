using System.Globalization;

namespace EsConfigLint.Core.Settings;

/// <summary>A version of the stack; a missing patch is 0 when compared with a threshold.</summary>
public readonly record struct StackVersion(int Major, int Minor, int Patch = 0) : IComparable<StackVersion>
{
    /// <summary>Whether a patch release was named, and not a minor version, which stands for all of them.</summary>
    public bool NamesPatch { get; private init; }

    /// <summary>The oldest version that is judged.</summary>
    public static StackVersion Oldest { get; } = new(6, 8);

    /// <summary>What an unknown version is read as.</summary>
    public static StackVersion Newest { get; } = new(9, 5);

    public static bool operator <(StackVersion left, StackVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(StackVersion left, StackVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(StackVersion left, StackVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StackVersion left, StackVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>MAJOR.MINOR</c> or <c>MAJOR.MINOR.PATCH</c>, with an optional <c>v</c> before and <c>-suffix</c> behind.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StackVersion version)
    {
        version = default;
        text = text.Trim().TrimStart('v');
        var dash = text.IndexOfAny('-', '+');
        if (dash >= 0)
            text = text[..dash];
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '.');
        if (count is < 2 or > 3 || !Number(text[parts[0]], out var major) || !Number(text[parts[1]], out var minor))
            return false;
        var patch = 0;
        if (count == 3 && !Number(text[parts[2]], out patch))
            return false;
        version = new(major, minor, patch) { NamesPatch = count == 3 };
        return true;

        static bool Number(ReadOnlySpan<char> digits, out int number) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 1000;
    }

    /// <summary>However it was named: a threshold has no patch of its own.</summary>
    public bool Equals(StackVersion other) => Major == other.Major && Minor == other.Minor && Patch == other.Patch;

    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch);

    public bool IsAtLeast(int major, int minor = 0, int patch = 0) => this >= new StackVersion(major, minor, patch);

    public bool IsBefore(int major, int minor = 0, int patch = 0) => !IsAtLeast(major, minor, patch);

    public int CompareTo(StackVersion other)
    {
        var order = Major.CompareTo(other.Major);
        if (order == 0)
            order = Minor.CompareTo(other.Minor);
        return order != 0 ? order : Patch.CompareTo(other.Patch);
    }

    public override string ToString() => Patch == 0 ? $"{Major}.{Minor}" : $"{Major}.{Minor}.{Patch}";
}

using System.Buffers;

namespace EsConfigLint.Core.Model;

/// <summary>Protocols and cipher suites that nobody should allow any more.</summary>
public static class LegacyTls
{
    private static readonly string[] WeakProtocols = ["SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1"];

    private static readonly string[] BrokenParts = ["NULL", "EXPORT", "EXPORT40", "EXPORT1024", "ANON", "RC4", "DES", "DES40", "3DES", "MD5"];

    private static readonly SearchValues<char> Separators = SearchValues.Create("_-");

    /// <summary>Whether it is SSL or TLS 1.0 or 1.1, spelled as the JDK does.</summary>
    public static bool IsWeakProtocol(string? name) => name is not null && Array.IndexOf(WeakProtocols, name) >= 0;

    /// <summary>Whether a suite has no encryption, no authentication, or a broken part.</summary>
    public static bool IsBrokenCipher(string? suite)
    {
        if (suite is null || suite.StartsWith('!') || suite.StartsWith('-'))
            return false;
        foreach (var part in suite.AsSpan().SplitAny(Separators))
        {
            foreach (var broken in BrokenParts)
            {
                if (suite.AsSpan(part).Equals(broken, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a suite is broken or without forward secrecy.</summary>
    public static bool IsWeakCipher(string? suite) => IsBrokenCipher(suite) || IsStaticRsa(suite);

    /// <summary>Whether the key exchange is RSA without forward secrecy (<c>TLS_RSA_WITH_…</c>).</summary>
    public static bool IsStaticRsa(string? suite) => suite is not null && suite.StartsWith("TLS_RSA_WITH_", StringComparison.OrdinalIgnoreCase);
}

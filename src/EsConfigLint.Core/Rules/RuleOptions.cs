namespace EsConfigLint.Core.Rules;

/// <summary>What the user asked for, as far as rules may know it.</summary>
public sealed record RuleOptions
{
    public static RuleOptions Default { get; } = new();

    /// <summary>The security layer that the configuration is meant to reach.</summary>
    public Layer Layer { get; init; } = Layer.Https;

    /// <summary>Whether FIPS 140 mode is required.</summary>
    public bool Fips { get; init; }

    /// <summary>The licence that the cluster is known to have (option <c>license</c>).</summary>
    public License License { get; init; } = License.Basic;

    /// <summary>Whether a proxy or mesh on the same host ends TLS before HTTP (option <c>http-tls-terminated</c>).</summary>
    public bool HttpTlsTerminated { get; init; }

    /// <summary>Whether a file belongs to tests, where security may be off (option <c>test-fixtures</c>). Takes the path as shown.</summary>
    public Func<string, bool> IsTestFixture { get; init; } = static _ => false;
}

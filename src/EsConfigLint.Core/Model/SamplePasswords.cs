using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Passwords that are printed in guides and sample files of the stack, and those that stand for one to come.</summary>
internal static class SamplePasswords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "changeme", "elastic", "password", "secret", "admin", "123456", "kibana", "kibanapassword", "logstashpassword", "beatspassword",
        "apmserverpassword", "t0pS3cr3t", "mypassword", "anonymous_service_account_password", "l0ng-r4nd0m-p@ssw0rd", "x-pack-test-password",
        "CA_PASSWORD", "CERT_PASSWORD",
    };

    public static bool Contains(string text) => Words.Contains(text.Trim()) || LeftOver.IsSampleWord(text.Trim());
}

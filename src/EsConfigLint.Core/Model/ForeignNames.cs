namespace EsConfigLint.Core.Model;

/// <summary>Settings by which the plugins and forks of other makers are known.</summary>
public static class ForeignNames
{
    private static readonly string[] Namespaces =
        ["opendistro_security.", "opensearch_security.", "opensearch.", "plugins.security.", "searchguard.", "wazuh."];

    public static bool Contains(string key)
    {
        foreach (var space in Namespaces)
        {
            if (key.StartsWith(space, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

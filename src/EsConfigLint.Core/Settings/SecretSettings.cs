namespace EsConfigLint.Core.Settings;

/// <summary>Which settings hold something that must never be shown.</summary>
public static class SecretSettings
{
    private static readonly string[] SecretWords = ["password", "passphrase", "secret", "token", "api_key", "client_secret"];

    public static bool IsSecret(Product product, string key)
    {
        _ = product;
        var last = key.AsSpan(key.LastIndexOf('.') + 1);
        foreach (var word in SecretWords)
        {
            if (last.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}

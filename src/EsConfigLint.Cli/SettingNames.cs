using EsConfigLint.Core.Settings;

namespace EsConfigLint.Cli;

/// <summary>Tells settings from other keys when a file's name does not say what it is.</summary>
internal static class SettingNames
{
    public static bool IsSetting(Product product, string key) =>
        product == Product.Elasticsearch && key is "cluster.name" or "node.name" or "network.host" or "xpack.security.enabled" or "path.data";
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Cli;

/// <summary>Tells settings from other keys when a file's name does not say what it is.</summary>
internal static class SettingNames
{
    public static bool IsSetting(Product product, string key) => SettingsCatalogue.Of(product).TryFind(key, out _);
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>A place in a file that carries settings. It is the only one that knows the file's syntax.</summary>
public abstract class Carrier(SourceFile file)
{
    public SourceFile File { get; } = file;

    public abstract Product Product { get; }

    /// <summary>The tree of the file, for what its comments say; null for formats without comments.</summary>
    public virtual YamlTree? Tree => null;

    /// <summary>Reads the settings as that version of the product does.</summary>
    public abstract SettingsSource Load(StackVersion version);
}

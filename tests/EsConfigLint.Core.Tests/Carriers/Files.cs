using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers;

/// <summary>Files that exist in a test only.</summary>
internal sealed class Files(params (string Path, string Text)[] files) : IFileLookup
{
    private readonly Dictionary<string, SourceFile> files =
        files.ToDictionary(file => file.Path, file => SourceFile.FromText(file.Path, file.Text));

    public SourceFile? Find(string path) => files.GetValueOrDefault(path);
}

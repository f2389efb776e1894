using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>The files that a configuration may refer to.</summary>
public interface IFileLookup
{
    /// <summary>The file at a path, or null when there is none in sight: missing, or outside the workspace.</summary>
    /// <param name="path">Normalised, with <c>/</c>, relative to the same root as <see cref="SourceFile.Path"/>; it may
    /// begin with <c>..</c> or be absolute.</param>
    SourceFile? Find(string path);

    /// <summary>The path of what a link leads to; the path itself where there is none.</summary>
    string TargetOf(string path) => path;

    /// <summary>How such a path is shown, whether a file is there or not.</summary>
    string DisplayPathOf(string path) => path;
}

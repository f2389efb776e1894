using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>One file of a deployment, decoded and classified.</summary>
/// <param name="IsTarget">Whether its findings are reported; if not, it is read because a target needs it.</param>
public sealed record AnalysisInput(SourceFile File, FileKind Kind, bool IsTarget)
{
    /// <summary>Whether version control leaves the file out; only asked of files of variables.</summary>
    public bool IsIgnored { get; init; }
}

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>A file of variables for containers or for the file that describes them.</summary>
/// <param name="Variables">What it sets, in its order.</param>
/// <param name="IsIgnored">Whether version control leaves it out: then it is no place from which a secret gets around.</param>
public sealed record EnvironmentFile(SourceFile File, IReadOnlyList<EnvironmentVariable> Variables, bool IsIgnored);

using EsConfigLint.Core.Model;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>Reads an env file for what it holds itself, whoever uses it.</summary>
public static class EnvironmentFileReader
{
    /// <param name="isIgnored">Whether version control leaves the file out.</param>
    public static EnvironmentFile Read(SourceFile file, bool isIgnored)
    {
        var variables = new List<EnvironmentVariable>();
        foreach (var (entry, value, substitutions) in EnvFile.Parse(file).Resolve(static _ => null))
        {
            var standsReadable = !entry.IsInherited && value is not null
                && substitutions.All(static substitution => substitution.Kind == SubstitutionKind.Default);
            variables.Add(new(entry.Name, value, standsReadable, new(file, entry.NameSpan), new(file, entry.ValueSpan)));
        }

        return new(file, variables, isIgnored);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>The identity of a finding across runs: rule, variant, file, setting, and which of equal ones. No line, no value, no level.</summary>
public static class Fingerprint
{
    private const int Bytes = 16;

    /// <param name="path">The file relative to the repository, so that the folder in which a run starts does not matter.</param>
    public static string Of(Finding finding, string path)
    {
        var identity = Encoding.UTF8.GetBytes($"{finding.Rule.Id}\0{finding.Variant.Key}\0{path}\0{finding.Setting}\0{finding.Ordinal}");
        return Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, Bytes));
    }

    /// <summary>Numbers the findings that are alike but for their place.</summary>
    /// <param name="findings">In the order of the report.</param>
    public static void Number(IReadOnlyList<Finding> findings)
    {
        var seen = new Dictionary<(string Rule, string Variant, string? Setting), int>();
        string? file = null;
        foreach (var finding in findings)
        {
            if (file != finding.File.DisplayPath)
                seen.Clear();
            file = finding.File.DisplayPath;
            var alike = (finding.Rule.Id, finding.Variant.Key, finding.Setting);
            finding.Ordinal = seen.GetValueOrDefault(alike);
            seen[alike] = finding.Ordinal + 1;
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;

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

    /// <summary>Which one each is, from 0, of the diagnostics of its file that are alike but for their place. Those with 0 are left out.</summary>
    /// <remarks>What is suppressed or hidden counts too: accepting one of two must not give the other its identity.</remarks>
    public static IReadOnlyDictionary<Diagnostic, int> OrdinalsOf(AnalysisOutput output)
    {
        var all = new List<Diagnostic>(output.Diagnostics.Count + output.Suppressed.Count);
        foreach (var judged in output.Diagnostics)
            all.Add(judged.Diagnostic);
        foreach (var suppressed in output.Suppressed)
            all.Add(suppressed.Diagnostic.Diagnostic);
        all.Sort(static (left, right) => left.Location.Span.CompareTo(right.Location.Span));

        var ordinals = new Dictionary<Diagnostic, int>();
        var seen = new Dictionary<Diagnostic, int>(all.Count, AlikeButForPlace.Instance);
        foreach (var diagnostic in all)
        {
            var ordinal = seen.GetValueOrDefault(diagnostic);
            seen[diagnostic] = ordinal + 1;
            if (ordinal > 0)
                ordinals.Add(diagnostic, ordinal);
        }

        return ordinals;
    }

    private sealed class AlikeButForPlace : IEqualityComparer<Diagnostic>
    {
        public static AlikeButForPlace Instance { get; } = new();

        public bool Equals(Diagnostic? x, Diagnostic? y) =>
            x is not null && y is not null && ReferenceEquals(x.Location.File, y.Location.File) && x.Rule.Id == y.Rule.Id
            && x.Variant.Key == y.Variant.Key && x.Setting == y.Setting;

        public int GetHashCode(Diagnostic obj) => HashCode.Combine(obj.Rule.Id, obj.Variant.Key, obj.Setting);
    }
}

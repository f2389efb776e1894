using System.Collections.Immutable;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Analysis;

/// <summary>What is left of findings when nobody says which version will run.</summary>
internal static class VersionDoubt
{
    /// <summary>The versions at which a finding is asked again.</summary>
    private static readonly StackVersion[] Probes = [new(7, 17), new(8, 19)];

    /// <summary>
    /// Takes one level off what would not hold at a probed version, and says so; says too at which the product would start
    /// all the same. Only the rules that fired are asked again.
    /// </summary>
    public static List<JudgedDiagnostic> Judge(List<Diagnostic> fired, ImmutableArray<Rule> active, Blueprint blueprint, RuleRun run)
    {
        var rules = active.Where(rule => fired.Exists(one => one.Rule == rule.Descriptor)).ToImmutableArray();
        var judged = new List<JudgedDiagnostic>(fired.Count);
        var probed = new HashSet<Diagnostic>[Probes.Length];
        for (var i = 0; i < Probes.Length; i++)
        {
            // Of several findings of a rule at one place the first is asked.
            probed[i] = new(run.CheckAgain(blueprint.Assemble(Probes[i], versionIsKnown: false), blueprint, Probes[i], rules), SameRuleAndPlace.Instance);
        }

        foreach (var one in fired)
        {
            var level = one.Variant.Level;
            var preventsStart = one.PreventsStart;
            string? remark = null;
            for (var i = 0; i < Probes.Length; i++)
            {
                if (!probed[i].TryGetValue(one, out var again) || again.Variant.Level < one.Variant.Level)
                {
                    remark = one.PreventsStart
                        ? $"The version is unknown; with {Probes[i]} this would not hold, with {StackVersion.Newest} the product does not start."
                        : $"The version is unknown; with {Probes[i]} this would not hold.";
                    level = level == Level.Note ? Level.Note : level - 1;
                    preventsStart = false;
                    break;
                }

                if (preventsStart && !again.PreventsStart)
                {
                    remark = $"The version is unknown; with {Probes[i]} the product starts all the same.";
                    preventsStart = false;
                }
            }

            judged.Add(new(one, level, remark) { PreventsStart = preventsStart });
        }

        return judged;
    }
}

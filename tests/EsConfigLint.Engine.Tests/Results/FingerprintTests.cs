using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Results.Suppressions;

namespace EsConfigLint.Engine.Tests.Results;

public sealed class FingerprintTests
{
    private static readonly RuleDescriptor Rule = new("TT001", "test") { Variants = [new("it", Level.Error, 1, "It."), new("other", Level.Note, 1, "Other.")] };

    private readonly SourceFile file = SourceFile.FromText("a.yml", "0123456789");

    [Fact]
    public void Only_what_is_alike_in_all_but_its_place_is_numbered_in_the_order_of_the_file()
    {
        var (first, second) = (At(0), At(4));
        JudgedDiagnostic[] others = [At(1, variant: 1), At(2, setting: "b"), At(3, setting: null), At(0, of: SourceFile.FromText("a.yml", "0"))];
        var ordinals = Fingerprint.OrdinalsOf(Output([second, .. others, first]));
        Assert.Equal([KeyValuePair.Create(second.Diagnostic, 1)], ordinals);
    }

    [Fact]
    public void Suppressing_the_first_of_two_leaves_the_other_its_identity()
    {
        var (first, second) = (At(0), At(4));
        var comment = new SuppressionComment(SuppressionScope.Line, default, [], null, null, IsUnderstood: true);
        var output = Output([second]) with { Suppressed = [new(first, comment)] };
        Assert.Equal(1, Fingerprint.OrdinalsOf(output)[second.Diagnostic]);
    }

    private JudgedDiagnostic At(int offset, int variant = 0, string? setting = "a", SourceFile? of = null)
    {
        var diagnostic = new Diagnostic
        {
            Rule = Rule,
            Variant = Rule.Variants[variant],
            Arguments = [],
            PreventsStart = false,
            Location = new(of ?? file, new(offset, 1)),
            Setting = setting,
        };
        return new(diagnostic, Level.Error, null);
    }

    private static AnalysisOutput Output(IReadOnlyList<JudgedDiagnostic> diagnostics) =>
        new(diagnostics, [], []) { Secrets = new Dictionary<SourceFile, IReadOnlyList<TextSpan>>(), UnreadableFiles = new HashSet<SourceFile>(), Targets = new HashSet<SourceFile>() };
}

using System.Collections.Immutable;

namespace EsConfigLint.Core.Rules;

/// <summary>How the facts of rules are spelt on the command line, in configurations and in reports; each list in the order of its values.</summary>
public static class RuleWords
{
    public static ImmutableArray<string> Levels { get; } = ["note", "warning", "error"];

    public static ImmutableArray<string> Layers { get; } = ["minimal", "basic", "https", "mutual"];

    public static ImmutableArray<string> Rulesets { get; } = ["core", "pedantic", "compliance"];

    public static ImmutableArray<string> Licenses { get; } = ["basic", "trial", "gold", "platinum", "enterprise"];

    public static ImmutableArray<string> FixSafeties { get; } = ["none", "safe", "unsafe"];

    public static string Of(Level level) => Levels[(int)level];

    public static string Of(Layer layer) => Layers[(int)layer];

    public static string Of(Ruleset ruleset) => Rulesets[(int)ruleset];

    public static string Of(License license) => Licenses[(int)license];

    public static string Of(FixSafety safety) => FixSafeties[(int)safety];
}

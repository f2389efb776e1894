using Microsoft.CodeAnalysis;

namespace EsConfigLint.Generators;

/// <summary>What the author of a rule is told. All are errors that an editor shows while the rule is being written.</summary>
internal static class RuleDiagnostics
{
    public static readonly DiagnosticDescriptor NameDiffers =
        Error("ECL001", "The rule '{0} {1}' is the class '{2}' in the file '{2}.cs', not '{3}' in '{4}'");

    public static readonly DiagnosticDescriptor NoPage =
        Error("ECL002", "The rule '{0}' has no page: '{0}.md' must stand beside it");

    public static readonly DiagnosticDescriptor IdTaken =
        Error("ECL003", "The id '{0}' is taken by '{1}' as well");

    public static readonly DiagnosticDescriptor Forbidden =
        Error("ECL004", "A rule may not use '{0}': {1}");

    public static readonly DiagnosticDescriptor NotSealed =
        Error("ECL005", "The rule '{0}' must be sealed: the list of rules holds what nobody derives from");

    public static readonly DiagnosticDescriptor BadName = Error(
        "ECL006",
        "'{0} {1}' is no rule id with a kebab-case name: two capital letters and three digits, then small words joined by hyphens");

    public static readonly DiagnosticDescriptor UnknownVariant =
        Error("ECL007", "The rule has no variant '{0}'");

    public static readonly DiagnosticDescriptor PageWithoutRule =
        Error("ECL008", "The page '{0}' has no rule beside it");

    public static readonly DiagnosticDescriptor State =
        Error("ECL009", "'{0}' is state that can change: threads share the rule '{1}'");

    public static readonly DiagnosticDescriptor UnusedVariant =
        Error("ECL010", "The rule never reports the variant '{0}'");

    public static readonly DiagnosticDescriptor NoDescriptor = Error(
        "ECL011",
        "The rule '{0}' must give its id and its name as plain texts: 'Descriptor {{ get; }} = new(\"ES000\", \"its-name\") {{ … }}'");

    public static readonly DiagnosticDescriptor NegatedTruth =
        Error("ECL012", "'!{0}' as a condition does not hold where nobody knows: ask for '.IsNo' or '!….IsYes'");

    private static DiagnosticDescriptor Error(string id, string message) =>
        new(id, message, message, "Rules", DiagnosticSeverity.Error, isEnabledByDefault: true);
}

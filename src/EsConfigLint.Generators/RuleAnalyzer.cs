using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsConfigLint.Generators;

/// <summary>Says in the editor what the author of a rule can get wrong: names that differ, a page that is missing, things a rule may not use.</summary>
/// <remarks>Nothing waits for the end of the compilation: editors do not show that while somebody types.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        RuleDiagnostics.NameDiffers, RuleDiagnostics.NoPage, RuleDiagnostics.IdTaken, RuleDiagnostics.Forbidden,
        RuleDiagnostics.NotSealed, RuleDiagnostics.BadName, RuleDiagnostics.UnknownVariant, RuleDiagnostics.PageWithoutRule,
        RuleDiagnostics.State, RuleDiagnostics.UnusedVariant, RuleDiagnostics.NoDescriptor, RuleDiagnostics.NegatedTruth,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(CheckRule, SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(CheckName, SyntaxKind.IdentifierName, SyntaxKind.GenericName);
        context.RegisterSyntaxNodeAction(CheckReport, SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(CheckNegation, SyntaxKind.LogicalNotExpression);
        context.RegisterAdditionalFileAction(CheckPage);
    }

    private static void CheckRule(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol type || !RuleListGenerator.IsRule(type)
            || type.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) is not ClassDeclarationSyntax syntax)
            return;
        CheckState(context, type);
        if (type.IsAbstract)
            return;
        if (!type.IsSealed)
            Report(RuleDiagnostics.NotSealed, type.Name);
        var file = syntax.SyntaxTree.FilePath;
        var page = Path.ChangeExtension(file, ".md");
        if (!context.Options.AdditionalFiles.Any(additional => additional.Path == page))
            Report(RuleDiagnostics.NoPage, Path.GetFileNameWithoutExtension(file));
        CheckVariants(context, syntax);
        if (RuleSyntax.DescriptorOf(syntax) is not var (id, name))
        {
            Report(RuleDiagnostics.NoDescriptor, type.Name);
            return;
        }

        if (!IsId(id) || !IsKebabCase(name))
        {
            Report(RuleDiagnostics.BadName, id, name);
            return;
        }

        var expected = id + PascalCase(name);
        if (type.Name != expected || Path.GetFileNameWithoutExtension(file) != expected)
            Report(RuleDiagnostics.NameDiffers, id, name, expected, type.Name, Path.GetFileName(file));
        var others = context.Compilation.GetSymbolsWithName(
            other => other.StartsWith(id, StringComparison.Ordinal), SymbolFilter.Type, context.CancellationToken);
        foreach (var other in others.OfType<INamedTypeSymbol>().Where(RuleListGenerator.IsRule))
        {
            if (!SymbolEqualityComparer.Default.Equals(other, type))
                Report(RuleDiagnostics.IdTaken, id, other.Name);
        }

        void Report(DiagnosticDescriptor descriptor, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, syntax.Identifier.GetLocation(), arguments));
    }

    /// <summary>A variant whose key stands nowhere else in the rule cannot be reported.</summary>
    private static void CheckVariants(SymbolAnalysisContext context, ClassDeclarationSyntax rule)
    {
        var texts = RuleSyntax.TextsOutsideDescriptor(rule);
        foreach (var key in RuleSyntax.VariantsOf(rule))
        {
            if (!texts.Contains(key.Token.ValueText))
                context.ReportDiagnostic(Diagnostic.Create(RuleDiagnostics.UnusedVariant, key.GetLocation(), key.Token.ValueText));
        }
    }

    /// <summary>Fields that can be assigned, those behind properties included, and collections that can grow.</summary>
    private static void CheckState(SymbolAnalysisContext context, INamedTypeSymbol rule)
    {
        foreach (var field in rule.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsConst || (field.IsReadOnly && !CanGrow(field.Type)))
                continue;
            var written = field.AssociatedSymbol ?? field;
            context.ReportDiagnostic(Diagnostic.Create(RuleDiagnostics.State, written.Locations[0], written.Name, rule.Name));
        }
    }

    private static bool CanGrow(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Concurrent"
        && type.AllInterfaces.Any(static one => one.MetadataName is "ICollection`1" or "IProducerConsumerCollection`1");

    private static void CheckPage(AdditionalFileAnalysisContext context)
    {
        var page = context.AdditionalFile.Path;
        if (Path.GetExtension(page) != ".md")
            return;
        var file = Path.ChangeExtension(page, ".cs");
        var rules = context.Compilation.GetSymbolsWithName(Path.GetFileNameWithoutExtension(page), SymbolFilter.Type, context.CancellationToken);
        if (!rules.OfType<INamedTypeSymbol>().Any(rule =>
            RuleListGenerator.IsRule(rule) && rule.Locations.Any(location => location.SourceTree?.FilePath == file)))
            context.ReportDiagnostic(Diagnostic.Create(RuleDiagnostics.PageWithoutRule, Location.Create(page, default, default), Path.GetFileName(page)));
    }

    private static void CheckName(SyntaxNodeAnalysisContext context)
    {
        // What a directive opens is used where its names stand.
        if (context.Node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null
            || context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol is not { } symbol
            || IsSaidAlready(context))
            return;
        if (ForbiddenTypes.UsedBy(symbol) is var (name, why))
            context.ReportDiagnostic(Diagnostic.Create(RuleDiagnostics.Forbidden, context.Node.GetLocation(), name, why));
    }

    /// <summary>A member behind the name of a forbidden type is left to that name.</summary>
    private static bool IsSaidAlready(SyntaxNodeAnalysisContext context) =>
        context.Node.Parent is MemberAccessExpressionSyntax access && access.Name == context.Node
        && context.SemanticModel.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is INamedTypeSymbol type
        && ForbiddenTypes.UsedBy(type) is not null;

    /// <summary>Holds the variants of <c>context.Report(…)</c> against those of the descriptor, as far as they are written out.</summary>
    private static void CheckReport(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Report" },
                ArgumentList.Arguments: { Count: > 1 } arguments,
            }
            || context.Node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } rule || RuleSyntax.DescriptorOf(rule) is null)
            return;
        var variants = RuleSyntax.VariantsOf(rule).Select(static key => key.Token.ValueText).ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var text in RuleSyntax.TextsOf(arguments[0].Expression, context.SemanticModel, context.CancellationToken))
        {
            if (!variants.Contains(text.Token.ValueText))
                context.ReportDiagnostic(Diagnostic.Create(RuleDiagnostics.UnknownVariant, text.GetLocation(), text.Token.ValueText));
        }
    }

    /// <summary>Negated, unknown stays unknown; as a whole condition it then counts as no, which a guard clause seldom means.</summary>
    private static void CheckNegation(SyntaxNodeAnalysisContext context)
    {
        var negation = (PrefixUnaryExpressionSyntax)context.Node;
        if (context.SemanticModel.GetTypeInfo(negation, context.CancellationToken).Type?.ToDisplayString() == "EsConfigLint.Core.Settings.Truth"
            && IsWholeCondition(negation))
            context.ReportDiagnostic(Diagnostic.Create(RuleDiagnostics.NegatedTruth, negation.GetLocation(), negation.Operand));
    }

    private static bool IsWholeCondition(ExpressionSyntax expression) => expression.Parent switch
    {
        ParenthesizedExpressionSyntax outer => IsWholeCondition(outer),
        IfStatementSyntax or WhileStatementSyntax => true,
        ConditionalExpressionSyntax choice => choice.Condition == expression,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } => true,
        _ => false,
    };

    private static bool IsId(string id) =>
        id.Length == 5 && id[0] is >= 'A' and <= 'Z' && id[1] is >= 'A' and <= 'Z' && id.Skip(2).All(static c => c is >= '0' and <= '9');

    private static bool IsKebabCase(string name) =>
        name.Length > 0 && name.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')
        && name[0] != '-' && name[name.Length - 1] != '-'
        && name.IndexOf("--", StringComparison.Ordinal) < 0;

    private static string PascalCase(string kebab)
    {
        var result = new StringBuilder(kebab.Length);
        foreach (var word in kebab.Split('-'))
            result.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        return result.ToString();
    }
}

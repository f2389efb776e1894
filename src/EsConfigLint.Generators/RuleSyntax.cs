using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsConfigLint.Generators;

/// <summary>Reads what the text of a rule says of itself.</summary>
internal static class RuleSyntax
{
    /// <summary>The two texts of <c>new("ES301", "http-tls-disabled")</c>; null when they are not written there.</summary>
    public static (string Id, string Name)? DescriptorOf(ClassDeclarationSyntax rule) =>
        Creation(rule)?.ArgumentList?.Arguments is { Count: 2 } arguments
        && arguments[0].Expression is LiteralExpressionSyntax id && IsText(id)
        && arguments[1].Expression is LiteralExpressionSyntax name && IsText(name)
            ? (id.Token.ValueText, name.Token.ValueText)
            : null;

    /// <summary>The keys of the descriptor's variants, where they are written.</summary>
    public static IEnumerable<LiteralExpressionSyntax> VariantsOf(ClassDeclarationSyntax rule) =>
        from assignment in Creation(rule)?.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? []
        where assignment.Left is IdentifierNameSyntax { Identifier.Text: "Variants" }
        from element in (assignment.Right as CollectionExpressionSyntax)?.Elements.OfType<ExpressionElementSyntax>() ?? []
        let arguments = (element.Expression as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments
        where arguments is { Count: > 0 }
        let key = arguments.Value[0].Expression as LiteralExpressionSyntax
        where IsText(key)
        select key;

    /// <summary>All texts of the rule besides those of its descriptor.</summary>
    public static ISet<string> TextsOutsideDescriptor(ClassDeclarationSyntax rule)
    {
        var descriptor = Creation(rule);
        return new HashSet<string>(
            rule.DescendantNodes(node => node != descriptor).OfType<LiteralExpressionSyntax>().Where(IsText)
                .Select(static literal => literal.Token.ValueText));
    }

    /// <summary>
    /// The texts that an expression can give, as far as they are written out: through <c>?:</c>, <c>switch</c>, <c>??</c> and local
    /// variables.
    /// </summary>
    public static IEnumerable<LiteralExpressionSyntax> TextsOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        expression switch
        {
            LiteralExpressionSyntax literal when IsText(literal) => [literal],
            ParenthesizedExpressionSyntax inner => TextsOf(inner.Expression, model, cancellation),
            ConditionalExpressionSyntax either =>
                TextsOf(either.WhenTrue, model, cancellation).Concat(TextsOf(either.WhenFalse, model, cancellation)),
            SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => TextsOf(arm.Expression, model, cancellation)),
            BinaryExpressionSyntax coalesce when coalesce.IsKind(SyntaxKind.CoalesceExpression) =>
                TextsOf(coalesce.Left, model, cancellation).Concat(TextsOf(coalesce.Right, model, cancellation)),
            IdentifierNameSyntax name when model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences is { Length: 1 } declarations
                && declarations[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && !value.Span.Contains(name.Span) =>
                TextsOf(value, model, cancellation),
            _ => [],
        };

    private static bool IsText(LiteralExpressionSyntax? literal) => literal?.IsKind(SyntaxKind.StringLiteralExpression) == true;

    private static BaseObjectCreationExpressionSyntax? Creation(ClassDeclarationSyntax rule)
    {
        var descriptor = rule.Members.OfType<PropertyDeclarationSyntax>()
            .FirstOrDefault(static property => property.Identifier.Text == "Descriptor");
        return descriptor?.Initializer?.Value as BaseObjectCreationExpressionSyntax;
    }
}

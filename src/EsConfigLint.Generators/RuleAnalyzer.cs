using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsConfigLint.Generators;

/// <summary>Says in the editor what the author of a rule can get wrong: names that differ, a page that is missing, things a rule may not use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleAnalyzer : DiagnosticAnalyzer
{
    private const string Category = "Rules";

    private static readonly DiagnosticDescriptor NameDiffers = Error("ECL001", "The class '{0}', its file '{1}' and the rule '{2}' must begin with the same id, and class and file have the same name");

    private static readonly DiagnosticDescriptor NoPage = Error("ECL002", "The rule '{0}' has no page: '{0}.md' must stand beside it");

    private static readonly DiagnosticDescriptor IdTaken = Error("ECL003", "The id '{0}' is taken by '{1}' already");

    private static readonly DiagnosticDescriptor Forbidden = Error("ECL004", "A rule may not use '{0}': {1}");

    private static readonly DiagnosticDescriptor NotSealed = Error("ECL005", "The rule '{0}' must be sealed and keep no state: threads share it");

    private static readonly DiagnosticDescriptor BadName = Error("ECL006", "'{0}' is no rule id with a kebab-case name: two capital letters and three digits, then small words joined by hyphens");

    private static readonly DiagnosticDescriptor UnknownVariant = Error("ECL007", "The rule has no variant '{0}'");

    private static readonly DiagnosticDescriptor PageWithoutRule =
        Error("ECL008", "The page '{0}' has no rule beside it", WellKnownDiagnosticTags.CompilationEnd);

    private static readonly (string Name, string Why)[] ForbiddenNames =
    [
        ("EsConfigLint.Core.Syntax", "it looks at the model, not at trees"),
        ("EsConfigLint.Core.Carriers", "it does not know which file a setting stands in"),
        ("YamlDotNet", "it looks at the model, not at YAML"),
        ("System.IO", "it touches no disk"),
        ("System.Console", "it talks to nobody"),
        ("System.Diagnostics.Process", "it starts no process"),
        ("System.Diagnostics.ProcessStartInfo", "it starts no process"),
        ("System.Environment", "it knows no process"),
        ("System.Net", "addresses are classified by the model"),
        ("System.Text.RegularExpressions", "what needs a pattern is a word that the model lacks"),
        ("System.DateTime", "today is an input"),
        ("System.DateTimeOffset", "today is an input"),
        ("System.TimeProvider", "today is an input"),
        ("System.Threading", "the driver decides about threads"),
        ("System.Reflection", "a rule is ordinary code"),
    ];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [NameDiffers, NoPage, IdTaken, Forbidden, NotSealed, BadName, UnknownVariant, PageWithoutRule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static DiagnosticDescriptor Error(string id, string message, params string[] tags) =>
        new(id, message, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, customTags: tags);

    private static void Start(CompilationStartAnalysisContext context)
    {
        var pages = new HashSet<string>(context.Options.AdditionalFiles.Where(static file => file.Path.EndsWith(".md", StringComparison.Ordinal)).Select(static file => file.Path), StringComparer.Ordinal);
        var rules = new ConcurrentDictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        var files = new ConcurrentBag<string>();
        context.RegisterSymbolAction(symbol => CheckRule(symbol, pages, rules, files), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(CheckName, SyntaxKind.IdentifierName, SyntaxKind.GenericName);
        context.RegisterSyntaxNodeAction(CheckReport, SyntaxKind.InvocationExpression);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var page in pages)
            {
                if (!files.Contains(Path.ChangeExtension(page, ".cs")))
                    end.ReportDiagnostic(Diagnostic.Create(PageWithoutRule, Location.Create(page, default, default), Path.GetFileName(page)));
            }
        });
    }

    private static void CheckRule(SymbolAnalysisContext context, HashSet<string> pages, ConcurrentDictionary<string, INamedTypeSymbol> rules, ConcurrentBag<string> files)
    {
        if (context.Symbol is not INamedTypeSymbol { IsAbstract: false } type || !RuleListGenerator.IsRule(type)
            || type.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) is not ClassDeclarationSyntax syntax)
            return;
        var place = type.Locations[0];
        var file = syntax.SyntaxTree.FilePath;
        files.Add(file);
        if (!type.IsSealed || type.GetMembers().Any(static member => IsState(member)))
            context.ReportDiagnostic(Diagnostic.Create(NotSealed, place, type.Name));
        if (!pages.Contains(Path.ChangeExtension(file, ".md")))
            context.ReportDiagnostic(Diagnostic.Create(NoPage, place, Path.GetFileNameWithoutExtension(file)));
        if (DescriptorArguments(syntax) is not { } arguments)
            return;
        var (id, name) = arguments;
        if (!IsId(id) || !IsKebabCase(name))
            context.ReportDiagnostic(Diagnostic.Create(BadName, place, $"{id} {name}"));
        if (!type.Name.StartsWith(id, StringComparison.Ordinal) || Path.GetFileNameWithoutExtension(file) != type.Name)
            context.ReportDiagnostic(Diagnostic.Create(NameDiffers, place, type.Name, Path.GetFileName(file), id));
        var owner = rules.GetOrAdd(id, type);
        if (!SymbolEqualityComparer.Default.Equals(owner, type))
            context.ReportDiagnostic(Diagnostic.Create(IdTaken, place, id, owner.Name));
    }

    /// <summary>A field or property of the rule that can be given another value while rules run.</summary>
    private static bool IsState(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false },
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    /// <summary>The two texts of <c>new("ES301", "http-tls-disabled")</c>.</summary>
    private static (string Id, string Name)? DescriptorArguments(ClassDeclarationSyntax rule)
    {
        var descriptor = rule.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault(static property => property.Identifier.Text == "Descriptor");
        return (descriptor?.Initializer?.Value as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments is { Count: 2 } arguments
            && arguments[0].Expression is LiteralExpressionSyntax id && arguments[1].Expression is LiteralExpressionSyntax name
            ? (id.Token.ValueText, name.Token.ValueText)
            : null;
    }

    private static void CheckName(SyntaxNodeAnalysisContext context)
    {
        if (context.Node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null || UsedType(context) is not { } type)
            return;
        var full = type.OriginalDefinition.ToDisplayString();
        foreach (var (name, why) in ForbiddenNames)
        {
            if (full == name || full.StartsWith(name + ".", StringComparison.Ordinal))
                context.ReportDiagnostic(Diagnostic.Create(Forbidden, context.Node.GetLocation(), full, why));
        }
    }

    /// <summary>The type that a name stands for, or whose member it is. A member behind the name of its type is left to that name.</summary>
    private static INamedTypeSymbol? UsedType(SyntaxNodeAnalysisContext context)
    {
        var symbol = context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not (IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol))
            return symbol as INamedTypeSymbol;
        var isQualified = context.Node.Parent is MemberAccessExpressionSyntax access && access.Name == context.Node
            && context.SemanticModel.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is INamedTypeSymbol;
        return isQualified ? null : symbol.ContainingType;
    }

    /// <summary>Holds the literal variants of <c>context.Report("…")</c> against those of the descriptor.</summary>
    private static void CheckReport(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Report" }, ArgumentList.Arguments: { Count: > 1 } arguments }
            || context.Node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } rule || DescriptorArguments(rule) is null)
            return;
        var variants = rule.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
            .Where(static creation => creation.ArgumentList?.Arguments.Count == 4).Select(static creation => creation.ArgumentList!.Arguments[0].Expression)
            .OfType<LiteralExpressionSyntax>().Select(static literal => literal.Token.ValueText).ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var literal in arguments[0].Expression.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>())
        {
            if (IsResult(literal, arguments[0].Expression) && literal.IsKind(SyntaxKind.StringLiteralExpression) && !variants.Contains(literal.Token.ValueText))
                context.ReportDiagnostic(Diagnostic.Create(UnknownVariant, literal.GetLocation(), literal.Token.ValueText));
        }
    }

    /// <summary>Whether an expression can come to this literal: through brackets, <c>? :</c> and the arms of a <c>switch</c>.</summary>
    private static bool IsResult(SyntaxNode literal, SyntaxNode expression)
    {
        for (var node = literal; node != expression; node = node.Parent!)
        {
            var isPassed = node.Parent switch
            {
                ConditionalExpressionSyntax conditional => conditional.Condition != node,
                SwitchExpressionArmSyntax arm => arm.Expression == node,
                SwitchExpressionSyntax choice => choice.GoverningExpression != node,
                ParenthesizedExpressionSyntax => true,
                _ => false,
            };
            if (!isPassed)
                return false;
        }

        return true;
    }

    private static bool IsId(string id) =>
        id.Length == 5 && id[0] is >= 'A' and <= 'Z' && id[1] is >= 'A' and <= 'Z' && id.Skip(2).All(static c => c is >= '0' and <= '9');

    private static bool IsKebabCase(string name) =>
        name.Length > 0 && name.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') && name[0] != '-' && name[name.Length - 1] != '-'
        && name.IndexOf("--", StringComparison.Ordinal) < 0;
}

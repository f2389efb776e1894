using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace EsConfigLint.Generators;

/// <summary>What a rule may not touch, and why.</summary>
internal static class ForbiddenTypes
{
    private static readonly (string Name, string Why)[] Names =
    [
        ("EsConfigLint.Core.Syntax", "it looks at the model, not at trees"),
        ("EsConfigLint.Core.Carriers", "it does not know which file a setting stands in"),
        ("EsConfigLint.Core.Deployments", "it is handed its deployment"),
        ("YamlDotNet", "it looks at the model, not at YAML"),
        ("System.IO", "it touches no disk"),
        ("System.Console", "it talks to nobody"),
        ("System.Diagnostics.Process", "it starts no process"),
        ("System.Diagnostics.ProcessStartInfo", "it starts no process"),
        ("System.Diagnostics.Stopwatch", "it knows no clock"),
        ("System.Environment", "it knows no process"),
        ("System.Net", "addresses are classified by the model"),
        ("System.Text.RegularExpressions", "what needs a pattern is a word that the model lacks"),
        ("System.DateTime", "today is an input"),
        ("System.DateTimeOffset", "today is an input"),
        ("System.TimeProvider", "today is an input"),
        ("System.Random", "the same input gives the same findings"),
        ("System.Threading", "the driver decides about threads"),
        ("System.Reflection", "a rule is ordinary code"),
    ];

    /// <summary>The forbidden type that a name stands for, belongs to or gives; null when there is none.</summary>
    public static (string Name, string Why)? UsedBy(ISymbol symbol)
    {
        foreach (var type in TypesOf(symbol))
        {
            var full = type.OriginalDefinition.ToDisplayString();
            foreach (var (name, why) in Names)
            {
                if (full == name || full.StartsWith(name + ".", StringComparison.Ordinal))
                    return (full, why);
            }
        }

        return null;
    }

    /// <summary>A member counts too: a tree that is only handed on, without its type being written, is used all the same.</summary>
    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol symbol) => symbol switch
    {
        ITypeSymbol type => Parts(type),
        IMethodSymbol method => [.. Owner(method), .. Parts(method.ReturnType)],
        IPropertySymbol property => [.. Owner(property), .. Parts(property.Type)],
        IFieldSymbol field => [.. Owner(field), .. Parts(field.Type)],
        _ => [],
    };

    private static IEnumerable<ITypeSymbol> Owner(ISymbol member) => member.ContainingType is { } owner ? [owner] : [];

    /// <summary>The type itself, what an array is made of, and type arguments.</summary>
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type)
    {
        yield return type;
        if (type is IArrayTypeSymbol array)
        {
            foreach (var part in Parts(array.ElementType))
                yield return part;
        }
        else if (type is INamedTypeSymbol named)
        {
            foreach (var argument in named.TypeArguments)
            {
                foreach (var part in Parts(argument))
                    yield return part;
            }
        }
    }
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>A scalar with its variables replaced, of which parts can be taken.</summary>
internal sealed class ResolvedScalar(ComposeScalar scalar, MappedText text, List<Substitution> substitutions)
{
    public ComposeScalar Scalar => scalar;

    public MappedText Text => text;

    public ComposeText Whole => new(
        new(Written(scalar), text.Known, scalar.Location, scalar.Yaml.Style != YamlScalarStyle.Plain), substitutions)
    {
        Resolved = text.Text,
        Mapped = text,
    };

    /// <summary>A part, with the variables that stand in it.</summary>
    public ComposeText Part(int start, int length)
    {
        if (start == 0 && length == text.Length)
            return Whole;
        return Part(text.SourceOf(start, length), text.Text.Substring(start, length));
    }

    /// <summary>A part that was made out of this text.</summary>
    public ComposeText Part(MappedText part) => Part(part.SourceOf(0, part.Length), part.Text) with { Mapped = part };

    private static string Written(ComposeScalar scalar) =>
        scalar.Yaml.IsTemplated ? scalar.Source.File.Slice(scalar.Span) : scalar.Yaml.Value;

    private ComposeText Part(TextSpan span, string resolved)
    {
        // A part that stems from a reference, or from its default, is written as the whole reference.
        var inside = new List<Substitution>();
        foreach (var substitution in substitutions)
        {
            if (!substitution.Span.Overlaps(span))
                continue;
            inside.Add(substitution);
            span = TextSpan.FromBounds(
                Math.Min(span.Start, substitution.Span.Start), Math.Max(span.End, substitution.Span.End));
        }

        var file = scalar.Source.File;
        var known = resolved.Contains(MappedText.Unknown) ? null : resolved;
        return new(new(file.Slice(span), known, new(file, span)), inside) { Resolved = resolved };
    }
}

/// <summary>Reads scalars: unquotes, replaces variables, keeps places.</summary>
internal sealed class ComposeTexts(ComposeBudget budget, Action<ComposeProblem> report)
{
    private readonly ExpansionBudget expansion = new();

    public ResolvedScalar Resolve(ComposeScalar scalar)
    {
        // One scalar may be read for many services: a long one counts as several.
        if (!budget.Take(1 + (scalar.Yaml.Value.Length / 128)))
            return new(scalar, MappedText.Opaque("\0", scalar.Span), []);
        var substitutions = new List<Substitution>();
        var raw = ScalarText.Of(scalar.Source.Tree, scalar.Yaml);
        var resolved = Interpolation.Resolve(raw, scalar.Source.Variables.Find, expansion, substitutions, out var error);
        if (error is not null)
            report(new(ComposeProblemKind.Interpolation, new(scalar.Source.File, error.Span), error.Reason));
        return new(scalar, resolved, substitutions);
    }

    public ComposeText Read(ComposeScalar scalar) => Resolve(scalar).Whole;

    /// <summary>A text, or null when there is none (or another kind of node, which is reported).</summary>
    public ComposeText? ReadOptional(ComposeNode? node)
    {
        switch (node)
        {
            case null:
                return null;
            case ComposeScalar scalar:
                return Read(scalar);
            default:
                report(new(ComposeProblemKind.WrongType, node.Location, "a text is needed here"));
                return null;
        }
    }

    /// <summary>The text of a key, as above.</summary>
    public ComposeText? ReadOptional(ComposeMap map, string key) => ReadOptional(map.Find(key));

    /// <summary>A list of texts; a text alone is a list of one.</summary>
    public List<ComposeText> ReadList(ComposeNode? node)
    {
        var items = new List<ComposeText>();
        switch (node)
        {
            case null:
                break;
            case ComposeScalar scalar:
                items.Add(Read(scalar));
                break;
            case ComposeList list:
                foreach (var item in list.Items)
                {
                    if (budget.IsSpent)
                        break;
                    if (ReadOptional(item) is { } text)
                        items.Add(text);
                }

                break;
            default:
                report(new(ComposeProblemKind.WrongType, node.Location, "a list is needed here"));
                break;
        }

        return items;
    }
}

/// <summary>Paths of compose files.</summary>
internal static class ComposePaths
{
    /// <summary>The path of a node, normalised; null when it is not known, remote, in a home directory, or a Windows
    /// drive.</summary>
    public static string? Resolve(ComposeText path, ComposeSource source) => path.BelowWorkingDirectory is { } rest
        ? FilePaths.Combine(source.Variables.WorkingDirectory, $".{rest}")
        : Resolve(path.Known, source.Directory);

    /// <summary>The path normalised below a directory; null as above.</summary>
    public static string? Resolve(string? known, string directory)
    {
        if (string.IsNullOrEmpty(known) || known[0] == '~' || IsRemote(known) || known.StartsWith(@"\\", StringComparison.Ordinal)
            || IsDrive(known))
            return null;
        return FilePaths.Combine(directory, known.Replace('\\', '/'));
    }

    public static bool IsDrive(ReadOnlySpan<char> path) => path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]);

    private static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal)
        || path.StartsWith("git@", StringComparison.Ordinal)
        || path.StartsWith("github.com/", StringComparison.Ordinal)
        || path.StartsWith("oci:", StringComparison.Ordinal);
}

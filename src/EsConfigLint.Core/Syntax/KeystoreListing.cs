using System.Buffers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>The output of <c>elasticsearch-keystore list</c> or <c>kibana-keystore list</c>: one name on each line.</summary>
public sealed class KeystoreListing
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-*");

    private KeystoreListing(SourceFile file, IReadOnlyList<TextSpan> names, SyntaxError? error)
    {
        File = file;
        Names = names;
        Error = error;
    }

    public SourceFile File { get; }

    public IReadOnlyList<TextSpan> Names { get; }

    /// <summary>The first line that is no name, or null. A listing with an error proves nothing about what it lacks.</summary>
    public SyntaxError? Error { get; }

    /// <param name="takesAnyLetter">Whether names may hold more than ASCII: Kibana's keystore takes any text for a name, that of Elasticsearch does not.</param>
    public static KeystoreListing Parse(SourceFile file, bool takesAnyLetter)
    {
        var names = new List<TextSpan>();
        for (var line = 1; line <= file.LineCount; line++)
        {
            var span = file.LineAt(line);
            var text = file.Text.AsSpan(span.Start, span.Length);
            var trimmed = text.Trim();
            if (trimmed.IsEmpty || IsNoise(trimmed))
                continue;
            var name = new TextSpan(span.Start + text.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length);
            if (!IsName(trimmed, takesAnyLetter))
                return new(file, names, new("a keystore listing has one setting name on each line", name));
            names.Add(name);
        }

        return new(file, names, null);
    }

    private static bool IsName(ReadOnlySpan<char> text, bool takesAnyLetter)
    {
        while (text.IndexOfAnyExcept(NameCharacters) is var at and >= 0)
        {
            if (!takesAnyLetter || char.IsAscii(text[at]))
                return false;
            text = text[(at + 1)..];
        }

        return true;
    }

    /// <summary>What the tools and the JVM print beside the names.</summary>
    private static bool IsNoise(ReadOnlySpan<char> line) =>
        line.StartsWith("Picked up ", StringComparison.Ordinal)
        || line.StartsWith("WARNING:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("warning:", StringComparison.Ordinal)
        || line.StartsWith("Enter password for the ", StringComparison.Ordinal);
}

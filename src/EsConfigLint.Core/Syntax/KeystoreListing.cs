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

    public static KeystoreListing Parse(SourceFile file)
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
            if (trimmed.IndexOfAnyExcept(NameCharacters) >= 0)
                return new(file, names, new("a keystore listing has one setting name on each line", name));
            names.Add(name);
        }

        return new(file, names, null);
    }

    /// <summary>What the tools and the JVM print beside the names.</summary>
    private static bool IsNoise(ReadOnlySpan<char> line) =>
        line.StartsWith("Picked up ", StringComparison.Ordinal)
        || line.StartsWith("WARNING:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("warning:", StringComparison.Ordinal)
        || line.StartsWith("Enter password for the ", StringComparison.Ordinal);
}

using System.Buffers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>Finds private keys in PEM form in the text of a file.</summary>
internal static class PrivateKeys
{
    private const string Begin = "-----BEGIN ";
    private const string Title = "PRIVATE KEY-----";

    /// <summary>A line of a real key is 64 characters long; a placeholder is much shorter.</summary>
    private const int ShortestLine = 40;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n\"'\\nr#-|");

    public static IEnumerable<Secret> In(SourceFile file)
    {
        for (var at = file.Text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            var title = file.Text.IndexOf(Title, at, Math.Min(60, file.Text.Length - at), StringComparison.Ordinal);
            if (title < 0)
                continue;
            var header = TextSpan.FromBounds(at, title + Title.Length);
            if (!HoldsKey(file.Text.AsSpan(header.End)))
                continue;
            var end = file.Text.IndexOf("-----END ", header.End, StringComparison.Ordinal);
            var body = TextSpan.FromBounds(header.End, end < 0 ? file.Text.Length : end);
            yield return new(SecretKind.PrivateKey, SecretPlace.File, file.Slice(header).Trim('-'), null, new(file, header), new(file, body));
        }
    }

    /// <summary>Whether letters of a key follow; headers of an encrypted one may stand before them.</summary>
    private static bool HoldsKey(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, 600)];
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAnyExcept(Base64);
            length = length < 0 ? text.Length : length;
            if (length >= ShortestLine)
                return true;
            var next = text[length..].IndexOfAny('\n', '\\');
            if (next < 0)
                return false;
            text = text[(length + next + 1)..];
            var gap = text.IndexOfAnyExcept(Between);
            text = gap < 0 ? default : text[gap..];
        }

        return false;
    }
}

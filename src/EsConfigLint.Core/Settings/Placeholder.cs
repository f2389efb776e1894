using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary><c>${NAME}</c> or <c>${NAME:default}</c> in a value.</summary>
/// <param name="Span">From <c>$</c> to behind the brace, within the text.</param>
/// <param name="Default">What stands behind the colon, or null.</param>
public readonly record struct Placeholder(TextSpan Span, string Name, string? Default)
{
    public static bool Occurs(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>The placeholders of a text from left to right. One that is never closed is none.</summary>
    public static IReadOnlyList<Placeholder> FindIn(string text)
    {
        if (!Occurs(text))
            return [];
        var found = new List<Placeholder>();
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0;)
        {
            var close = text.IndexOf('}', at + 2);
            if (close < 0)
                break;
            var inner = text.AsSpan(at + 2, close - at - 2);
            var colon = inner.IndexOf(':');
            found.Add(new(
                TextSpan.FromBounds(at, close + 1),
                (colon < 0 ? inner : inner[..colon]).ToString(),
                colon < 0 ? null : inner[(colon + 1)..].ToString()));
            at = text.IndexOf("${", close + 1, StringComparison.Ordinal);
        }

        return found;
    }
}

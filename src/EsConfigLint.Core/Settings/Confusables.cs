namespace EsConfigLint.Core.Settings;

/// <summary>Characters in setting names that look like ASCII, or like nothing, and make another name of it.</summary>
public static class Confusables
{
    private const string Lookalikes = "АаВСсЕеНКкМОоРрТХхУуІіЈјЅѕԁԛԝһɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυχϲ";
    private const string Ascii = "AaBCcEeHKkMOoPpTXxYyIiJjSsdqwhgABEZHIKMNOPTYXvopuxc";

    /// <summary>The first character of a name that is no ASCII letter but may pass for one; -1 when there is none.</summary>
    public static int IndexIn(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (IsConfusable(name[i]))
                return i;
        }

        return -1;
    }

    /// <summary>The name with every confusable character replaced by its ASCII twin, invisible ones dropped; null when one has no twin.</summary>
    public static string? ToAscii(string name)
    {
        var result = new System.Text.StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (!IsConfusable(c))
                result.Append(c);
            else if (Twin(c) is { } twin)
                result.Append(twin);
            else if (!IsInvisible(c))
                return null;
        }

        return result.ToString();
    }

    /// <summary>
    /// What a setting's name should be written as, where its key is written; null when what looks alike stands in the
    /// name of an outer mapping, or has no twin.
    /// </summary>
    public static string? Retyped(Setting setting)
    {
        var written = setting.KeyLocation.File.Slice(setting.KeyLocation.Span).Trim('"', '\'');
        return setting.Key.EndsWith(written, StringComparison.Ordinal) && IndexIn(setting.Key.AsSpan(0, setting.Key.Length - written.Length)) < 0
            ? ToAscii(written)
            : null;
    }

    /// <summary>Whether a text is wrapped in typographic quotes, which YAML takes for letters.</summary>
    public static bool IsInTypographicQuotes(string text) =>
        text.Length > 1 && IsTypographicQuote(text[0]) && IsTypographicQuote(text[^1]);

    /// <summary>The text between typographic quotes in plain ones; null when it holds what would end or change there.</summary>
    public static string? InPlainQuotes(string text) =>
        text.AsSpan(1, text.Length - 2).IndexOfAny('"', '\\') < 0 ? $"\"{text[1..^1]}\"" : null;

    private static bool IsTypographicQuote(char c) => c is '\u201C' or '\u201D' or '\u201E' or '\u2018' or '\u2019' or '\u00AB' or '\u00BB';

    /// <summary>Greek, Cyrillic and full-width letters, and what no editor shows.</summary>
    private static bool IsConfusable(char c) =>
        c is >= '\u0370' and <= '\u052F' or >= '\uFF01' and <= '\uFF5E' || IsInvisible(c);

    private static bool IsInvisible(char c) =>
        c is '\u00A0' or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    private static char? Twin(char c)
    {
        if (c is >= '\uFF01' and <= '\uFF5E')
            return (char)(c - 0xFEE0);
        var index = Lookalikes.IndexOf(c);
        return index < 0 ? null : Ascii[index];
    }
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>Secrets that no setting tells of: credentials inside a URL, and settings that are commented out.</summary>
public static class LooseSecrets
{
    /// <summary>Stands for a secret of any length.</summary>
    internal const string Mask = "••••••";

    /// <summary>Adds the spans of a stretch of whole lines.</summary>
    internal static void AddTo(List<TextSpan> spans, string text, TextSpan lines)
    {
        for (var at = lines.Start; at < lines.End;)
        {
            var length = text.AsSpan(at, lines.End - at).IndexOfAny('\r', '\n');
            var line = TextSpan.FromBounds(at, length < 0 ? lines.End : at + length);
            AddUrlCredentials(spans, text, line);
            AddCommentedSetting(spans, text, line);
            at = line.End + 1;
        }
    }

    /// <summary>The text with the credentials of its URLs masked.</summary>
    public static string MaskUrls(string text)
    {
        if (!text.Contains('@') || !text.Contains("://", StringComparison.Ordinal))
            return text;
        var spans = new List<TextSpan>();
        AddUrlCredentials(spans, text, new(0, text.Length));
        for (var i = spans.Count - 1; i >= 0; i--)
            text = string.Concat(text.AsSpan(0, spans[i].Start), Mask, text.AsSpan(spans[i].End));
        return text;
    }

    /// <summary>All between <c>://</c> and the last <c>@</c> of one URL: a user's name alone may be a token.</summary>
    private static void AddUrlCredentials(List<TextSpan> spans, string text, TextSpan line)
    {
        for (var at = line.Start; at < line.End;)
        {
            var found = text.AsSpan(at, line.End - at).IndexOf("://");
            if (found < 0)
                return;
            at += found + 3;
            var url = text.AsSpan(at, line.End - at);
            if (url.IndexOfAny(" \t\"'") is >= 0 and var end)
                url = url[..end];
            if (url.IndexOf("://") is >= 0 and var next)
                url = url[..next];
            if (url.LastIndexOf('@') is > 0 and var sign)
                spans.Add(new(at, sign));
        }
    }

    private static void AddCommentedSetting(List<TextSpan> spans, string text, TextSpan line)
    {
        for (var at = line.Start; at < line.End; at++)
        {
            var found = text.AsSpan(at, line.End - at).IndexOf('#');
            if (found < 0)
                return;
            at += found;
            if (at > line.Start && text[at - 1] is not (' ' or '\t'))
                continue;
            if (FindSecretValue(text.AsSpan(at, line.End - at)) is >= 0 and var value)
                spans.Add(TextSpan.FromBounds(at + value, line.End));
            return;
        }
    }

    /// <summary>Where in a comment the value of a key begins that tells of a secret; -1 when there is none.</summary>
    private static int FindSecretValue(ReadOnlySpan<char> comment)
    {
        for (var at = 0; at < comment.Length; at++)
        {
            if (comment[at] is not (':' or '='))
                continue;
            var name = comment[..at].TrimEnd().TrimEnd("\"'");
            var start = name.Length;
            while (start > 0 && IsNameCharacter(name[start - 1]))
                start--;
            name = name[start..];
            var value = at + 1;
            while (value < comment.Length && comment[value] is ' ' or '\t')
                value++;
            if (value == comment.Length)
                return -1;
            if (!name.IsEmpty && (SecretSettings.MustBeHidden(Product.Elasticsearch, name) || SecretSettings.MustBeHidden(Product.Kibana, name)))
                return value;
        }

        return -1;
    }

    private static bool IsNameCharacter(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-';
}

using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>
/// Secrets that no setting and no variable of a process tells of: credentials in a URL or behind <c>-u</c>, what is
/// commented out, and what stands where nothing of the stack reads it (another stage of a build, a build's argument).
/// </summary>
public static class LooseSecrets
{
    /// <summary>Stands for a secret of any length.</summary>
    internal const string Mask = "••••••";

    private const string Gaps = " \t\"'\\,=";

    /// <summary>Adds the spans of a stretch of whole lines.</summary>
    internal static void AddTo(List<TextSpan> spans, string text, TextSpan lines)
    {
        for (var at = lines.Start; at < lines.End;)
        {
            var length = text.AsSpan(at, lines.End - at).IndexOfAny('\r', '\n');
            var line = TextSpan.FromBounds(at, length < 0 ? lines.End : at + length);
            AddUrlCredentials(spans, text, line);
            AddCredentials(spans, text, line);
            AddAssignment(spans, text, line);
            at = line.End + 1;
        }
    }

    /// <summary>Whether every word of a command is a program of the stack or a setting, whose secrets are known.</summary>
    internal static bool IsPlainCommand(ReadOnlySpan<char> command)
    {
        foreach (var range in command.SplitAny(" \t\r\n\"'[],"))
        {
            var word = command[range];
            if (!word.IsEmpty && !IsProgram(word) && !IsSetting(word))
                return false;
        }

        return true;
    }

    private static bool IsProgram(ReadOnlySpan<char> word) =>
        word is "-" or "elasticsearch" or "bin/elasticsearch" or "eswrapper" or "kibana" or "bin/kibana";

    /// <summary>Whether a word of a command sets a setting, or is the switch before one.</summary>
    private static bool IsSetting(ReadOnlySpan<char> word) =>
        word.StartsWith("-E", StringComparison.Ordinal)
        || (word.StartsWith("--", StringComparison.Ordinal) && word.Contains('.'))
        || (word.Contains('.') && word.Contains('=') && !word.ContainsAny(';', '|', '$'));

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

    /// <summary>
    /// Whether a value only says where the secret comes from: <c>${NAME}</c>, with nothing in its place or with a message
    /// for when it is not set.
    /// </summary>
    internal static bool IsReference(ReadOnlySpan<char> value)
    {
        value = value.Trim().Trim("\"'");
        if (!value.StartsWith("${", StringComparison.Ordinal) || value[^1] != '}')
            return false;
        var rest = value[2..^1].TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
        return rest.Length < value.Length - 3 && !rest.ContainsAny('$', '{', '}')
            && (rest is "" or ":-" or "-" || rest[0] == '?' || rest.StartsWith(":?", StringComparison.Ordinal));
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
            // The next URL first: it is near where there are many.
            if (url.IndexOf("://") is >= 0 and var next)
                url = url[..next];
            if (url.IndexOfAny(" \t\"'") is >= 0 and var end)
                url = url[..end];
            if (url.LastIndexOf('@') is > 0 and var sign)
                spans.Add(new(at, sign));
        }
    }

    /// <summary>What stands behind the user's name in <c>-u name:password</c>.</summary>
    private static void AddCredentials(List<TextSpan> spans, string text, TextSpan line)
    {
        foreach (var option in (ReadOnlySpan<string>)["-u", "--user"])
        {
            var ends = new PasswordEnds(text, line.End);
            for (var at = line.Start; (at = text.IndexOf(option, at, line.End - at, StringComparison.Ordinal)) >= 0;)
            {
                at += option.Length;
                var rest = text.AsSpan(at, line.End - at);
                var user = rest.TrimStart(Gaps);
                var colon = LengthOfName(user);
                if (user.Length == rest.Length || colon == 0 || colon == user.Length || user[colon] != ':')
                    continue;
                var start = line.End - user.Length;
                spans.Add(TextSpan.FromBounds(start + colon + 1, ends.Of(start + colon + 1, before: text[start - 1])));
            }
        }
    }

    private static void AddAssignment(List<TextSpan> spans, string text, TextSpan line)
    {
        if (FindSecretValue(text.AsSpan(line.Start, line.Length)) is >= 0 and var value)
            spans.Add(TextSpan.FromBounds(line.Start + value, line.End));
    }

    /// <summary>Where in a line the value of a name begins that tells of a secret; -1 when there is none.</summary>
    private static int FindSecretValue(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is not (':' or '='))
                continue;
            var name = line[..at].TrimEnd().TrimEnd("\"'");
            name = name[StartOfName(name)..];
            var value = at + 1;
            while (value < line.Length && line[value] is ' ' or '\t')
                value++;
            if (value == line.Length)
                return -1;
            if (!name.IsEmpty && TellsOfSecret(name))
                return IsReference(line[value..]) ? -1 : value;
        }

        return -1;
    }

    /// <summary>Where the name begins with which a text ends.</summary>
    private static int StartOfName(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && IsNameCharacter(text[start - 1]))
            start--;
        return start;
    }

    /// <summary>How long the name is with which a text begins.</summary>
    private static int LengthOfName(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && IsNameCharacter(text[end]))
            end++;
        return end;
    }

    private static bool IsNameCharacter(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-';

    /// <summary>A name in capitals is a variable's, another one a setting's.</summary>
    private static bool TellsOfSecret(ReadOnlySpan<char> name) =>
        name.ContainsAnyInRange('a', 'z')
            ? SecretSettings.MustBeHidden(Product.Elasticsearch, name) || SecretSettings.MustBeHidden(Product.Kibana, name)
            : ContainerSecrets.MustBeHidden(name);

    /// <summary>Where passwords of one line end, which are asked for from left to right; no stretch of the line is looked through twice.</summary>
    private struct PasswordEnds(string text, int lineEnd)
    {
        private int blank = -1;
        private (int Quote, int Blank)? lastDouble;
        private (int Quote, int Blank)? lastSingle;

        /// <summary>Up to a blank, but not one in quotes: nothing in quotes of that kind is shown.</summary>
        public int Of(int start, char before)
        {
            var quote = text.AsSpan(start, lineEnd - start).TrimStart('\\') is ['"' or '\'', ..] quoted ? quoted[0] : before;
            var last = quote switch
            {
                '"' => lastDouble ??= Last(quote, start),
                '\'' => lastSingle ??= Last(quote, start),
                _ => (Quote: -1, Blank: -1),
            };
            if (last.Quote >= start)
                return last.Blank;
            if (blank < start)
                blank = BlankFrom(start);
            return blank;
        }

        /// <summary>The last quote of the line and the first blank behind it.</summary>
        private readonly (int Quote, int Blank) Last(char quote, int start)
        {
            var last = text.LastIndexOf(quote, lineEnd - 1, lineEnd - start);
            return last < 0 ? (-1, -1) : (last, BlankFrom(last));
        }

        private readonly int BlankFrom(int start) =>
            text.AsSpan(start, lineEnd - start).IndexOfAny(" \t") is >= 0 and var length ? start + length : lineEnd;
    }
}

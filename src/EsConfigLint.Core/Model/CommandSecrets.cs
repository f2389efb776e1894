using System.Buffers;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>Finds passwords in command lines, as they are written in a file: arguments of the products and their tools, what is piped into a keystore, and <c>curl -u</c>.</summary>
internal static class CommandSecrets
{
    private static readonly SearchValues<char> Gaps = SearchValues.Create(" \t\r\n\"'\\,=");

    private static readonly string[] Users =
        ["elastic", "kibana", "kibana_system", "logstash_system", "beats_system", "apm_system", "remote_monitoring_user"];

    /// <param name="place">The stretch that holds the command, or several.</param>
    public static IEnumerable<Secret> In(Location place)
    {
        foreach (var secret in AfterEquals(place).Concat(IntoKeystore(place)))
            yield return secret;
        foreach (var option in (string[])["-u", "--user"])
        {
            foreach (var at in Occurrences(place, option))
            {
                var start = SkipGap(place, at + option.Length);
                if (start == at + option.Length && option.Length > 2)
                    continue;
                foreach (var user in Users)
                {
                    if (StartsWith(place, start, user + ":") && CommandWords.LiteralAt(place, start + user.Length + 1) is { Length: > 0 } value)
                        yield return new(SecretKind.Password, SecretPlace.Command, $"{option} {user}:…", Slice(place, value), Part(place, new(start, user.Length)), Part(place, value)) { User = user };
                }
            }
        }

        foreach (var at in Occurrences(place, "elasticsearch-users useradd "))
        {
            var start = at + "elasticsearch-users useradd ".Length;
            var user = CommandWords.LiteralAt(place, start);
            var rest = place.File.Text.AsSpan(user.End, place.Span.End - user.End);
            var option = rest.IndexOf("-p ");
            if (option < 0 || rest[..option].IndexOfAny("\n;|&") >= 0)
                continue;
            if (CommandWords.LiteralAt(place, user.End + option + 3) is { Length: > 0 } value)
                yield return new(SecretKind.Password, SecretPlace.Command, "useradd -p", Slice(place, value), Part(place, user), Part(place, value)) { User = Slice(place, user) };
        }
    }

    /// <summary><c>echo password | elasticsearch-keystore add …</c>, and <c>… add … &lt;&lt;&lt; password</c>.</summary>
    private static IEnumerable<Secret> IntoKeystore(Location place)
    {
        foreach (var at in Occurrences(place, "-keystore add "))
        {
            var text = place.File.Text;
            var start = text.AsSpan(place.Span.Start, at - place.Span.Start).LastIndexOfAny("\n;&") + 1 + place.Span.Start;
            var pipe = text.AsSpan(start, at - start).LastIndexOf('|');
            var setting = SettingBehind(place, at + "-keystore add".Length);
            if (pipe > 0 && Printed(place, TextSpan.FromBounds(start, start + pipe)) is { } printed)
                yield return printed with { Setting = setting };
            var end = text.AsSpan(at, place.Span.End - at).IndexOfAny("\n;&|");
            var here = text.AsSpan(at, end < 0 ? place.Span.End - at : end).IndexOf("<<<");
            if (here >= 0 && CommandWords.LiteralAt(place, SkipGap(place, at + here + 3)) is { Length: > 0 } value)
                yield return new(SecretKind.Password, SecretPlace.Command, "keystore add", Slice(place, value), Part(place, new(at + here, 3)), Part(place, value)) { Setting = setting };
        }
    }

    /// <summary>The first word that is no option: the name of the entry.</summary>
    private static string SettingBehind(Location place, int at)
    {
        var word = SkipGap(place, at);
        while (word < place.Span.End && place.File.Text[word] == '-')
            word = SkipWord(place, word);
        return Slice(place, CommandWords.LiteralAt(place, word)) is { Length: > 0 } name ? name : "keystore entry";
    }

    /// <summary>The literal that <c>echo</c> or <c>printf</c> prints in a part of a command line.</summary>
    private static Secret? Printed(Location place, TextSpan part)
    {
        foreach (var program in (ReadOnlySpan<string>)["echo", "printf"])
        {
            var at = place.File.Text.LastIndexOf(program + " ", part.End - 1, part.Length, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var word = SkipGap(place, at + program.Length);
            while (word < part.End && (place.File.Text[word] == '-' || place.File.Text.AsSpan(word, part.End - word).StartsWith("%s", StringComparison.Ordinal)))
                word = SkipWord(place, word);
            if (word >= part.End || CommandWords.LiteralAt(place, word) is not { Length: > 0 } value)
                return null;
            var printed = Slice(place, value);
            if (printed.EndsWith("\\n", StringComparison.Ordinal))
                (printed, value) = (printed[..^2], new(value.Start, value.Length - 2));
            return new(SecretKind.Password, SecretPlace.Command, "keystore add", printed, Part(place, new(at, program.Length)), Part(place, value));
        }

        return null;
    }

    private static int SkipWord(Location place, int at)
    {
        while (at < place.Span.End && !Gaps.Contains(place.File.Text[at]))
            at++;
        return SkipGap(place, at);
    }

    private static IEnumerable<Secret> AfterEquals(Location place)
    {
        foreach (var at in Occurrences(place, "password="))
        {
            var start = at;
            while (start > place.Span.Start && IsOfName(place.File.Text[start - 1]))
                start--;
            var name = place.File.Text[start..(at + "password".Length)];
            var hasOption = name.StartsWith("-E", StringComparison.Ordinal);
            var before = place.File.Text.AsSpan(place.Span.Start, start - place.Span.Start);
            var isSetting = hasOption || (before.Length > 2 && before.TrimEnd(" \"',").EndsWith("-E", StringComparison.Ordinal));

            // What only the keystore takes is another finding.
            if (isSetting ? SecretSettings.IsKeystoreOnly(hasOption ? name[2..] : name) : name != "--elasticsearch.password")
                continue;
            if (CommandWords.LiteralAt(place, at + "password=".Length) is { Length: > 0 } value)
                yield return new(SecretKind.Password, SecretPlace.Command, name, Slice(place, value), Part(place, new(start, name.Length)), Part(place, value));
        }
    }

    private static bool IsOfName(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-';

    private static List<int> Occurrences(Location place, string word)
    {
        var found = new List<int>();
        for (var at = place.Span.Start; at < place.Span.End;)
        {
            var next = place.File.Text.IndexOf(word, at, place.Span.End - at, StringComparison.Ordinal);
            if (next < 0)
                break;
            found.Add(next);
            at = next + word.Length;
        }

        return found;
    }

    private static int SkipGap(Location place, int at)
    {
        while (at < place.Span.End && Gaps.Contains(place.File.Text[at]))
            at++;
        return at;
    }

    private static bool StartsWith(Location place, int at, string word) =>
        place.Span.End - at >= word.Length && string.CompareOrdinal(place.File.Text, at, word, 0, word.Length) == 0;

    private static string Slice(Location place, TextSpan span) => place.File.Slice(span);

    private static Location Part(Location place, TextSpan span) => place with { Span = span };
}

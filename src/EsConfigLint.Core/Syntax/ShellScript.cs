using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>One simple command of a shell script.</summary>
/// <param name="Words">Its words without quotes; what the shell puts in when it runs (variables, command substitutions) is
/// <see cref="MappedText.Unknown"/>.</param>
/// <param name="Writes">Whether its output goes to a file that is no device.</param>
internal sealed record ShellCommand(IReadOnlyList<MappedText> Words, bool Writes);

/// <summary>Takes a script of a POSIX shell apart as far as its words go: no grammar, keywords are words.</summary>
internal static class ShellScript
{
    /// <summary>The commands in the order in which they are written, or null for a script that cannot be taken apart: an open
    /// quote, a here-document.</summary>
    public static List<ShellCommand>? Parse(MappedText script) => new Reader(script).Read();

    private sealed class Reader(MappedText script)
    {
        private readonly string text = script.Text;
        private readonly List<ShellCommand> commands = [];
        private readonly MappedText.Builder word = new(script.SourceOf(0, 0).Start);
        private List<MappedText> words = [];
        private bool hasWord;
        private bool isRedirected;
        private bool isOutput;
        private bool writes;
        private int at;

        public List<ShellCommand>? Read()
        {
            while (at < text.Length)
            {
                var c = text[at];
                var isRead = c switch
                {
                    '\'' => ReadQuoted(),
                    '"' => ReadDoubleQuoted(),
                    '\\' => ReadEscape(isInQuotes: false),
                    '$' or '`' => ReadSubstitution(),
                    '<' or '>' => ReadRedirection(),
                    _ => ReadPlain(c),
                };
                if (!isRead)
                    return null;
            }

            FinishCommand();
            return commands;
        }

        private bool ReadPlain(char c)
        {
            if (c == '#' && !hasWord)
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
                return true;
            }

            at++;
            switch (c)
            {
                case ' ' or '\t' or '\r':
                    FinishWord();
                    break;
                case '\n' or ';' or '&' or '|' or '(' or ')':
                    FinishCommand();
                    break;
                default:
                    Append(at - 1, 1);
                    break;
            }

            return true;
        }

        private bool ReadQuoted()
        {
            var end = text.IndexOf('\'', at + 1);
            if (end < 0)
                return false;
            Append(at + 1, end - at - 1);
            at = end + 1;
            return true;
        }

        private bool ReadDoubleQuoted()
        {
            hasWord = true;
            at++;
            while (at < text.Length && text[at] != '"')
            {
                if (text[at] == '\\' ? !ReadEscape(isInQuotes: true) : text[at] is '$' or '`' && !ReadSubstitution())
                    return false;
                if (at < text.Length && text[at] is not ('"' or '\\' or '$' or '`'))
                    Append(at++, 1);
            }

            return at++ < text.Length;
        }

        private bool ReadEscape(bool isInQuotes)
        {
            if (at + 1 == text.Length)
                return false;
            if (text[at + 1] == '\n')
            {
                at += 2;
                return true;
            }

            var isKept = isInQuotes && text[at + 1] is not ('"' or '\\' or '$' or '`');
            Append(isKept ? at : at + 1, isKept ? 2 : 1);
            at += 2;
            return true;
        }

        /// <summary><c>$NAME</c>, <c>${…}</c>, <c>$(…)</c> and backquotes. A lone dollar is text.</summary>
        private bool ReadSubstitution()
        {
            var start = at++;
            var next = at < text.Length ? text[at] : ' ';
            if (text[start] == '`')
                at = text.IndexOf('`', at) + 1;
            else if (next is '{' or '(')
                at = EndOfGroup(next, next == '{' ? '}' : ')');
            else if (char.IsAsciiLetterOrDigit(next) || next == '_')
                SkipName();
            else if (next is '@' or '*' or '#' or '?' or '$' or '!' or '-')
                at++;
            else
                Append(start, 1);
            if (at <= 0)
                return false;
            if (at > start + 1)
                word.AppendOpaque("\0", script.SourceOf(start, at - start));
            hasWord = true;
            return true;
        }

        private void SkipName()
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
                at++;
        }

        private int EndOfGroup(char open, char close)
        {
            var depth = 0;
            for (var index = at; index < text.Length; index++)
            {
                depth += text[index] == open ? 1 : text[index] == close ? -1 : 0;
                if (depth == 0)
                    return index + 1;
            }

            return 0;
        }

        private bool ReadRedirection()
        {
            if (text.AsSpan(at).StartsWith("<<"))
                return false;

            // The number in front is the stream's.
            if (hasWord && word is { Length: 1 } && char.IsAsciiDigit(word[0]))
                DropWord();
            FinishWord();
            isOutput = text[at] == '>';
            while (at < text.Length && text[at] is '<' or '>' or '&' or '|')
                at++;
            isRedirected = true;
            return true;
        }

        private void Append(int start, int length)
        {
            word.Append(script, start, length);
            hasWord = true;
        }

        private void FinishWord()
        {
            if (!hasWord)
                return;
            var finished = word.Length > 0 ? word.ToMappedText() : MappedText.Literal("", script.SourceOf(at, 0).Start);
            DropWord();
            if (!isRedirected)
                words.Add(finished);
            else
                writes |= isOutput && !finished.Text.StartsWith("/dev/", StringComparison.Ordinal) && !finished.Text.All(char.IsAsciiDigit);
            isRedirected = false;
        }

        private void DropWord()
        {
            word.Clear();
            hasWord = false;
        }

        private void FinishCommand()
        {
            FinishWord();
            if (words.Count > 0)
                commands.Add(new(words, writes));
            (words, writes, isRedirected) = ([], false, false);
        }
    }
}

using System.Buffers;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>Splits a command as compose does (<c>go-shellwords</c>): quotes and backslashes go, <c>;</c>, <c>|</c>,
/// <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> outside quotes end it.</summary>
internal static class ShellWords
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\ \t\r\n`()\"';&|<>");

    /// <summary>The words, or null for a text that compose refuses: an open quote, a stray bracket.</summary>
    public static List<MappedText>? Split(MappedText line)
    {
        var text = line.Text;
        var words = new List<MappedText>();
        var word = new MappedText.Builder(line.SourceOf(0, 0).Start);
        var hasWord = false;
        bool inSingle = false, inDouble = false, inBackquote = false, inDollar = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var isVerbatim = inBackquote || inDollar;
            if (c == '\\' && !inSingle)
            {
                if (++at == text.Length)
                    return null;
                if (isVerbatim)
                    word.Append(line, at - 1, 2);
                else if (text[at] is 't' or 'n')
                    word.AppendOpaque(text[at] == 't' ? "\t" : "\n", line.SourceOf(at - 1, 2));
                else
                    word.Append(line, at, 1);
                hasWord = true;
                continue;
            }

            if (c is ' ' or '\t' or '\r' or '\n' && !inSingle && !inDouble && !isVerbatim)
            {
                Finish(at);
                continue;
            }

            switch (c)
            {
                case '`' when !inSingle && !inDouble && !inDollar:
                    inBackquote = !inBackquote;
                    break;
                case ')' when !inSingle && !inDouble && !inBackquote:
                    if (!inDollar)
                        return null;
                    inDollar = false;
                    break;
                case '(' when !inSingle && !inDouble && !inBackquote:
                    if (inDollar || word.Length == 0 || word[word.Length - 1] != '$')
                        return null;
                    inDollar = true;
                    break;
                case '"' when !inSingle && !isVerbatim:
                    inDouble = !inDouble;
                    hasWord = true;
                    continue;
                case '\'' when !inDouble && !isVerbatim:
                    inSingle = !inSingle;
                    hasWord = true;
                    continue;
                case ';' or '&' or '|' or '<' or '>' when !inSingle && !inDouble && !isVerbatim:
                    Finish(at);
                    return words;
            }

            var run = text.AsSpan(at + 1).IndexOfAny(Special);
            var length = run < 0 ? text.Length - at : run + 1;
            word.Append(line, at, length);
            at += length - 1;
            hasWord = true;
        }

        if (inSingle || inDouble || inBackquote || inDollar)
            return null;
        Finish(text.Length);
        return words;

        void Finish(int end)
        {
            if (!hasWord)
                return;
            var finished = word.ToMappedText();
            words.Add(finished.Length > 0 ? finished : MappedText.Literal("", line.SourceOf(end, 0).Start));
            word.Clear();
            hasWord = false;
        }
    }
}

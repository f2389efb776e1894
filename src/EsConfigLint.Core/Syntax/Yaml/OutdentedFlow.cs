namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>
/// Works around a defect of the parser library: inside a list or mapping in brackets that is the value of a key, a line that begins in the
/// first column makes it throw. The products take such files.
/// </summary>
internal static class OutdentedFlow
{
    /// <summary>Puts a blank before every line that begins in the first column within brackets.</summary>
    /// <param name="insertions">The offsets in <paramref name="text"/> before which one was put.</param>
    public static string Indent(string text, out int[] insertions)
    {
        var places = new List<int>();
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var startsLine = i == 0 || text[i - 1] is '\n' or '\r';
            if (startsLine && depth > 0 && text[i] is not (' ' or '\t' or '\n' or '\r'))
                places.Add(i);
            switch (text[i])
            {
                case '[' or '{':
                    depth++;
                    break;
                case ']' or '}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case '"' or '\'' when depth > 0 || IsValueStart(text, i):
                    i = EndOfQuote(text, i);
                    break;
                case '#' when startsLine || text[i - 1] is ' ' or '\t':
                    while (i + 1 < text.Length && text[i + 1] is not ('\n' or '\r'))
                        i++;
                    break;
            }
        }

        insertions = [.. places];
        if (places.Count == 0)
            return text;
        var result = new System.Text.StringBuilder(text.Length + places.Count);
        var from = 0;
        foreach (var place in places)
        {
            result.Append(text, from, place - from).Append(' ');
            from = place;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    private static bool IsValueStart(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && text[before] == ' ')
            before--;
        return before < 0 || text[before] is ':' or '-' or ',' or '\n' or '\r';
    }

    private static int EndOfQuote(string text, int at)
    {
        var quote = text[at];
        for (var i = at + 1; i < text.Length; i++)
        {
            if (quote == '"' && text[i] == '\\')
                i++;
            else if (text[i] == quote)
                return i;
        }

        return at;
    }
}

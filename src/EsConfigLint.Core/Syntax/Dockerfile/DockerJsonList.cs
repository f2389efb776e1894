using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Dockerfile;

/// <summary>A JSON list of strings, the exec form of an instruction.</summary>
internal static class DockerJsonList
{
    /// <summary>The items, or null when it is none.</summary>
    /// <param name="isCut">Whether the text ends in the middle of a list.</param>
    public static List<DockerWord>? Read(DockerWord rest, out bool isCut)
    {
        isCut = false;
        if (!rest.Text.StartsWith('['))
            return null;
        var items = new List<DockerWord>();
        var at = 1;
        SkipSpace();
        if (at < rest.Text.Length && rest.Text[at] == ']')
            return IsEnd(at + 1) ? items : null;
        while (true)
        {
            SkipSpace();
            if (at >= rest.Text.Length || rest.Text[at] != '"')
                return Unfinished(out isCut);
            if (ReadString(rest, ref at) is not { } item)
                return Unfinished(out isCut);
            items.Add(item);
            SkipSpace();
            if (at >= rest.Text.Length)
                return Unfinished(out isCut);
            switch (rest.Text[at++])
            {
                case ',':
                    continue;
                case ']':
                    return IsEnd(at) ? items : null;
                default:
                    return null;
            }
        }

        void SkipSpace()
        {
            while (at < rest.Text.Length && char.IsWhiteSpace(rest.Text[at]))
                at++;
        }

        bool IsEnd(int from) => rest.Text.AsSpan(from).IsWhiteSpace();

        List<DockerWord>? Unfinished(out bool atEnd)
        {
            atEnd = at >= rest.Text.Length;
            return null;
        }
    }

    private static DockerWord? ReadString(DockerWord rest, ref int at)
    {
        var written = rest.Text;
        var open = at++;
        var value = new MappedText.Builder(rest.SpanOf(open, 1).End);
        for (; at < written.Length; at++)
        {
            if (written[at] == '"')
            {
                at++;
                var item = value.ToMappedText();
                return new(item, 0, item.Length);
            }

            if (written[at] != '\\')
            {
                value.Append(written.AsSpan(at, 1), rest.SpanOf(at, 1).Start);
                continue;
            }

            if (at + 1 == written.Length)
                break;
            var start = at++;
            var unescaped = written[at] switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                'b' => "\b",
                'f' => "\f",
                'u' when at + 4 < written.Length
                    && ushort.TryParse(written.AsSpan(at + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code) =>
                    ((char)code).ToString(),
                '"' or '\\' or '/' => written[at].ToString(),
                _ => null,
            };
            if (unescaped is null)
                return null;
            if (written[at] == 'u')
                at += 4;
            value.AppendOpaque(unescaped, rest.SpanOf(start, at + 1 - start));
        }

        at = written.Length;
        return null;
    }
}

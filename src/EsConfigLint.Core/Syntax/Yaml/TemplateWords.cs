namespace EsConfigLint.Core.Syntax.Yaml;

internal enum TemplateWord
{
    None,

    /// <summary>Opens a stretch that may be rendered never, once or often.</summary>
    Condition,

    /// <summary>Opens a stretch that is rendered where it stands.</summary>
    Block,

    /// <summary>Closes the last stretch that was opened.</summary>
    End,
}

/// <summary>The control words of the template languages in which settings files are written.</summary>
internal static class TemplateWords
{
    /// <summary>What stands between the marks of an island, without the marks for trimming (<c>-</c>, <c>~</c>, <c>+</c>) and blanks.</summary>
    public static ReadOnlySpan<char> Content(string text, int start, int end)
    {
        var island = text.AsSpan(start, end - start);
        var mark = island.StartsWith("{{{") && island.EndsWith("}}}") && island.Length >= 6 ? 3 : 2;
        return island[mark..^mark].Trim("-~+ \t\r\n");
    }

    /// <summary>A <c>{% … %}</c> of Jinja, Twig or Liquid.</summary>
    public static TemplateWord OfTag(ReadOnlySpan<char> content) => FirstWord(content) switch
    {
        "if" or "for" or "unless" or "case" or "macro" or "call" or "ifchanged" => TemplateWord.Condition,
        "block" or "filter" or "with" or "raw" or "verbatim" or "autoescape" or "trans" or "apply" => TemplateWord.Block,
        "set" when !content.Contains('=') => TemplateWord.Condition,
        ['e', 'n', 'd', ..] => TemplateWord.End,
        _ => TemplateWord.None,
    };

    /// <summary>A <c>{{ … }}</c> of Go or Handlebars.</summary>
    public static TemplateWord OfAction(ReadOnlySpan<char> content)
    {
        if (content.StartsWith('#') || content.StartsWith('^'))
            return TemplateWord.Condition;
        if (content.StartsWith('/'))
            return TemplateWord.End;
        var word = FirstWord(content);
        if (word is "end")
            return TemplateWord.End;
        return word is "if" or "range" or "with" or "define" or "block" && word.Length < content.Length
            ? TemplateWord.Condition
            : TemplateWord.None;
    }

    /// <summary>A <c>{{ … }}</c> that sets a variable or stands between the branches of a condition, and renders to nothing.</summary>
    public static bool IsAssignment(ReadOnlySpan<char> content) =>
        FirstWord(content) is "else" || (content.StartsWith('$') && content.Contains('='));

    /// <summary>A <c>&lt;% … %&gt;</c> of Ruby or JavaScript.</summary>
    public static TemplateWord OfScriptlet(ReadOnlySpan<char> content)
    {
        var word = FirstWord(content);
        if (word is "end" || (content.StartsWith('}') && !content.EndsWith('{')))
            return TemplateWord.End;
        if (content.StartsWith('}'))
            return TemplateWord.None;
        var opens = word is "if" or "unless" or "for" or "while" or "until" or "case" or "begin"
            || content.EndsWith('{')
            || EndsWithBlock(content);
        return opens ? TemplateWord.Condition : TemplateWord.None;
    }

    /// <summary>A <c>{% … %}</c> that renders to text of another file.</summary>
    public static bool IsInclusion(ReadOnlySpan<char> content) =>
        FirstWord(content) is "include" or "extends" or "call" or "block" or "render";

    /// <summary><c>hosts.each do |host|</c> and <c>hosts.each { |host|</c>.</summary>
    private static bool EndsWithBlock(ReadOnlySpan<char> content)
    {
        if (content.EndsWith('|'))
        {
            var bar = content[..^1].LastIndexOf('|');
            if (bar < 0)
                return false;
            content = content[..bar].TrimEnd();
        }

        return content.EndsWith('{') || content.EndsWith(" do");
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> content)
    {
        var length = 0;
        while (length < content.Length && (char.IsAsciiLetterOrDigit(content[length]) || content[length] == '_'))
            length++;
        return content[..length];
    }
}

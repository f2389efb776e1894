using EsConfigLint.Core.Text;
using YamlDotNet.Core;

namespace EsConfigLint.Core.Syntax.Yaml;

/// <summary>Says in words of people what the scanner stumbled over.</summary>
internal static class YamlErrors
{
    /// <param name="at">Where the library says that the trouble begins, in the file's text.</param>
    /// <param name="end">Where it noticed.</param>
    public static SyntaxError Explain(string text, YamlException exception, int at, int end)
    {
        if (TabInIndentation(text) is var tab and >= 0 && tab >= at)
            return new("a tab is used as indentation; YAML takes blanks only", new(tab, 1));
        var message = exception.Message;
        if (message.Contains("quoted scalar", StringComparison.Ordinal) && message.Contains("end of stream", StringComparison.Ordinal))
            return new("the quote that begins here is never closed", new(at, Math.Min(1, text.Length - at)));
        if (message.Contains("escape", StringComparison.Ordinal))
            return new("a text in double quotes holds an escape that YAML does not know", At(text, end));
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return new(CannotStart(text, at), At(text, at));
        if (message.Contains("apping values are not allowed", StringComparison.Ordinal))
            return new("a colon stands where none can, often because of the indentation of the line or of the one above", At(text, at));
        if (message.Contains("could not find expected ':'", StringComparison.Ordinal) || message.Contains("simple key", StringComparison.Ordinal))
            return new("this line is no 'key: value'", At(text, at));
        if (message.Contains("flow", StringComparison.Ordinal))
            return new("a bracket, brace or comma is missing in the list or mapping here", At(text, at));
        if (message.Contains("anchor", StringComparison.Ordinal) || message.Contains("alias", StringComparison.Ordinal))
            return new("the name of an anchor or alias is missing or not legal", At(text, at));
        return new("the structure or indentation breaks here", At(text, at));
    }

    /// <summary>The first tab before the content of a line; -1 when there is none.</summary>
    private static int TabInIndentation(string text)
    {
        for (var tab = text.IndexOf('\t'); tab >= 0; tab = tab + 1 < text.Length ? text.IndexOf('\t', tab + 1) : -1)
        {
            var before = tab - 1;
            while (before >= 0 && text[before] == ' ')
                before--;
            var after = tab;
            while (after < text.Length && text[after] is ' ' or '\t')
                after++;
            if ((before < 0 || text[before] is '\n' or '\r') && after < text.Length && text[after] is not ('#' or '\n' or '\r'))
                return tab;
        }

        return -1;
    }

    private static string CannotStart(string text, int at)
    {
        var c = at < text.Length ? text[at] : '\0';
        return c == '\t' ? "a tab is used as indentation; YAML takes blanks only" : $"a plain value cannot begin with '{c}'; put it in quotes";
    }

    private static TextSpan At(string text, int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        return new(offset, Math.Min(1, text.Length - offset));
    }
}

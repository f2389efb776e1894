using System.Text;

namespace EsConfigLint.Cli;

/// <summary>Makes a page readable on a terminal: headings stand out, examples are indented, marks that only a browser needs are gone.</summary>
internal static class PageText
{
    private const string Bold = "\x1b[1m";
    private const string Dim = "\x1b[2m";
    private const string Reset = "\x1b[0m";

    public static string Render(string markdown, bool usesColor)
    {
        var text = new StringBuilder(markdown.Length);
        var isExample = false;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("```"))
                isExample = !isExample;
            else if (isExample)
                AppendLine(text, "    ", line, usesColor ? Dim : null);
            else if (line.StartsWith("#"))
                AppendLine(text, "", line.TrimStart('#').TrimStart(), usesColor ? Bold : null);
            else
                AppendLine(text, "", line.StartsWith("> ") ? line[2..] : line, null);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void AppendLine(StringBuilder text, string indentation, ReadOnlySpan<char> line, string? style)
    {
        if (!line.IsEmpty)
        {
            text.Append(indentation).Append(style).Append(line);
            if (style is not null)
                text.Append(Reset);
        }

        text.Append('\n');
    }
}

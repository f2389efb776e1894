using System.Text;
using EsConfigLint.Engine.Reporting;

namespace EsConfigLint.Cli;

/// <summary>
/// Makes a page readable on a terminal: headings stand out, paragraphs fit its width, examples are indented, marks that only a browser
/// needs are gone.
/// </summary>
internal sealed class PageText
{
    private const string Bold = "\x1b[1m";
    private const string Dim = "\x1b[2m";
    private const string Reset = "\x1b[0m";

    private readonly StringBuilder text = new();

    /// <summary>What a paragraph or an item of a list has said so far.</summary>
    private readonly StringBuilder paragraph = new();

    private readonly int width;

    private PageText(int width) => this.width = Math.Max(WordWrap.FewestColumns, width);

    /// <param name="width">The columns of a line; examples keep their own.</param>
    public static string Render(string markdown, bool usesColor, int width)
    {
        var page = new PageText(width);
        var isExample = false;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (!isExample && IsProse(line))
            {
                page.AddProse(line);
                continue;
            }

            page.EndParagraph();
            if (line.StartsWith("```"))
                isExample = !isExample;
            else if (isExample)
                page.AppendLine("    ", line, usesColor ? Dim : null);
            else if (line.StartsWith("#"))
                page.AppendLine("", line.TrimStart('#').TrimStart(), usesColor ? Bold : null);
            else
                page.AppendLine("", line.StartsWith("> ") ? line[2..] : line, null);
        }

        page.EndParagraph();
        return page.text.ToString().TrimEnd() + "\n";
    }

    private static bool IsProse(ReadOnlySpan<char> line) => !line.IsEmpty && line[0] is not ('#' or '>' or '|') && !line.StartsWith("```");

    private void AddProse(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("- "))
            EndParagraph();
        if (paragraph.Length > 0)
            paragraph.Append(' ');
        paragraph.Append(line.Trim());
    }

    private void EndParagraph()
    {
        if (paragraph.Length == 0)
            return;
        var indentation = paragraph[0] == '-' ? 2 : 0;
        WordWrap.Append(text, paragraph.ToString(), width - indentation, indentation);
        text.Append('\n');
        paragraph.Clear();
    }

    private void AppendLine(string indentation, ReadOnlySpan<char> line, string? style)
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

using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Pages;

/// <summary>The marks of spans in the code blocks of pages.</summary>
internal static class PageMarks
{
    public static PageFile Read(string path, string marked)
    {
        var text = new StringBuilder(marked.Length);
        var marks = ImmutableArray.CreateBuilder<PageMark>();
        var open = new Stack<(int Start, string? RuleId)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (StartsAt(marked, i, "[|"))
            {
                open.Push((text.Length, null));
                i++;
            }
            else if (StartsAt(marked, i, "{|") && RuleIdAt(marked, i + 2) is { } id)
            {
                open.Push((text.Length, id));
                i += 2 + id.Length;
            }
            else if ((StartsAt(marked, i, "|]") || StartsAt(marked, i, "|}")) && open.TryPop(out var mark))
            {
                marks.Add(new(TextSpan.FromBounds(mark.Start, text.Length), mark.RuleId));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0 ? new(path, text.ToString(), marks.ToImmutable()) : throw new FormatException($"A mark in '{path}' is never closed.");
    }

    public static string Remove(string marked) => Read("", marked).Text;

    private static bool StartsAt(string text, int at, string token) => string.CompareOrdinal(text, at, token, 0, token.Length) == 0;

    private static string? RuleIdAt(string text, int at)
    {
        var colon = text.IndexOf(':', at);
        return colon == at + 5 && char.IsAsciiLetterUpper(text[at]) && char.IsAsciiDigit(text[at + 2]) ? text[at..colon] : null;
    }
}

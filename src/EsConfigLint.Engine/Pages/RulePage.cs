using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Pages;

public enum PageSection
{
    Bad,
    Good,

    /// <summary>Honest users who must not be annoyed: tested, but not shown.</summary>
    Guards,
}

/// <summary>A marked span of a case: <c>[|…|]</c> for the page's own rule, <c>{|ES401:…|}</c> for another.</summary>
public readonly record struct PageMark(TextSpan Span, string? RuleId);

/// <summary>A file of a case, without its marks.</summary>
public sealed record PageFile(string Path, string Text, ImmutableArray<PageMark> Marks);

/// <summary>One heading with its code blocks: files that are linted together.</summary>
public sealed record PageCase(PageSection Section, string Heading, ImmutableArray<PageFile> Files)
{
    /// <summary><c>version=</c>, as written; null for an unknown one.</summary>
    public string? Version { get; init; }

    public string? Layer { get; init; }

    public bool Fips { get; init; }

    /// <summary><c>variant=</c>: the variant that must fire.</summary>
    public string? Variant { get; init; }

    /// <summary><c>ruleset=</c>: an opt-in ruleset that is switched on.</summary>
    public string? Ruleset { get; init; }

    /// <summary><c>no-replay=NAME:REASON</c>: replays that change the meaning of the case.</summary>
    public ImmutableHashSet<string> NoReplay { get; init; } = [];
}

/// <summary>The page of a rule: what people read, and the cases that are its tests.</summary>
public sealed class RulePage
{
    private RulePage(string markdown, string id, string name, string header, string summary, ImmutableArray<PageCase> cases)
    {
        Markdown = markdown;
        Id = id;
        Name = name;
        Header = header;
        Summary = summary;
        Cases = cases;
    }

    public string Markdown { get; }

    public string Id { get; }

    public string Name { get; }

    /// <summary>The line under the title, which is made from the descriptor.</summary>
    public string Header { get; }

    /// <summary>The first paragraph on one line.</summary>
    public string Summary { get; }

    public ImmutableArray<PageCase> Cases { get; }

    /// <exception cref="FormatException">It is no page; the message says why.</exception>
    public static RulePage Parse(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var title = lines[0].StartsWith("# ", StringComparison.Ordinal) ? lines[0][2..].Split(' ') : [];
        if (title.Length != 2)
            throw new FormatException("A page begins with '# ID name'.");
        var header = lines.Length > 1 && lines[1].StartsWith("> ", StringComparison.Ordinal) ? lines[1][2..] : "";
        return new(markdown, title[0], title[1], header, FirstParagraph(lines), new CaseReader(lines).Read());
    }

    /// <summary>The page as it is shown: without guards and without marks.</summary>
    public string ForReaders()
    {
        var result = new StringBuilder(Markdown.Length);
        var hidden = false;
        var fenced = false;
        foreach (var line in Markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced;
                if (!hidden)
                    result.Append(fenced ? Fence(line) : line).Append('\n');
                continue;
            }

            if (!fenced && line.StartsWith("## ", StringComparison.Ordinal))
                hidden = line == "## Guards";
            if (!hidden)
                result.Append(fenced ? PageMarks.Remove(line) : line).Append('\n');
        }

        return result.ToString().TrimEnd() + "\n";
    }

    /// <summary>The language alone: options are for the tests.</summary>
    private static string Fence(string line) => line.Split(' ')[0];

    private static string FirstParagraph(string[] lines)
    {
        var paragraph = new List<string>();
        foreach (var line in lines.Skip(1))
        {
            if (line.Length == 0 && paragraph.Count > 0)
                break;
            if (line.Length > 0 && !line.StartsWith('>'))
                paragraph.Add(line.Trim());
        }

        return string.Join(' ', paragraph);
    }

    private sealed class CaseReader(string[] lines)
    {
        private readonly List<PageCase> cases = [];
        private PageSection? section;
        private string? heading;
        private List<(string Info, string Text)> blocks = [];

        public ImmutableArray<PageCase> Read()
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i];
                if (line.StartsWith("```", StringComparison.Ordinal))
                {
                    var end = i + 1;
                    while (end < lines.Length && lines[end] != "```")
                        end++;
                    if (end == lines.Length)
                        throw new FormatException($"The code block of line {i + 1} is never closed.");
                    blocks.Add((line[3..], string.Concat(lines[(i + 1)..end].Select(static part => part + "\n"))));
                    i = end;
                }
                else if (line.StartsWith("## ", StringComparison.Ordinal))
                {
                    Close();
                    section = line[3..].Trim() switch
                    {
                        "Bad" => PageSection.Bad,
                        "Good" => PageSection.Good,
                        "Guards" => PageSection.Guards,
                        _ => null,
                    };
                    heading = null;
                }
                else if (line.StartsWith("### ", StringComparison.Ordinal))
                {
                    Close();
                    heading = line[4..].Trim();
                }
            }

            Close();
            return [.. cases];
        }

        private void Close()
        {
            var executed = blocks.FindAll(static block => block.Info.Split(' ') is [_, "bad" or "good" or "fixed", ..]);
            if (executed.Count > 0)
                cases.Add(Case(executed));
            blocks = [];
        }

        private PageCase Case(List<(string Info, string Text)> executed)
        {
            if (section is not { } where || heading is null)
                throw new FormatException("A case stands under a heading in Bad, Good or Guards.");
            var files = ImmutableArray.CreateBuilder<PageFile>();
            var result = new PageCase(where, heading, []);
            foreach (var (info, text) in executed)
            {
                var words = info.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length < 3)
                    throw new FormatException($"'{info}' names no file.");
                if (words[1] == "fixed")
                    continue;
                files.Add(PageMarks.Read(words[2], text));
                foreach (var option in words.Skip(3))
                    result = Apply(result, option);
            }

            return result with { Files = files.ToImmutable() };
        }

        private static PageCase Apply(PageCase one, string option)
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? "" : option[(equals + 1)..];
            return (equals < 0 ? option : option[..equals]) switch
            {
                "version" => one with { Version = value },
                "layer" => one with { Layer = value },
                "fips" => one with { Fips = true },
                "variant" => one with { Variant = value },
                "ruleset" => one with { Ruleset = value },
                "no-replay" when value.Contains(':', StringComparison.Ordinal) => one with { NoReplay = one.NoReplay.Add(value[..value.IndexOf(':', StringComparison.Ordinal)]) },
                _ => throw new FormatException($"'{option}' is no option of a case."),
            };
        }
    }
}

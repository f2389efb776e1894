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

    /// <summary>The blocks of kind <c>fixed</c>: files as the fixes of the page's rule leave them.</summary>
    public ImmutableArray<PageFile> Fixed { get; init; } = [];

    /// <summary><c>no-replay=NAME:REASON</c>: replays that change the meaning of the case.</summary>
    public ImmutableHashSet<string> NoReplay { get; init; } = [];

    /// <summary>The files one below the other, for a message.</summary>
    internal string Shown => string.Join("\n", Files.Select(static file => $"--- {file.Path}\n{file.Text}"));
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
        var lines = Markdown.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
                hidden = lines[i] == "## Guards";
            if (CodeBlock.RunAt(lines, i) is [.., { } last] run)
            {
                i = last.End;
                if (!hidden)
                    AppendForReaders(result, run);
            }
            else if (!hidden && !lines[i].StartsWith(CaseReader.NoReplay, StringComparison.Ordinal))
            {
                result.Append(lines[i]).Append('\n');
            }
        }

        return result.ToString().TrimEnd() + "\n";
    }

    /// <summary>Says of each block of a case what it is, where that is not plain: the files of a case, and what becomes of one.</summary>
    private static void AppendForReaders(StringBuilder result, List<CodeBlock> run)
    {
        var hasOneFile = run.DistinctBy(static block => block.Path).Count() == 1;
        for (var i = 0; i < run.Count; i++)
        {
            var title = run[i] switch
            {
                { Kind: null } => null,
                { Kind: "fixed" } when hasOneFile => "Fixed:",
                { Kind: "fixed", Path: { } path } => $"`{path}`, fixed:",
                { Path: { } path } when !hasOneFile => $"`{path}`:",
                _ => null,
            };
            if (title is not null)
                result.Append(i > 0 ? "\n" : "").Append(title).Append("\n\n");
            result.Append(run[i].ForReaders());
        }
    }

    private static string FirstParagraph(string[] lines)
    {
        var paragraph = new List<string>();
        foreach (var line in lines.Skip(1))
        {
            if (line.Length == 0 && paragraph.Count > 0)
                break;
            if (line.Length > 0 && !line.StartsWith('>') && !line.StartsWith(CaseReader.NoReplay, StringComparison.Ordinal))
                paragraph.Add(line.Trim());
        }

        return string.Join(' ', paragraph);
    }

    /// <param name="Words">The information string in words: language, kind, path, options.</param>
    /// <param name="Text">The lines between the fences.</param>
    /// <param name="End">The index of the line that closes it.</param>
    private sealed record CodeBlock(string[] Words, string Text, int End)
    {
        public string? Kind => Words is [_, "bad" or "good" or "fixed", ..] ? Words[1] : null;

        public string? Path => Kind is not null && Words.Length > 2 ? Words[2] : null;

        /// <summary>The block that a line opens, and those that follow it at once; empty when it opens none.</summary>
        public static List<CodeBlock> RunAt(string[] lines, int start)
        {
            var run = new List<CodeBlock>();
            for (var at = start; at < lines.Length && At(lines, at) is { } block; at = block.End + 1)
                run.Add(block);
            return run;
        }

        /// <summary>The block that a line opens, or null.</summary>
        public static CodeBlock? At(string[] lines, int start)
        {
            if (!lines[start].StartsWith("```", StringComparison.Ordinal))
                return null;
            var end = Array.IndexOf(lines, "```", start + 1);
            if (end < 0)
                throw new FormatException($"The code block of line {start + 1} is never closed.");
            var words = lines[start][3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new(words, string.Concat(lines[(start + 1)..end].Select(static line => line + "\n")), end);
        }

        /// <summary>The language alone, for options are for the tests, and no marks.</summary>
        public string ForReaders() =>
            Kind is null ? $"```{string.Join(' ', Words)}\n{Text}```\n" : $"```{Words[0]}\n{PageMarks.Remove(Text)}```\n";
    }

    private sealed class CaseReader(string[] lines)
    {
        /// <summary>Begins a line that excuses every case of the page: <c>no-replay=NAME:REASON</c> in a comment.</summary>
        public const string NoReplay = "<!-- no-replay=";

        private readonly List<PageCase> cases = [];
        private ImmutableHashSet<string> excused = [];
        private readonly List<CodeBlock> blocks = [];
        private PageSection? section;
        private string? heading;

        public ImmutableArray<PageCase> Read()
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i];
                if (CodeBlock.At(lines, i) is { } block)
                {
                    if (block.Kind is not null)
                        blocks.Add(block);
                    i = block.End;
                }
                else if (line.StartsWith(NoReplay, StringComparison.Ordinal))
                {
                    Excuse(line);
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

        private void Excuse(string line)
        {
            if (section is not null || line[NoReplay.Length..].Split(':', 2) is not [var replay, var reason] || reason.Trim(' ', '-', '>').Length == 0)
                throw new FormatException($"'{line}' stands above the cases and gives a name and a reason.");
            excused = excused.Add(replay);
        }

        private void Close()
        {
            if (blocks.Count > 0)
                cases.Add(Case());
            blocks.Clear();
        }

        private PageCase Case()
        {
            if (section is not { } where || heading is null)
                throw new FormatException(
                    $"A case stands under a '###' heading in '## Bad', '## Good' or '## Guards'; '{string.Join(' ', blocks[0].Words)}' does not.");
            var files = ImmutableArray.CreateBuilder<PageFile>();
            var afterwards = ImmutableArray.CreateBuilder<PageFile>();
            var options = new Dictionary<string, string>(StringComparer.Ordinal);
            var result = new PageCase(where, heading, []) { NoReplay = excused };
            foreach (var block in blocks)
            {
                if (block.Words.Length < 3)
                    throw Wrong($"'{string.Join(' ', block.Words)}' names no file");
                var path = block.Words[2];
                if (block.Kind == "fixed")
                {
                    if (block.Words.Length > 3 || !files.Any(file => file.Path == path))
                        throw Wrong($"the fixed block of '{path}' follows the block that it fixes, without options");
                    afterwards.Add(new(path, block.Text, []));
                    continue;
                }

                if (files.Any(file => file.Path == path))
                    throw Wrong($"it holds '{path}' twice");
                files.Add(PageMarks.Read(path, block.Text));
                foreach (var option in block.Words.Skip(3))
                {
                    result = Apply(result, option);
                    var name = option.Split('=')[0];
                    if (name != "no-replay" && !options.TryAdd(name, option) && options[name] != option)
                        throw Wrong($"it asks for {options[name]} and for {option}");
                }
            }

            if (blocks.Exists(static block => block.Kind == "bad") != (where == PageSection.Bad))
                throw Wrong($"under {where} there is {(where == PageSection.Bad ? "at least one bad block" : "no bad block")}");
            if (where != PageSection.Bad && files.Any(static file => file.Marks.Any(static mark => mark.RuleId is null)))
                throw Wrong("it must be silent, but marks a finding");
            return result with { Files = files.ToImmutable(), Fixed = afterwards.ToImmutable() };
        }

        private PageCase Apply(PageCase one, string option)
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
                "no-replay" when value.Split(':', 2) is [var replay, var reason] => reason.Length > 0
                    ? one with { NoReplay = one.NoReplay.Add(replay) }
                    : throw Wrong($"'{option}' gives no reason"),
                _ => throw Wrong($"'{option}' is no option of a case"),
            };
        }

        private FormatException Wrong(string what) => new($"'{heading}': {what}.");
    }
}

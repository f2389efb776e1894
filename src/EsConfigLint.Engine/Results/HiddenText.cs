using EsConfigLint.Core.Text;

namespace EsConfigLint.Engine.Results;

/// <summary>What must not be shown of the files of one analysis. A line is looked through once, however many findings are on it.</summary>
internal sealed class HiddenText(AnalysisOutput output)
{
    private readonly Dictionary<SourceFile, OfFile> files = [];

    /// <summary>
    /// What is hidden in a window around a finding, with the nearest on either side of the window, as far as it is on the
    /// line of the finding or on one of its neighbours; sorted, none touches another.
    /// </summary>
    public List<TextSpan> Around(Location finding, TextSpan window)
    {
        if (!files.TryGetValue(finding.File, out var file))
            files[finding.File] = file = new(finding.File, output);
        return file.Around(finding, window);
    }

    /// <summary>Sorted, and those in one that overlap or touch each other.</summary>
    private static List<TextSpan> Apart(List<TextSpan> spans)
    {
        spans.Sort();
        var apart = new List<TextSpan>(spans.Count);
        foreach (var span in spans)
        {
            if (apart is [.., var last] && span.Start <= last.End)
                apart[^1] = TextSpan.FromBounds(last.Start, Math.Max(last.End, span.End));
            else
                apart.Add(span);
        }

        return apart;
    }

    private static void AddOverlapping(List<TextSpan> spans, List<TextSpan> all, TextSpan place)
    {
        for (var i = Ordered.FirstWhere(all, span => span.End > place.Start); i < all.Count && all[i].Start < place.End; i++)
            spans.Add(all[i]);
    }

    /// <summary>Those in a window and the nearest on either side.</summary>
    private static List<TextSpan> Near(List<TextSpan> all, TextSpan window)
    {
        var first = Math.Max(0, Ordered.FirstWhere(all, span => span.End > window.Start) - 1);
        var end = Math.Min(all.Count, Ordered.FirstWhere(all, span => span.Start >= window.End) + 1);
        return all.GetRange(first, end - first);
    }

    /// <summary>Of a command only the word is shown that the finding is about.</summary>
    private static void AddAllBut(List<TextSpan> spans, TextSpan hidden, TextSpan word)
    {
        if (!hidden.Overlaps(word))
        {
            spans.Add(hidden);
            return;
        }

        if (hidden.Start < word.Start)
            spans.Add(TextSpan.FromBounds(hidden.Start, word.Start));
        if (word.End < hidden.End)
            spans.Add(TextSpan.FromBounds(word.End, hidden.End));
    }

    /// <summary>The value of a setting among arguments, with the option that names it.</summary>
    private static TextSpan WithName(string text, TextSpan command, TextSpan word)
    {
        var start = word.Start;
        while (start > command.Start && text[start - 1] is not (' ' or '\t' or '\r' or '\n' or '"' or '\''))
            start--;
        return text.AsSpan(start).StartsWith("-E", StringComparison.Ordinal) ? TextSpan.FromBounds(start, word.End) : word;
    }

    /// <summary>Nobody knows where the secrets of an unreadable file are: what is no name before a colon may be one.</summary>
    private static void AddAllValues(List<TextSpan> spans, SourceFile file, TextSpan lines)
    {
        for (var number = file.PositionOf(lines.Start).Line; number <= file.PositionOf(lines.End).Line; number++)
        {
            var line = file.LineAt(number);
            var colon = file.Text.AsSpan(line.Start, line.Length).IndexOf(':');
            var value = TextSpan.FromBounds(line.Start + colon + 1, line.End);
            if (!value.IsEmpty)
                spans.Add(value);
        }
    }

    private sealed class OfFile(SourceFile file, AnalysisOutput output)
    {
        private readonly bool isUnreadable = output.UnreadableFiles.Contains(file);
        private readonly List<TextSpan> secrets = output.Secrets.TryGetValue(file, out var known) ? Apart([.. known]) : [];
        private readonly List<TextSpan> commands = output.Commands.TryGetValue(file, out var spans) ? Apart([.. spans]) : [];
        private readonly Dictionary<int, (List<TextSpan> Secrets, List<TextSpan> WithCommands)> byLine = [];

        public List<TextSpan> Around(Location finding, TextSpan window)
        {
            var line = finding.Start.Line;
            if (!byLine.TryGetValue(line, out var hidden))
                byLine[line] = hidden = Around(line);
            var near = Near(hidden.WithCommands, window);
            var place = Ordered.FirstWhere(commands, command => command.End > finding.Span.Start);
            if (place == commands.Count || !commands[place].Overlaps(finding.Span))
                return near;
            var word = WithName(file.Text, commands[place], finding.Span);
            var shown = Near(hidden.Secrets, window);
            foreach (var span in near)
                AddAllBut(shown, span, word);
            return Apart(shown);
        }

        private (List<TextSpan> Secrets, List<TextSpan> WithCommands) Around(int line)
        {
            var around = TextSpan.FromBounds(file.LineAt(Math.Max(1, line - 1)).Start, file.LineAt(Math.Min(file.LineCount, line + 1)).End);
            var spans = new List<TextSpan>();
            if (isUnreadable)
                AddAllValues(spans, file, around);
            else
                AddOverlapping(spans, secrets, around);
            LooseSecrets.AddTo(spans, file.Text, around);
            var withoutCommands = Apart(spans);
            var count = spans.Count;
            AddOverlapping(spans, commands, around);
            return (withoutCommands, spans.Count == count ? withoutCommands : Apart(spans));
        }
    }
}

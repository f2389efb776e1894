using System.Globalization;
using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Reporting;

/// <summary>How a terminal takes text.</summary>
/// <param name="UsesColor">Whether escape sequences for colours may be written.</param>
/// <param name="Width">Columns of a line.</param>
/// <param name="IsQuiet">Findings only: no summary.</param>
/// <param name="IsVerbose">Every skipped file and notice by name.</param>
public sealed record TerminalStyle(bool UsesColor, int Width, bool IsQuiet = false, bool IsVerbose = false);

/// <summary>The <c>stylish</c> format, for people: findings by file with their source line, then what was and was not linted.</summary>
public sealed class StylishReporter(TerminalStyle style) : Reporter
{
    private const int Indentation = 7;
    private const int FewSkipped = 5;
    private const string ColorsEnd = "\u001b[0m";

    /// <summary>Short enough that neither the text nor its bytes are large objects, which only a full collection frees.</summary>
    private const int FlushedLength = 8 * 1024;

    private readonly StringBuilder text = new();
    private int filesWithFindings;
    private Finding? worst;

    private int Width => Math.Max(WordWrap.FewestColumns, style.Width);

    public override void Write(RunResult result, Stream output)
    {
        FileReference? file = null;
        foreach (var finding in result.Findings)
        {
            if (file?.DisplayPath != finding.File.DisplayPath)
            {
                file = finding.File;
                filesWithFindings++;
                Paint(Color.Underline, VisibleText.Of(file.DisplayPath));
                text.Append('\n');
            }

            Write(finding);
            if (worst is null || (finding.Level, finding.Variant.SecuritySeverity).CompareTo((worst.Level, worst.Variant.SecuritySeverity)) > 0)
                worst = finding;
            Flush(output, whenOver: FlushedLength);
        }

        if (!style.IsQuiet)
            WriteSummary(result);
        Flush(output, whenOver: 0);
    }

    private void Flush(Stream output, int whenOver)
    {
        if (text.Length <= whenOver)
            return;
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        text.Clear();
    }

    private void Write(Finding finding)
    {
        text.Append("  ");
        Paint(Color.Dim, finding.Region.Start.ToString());
        text.Append("  ");
        Paint(ColorOf(finding.Level), RuleWords.Of(finding.Level));
        text.Append("  ");
        Paint(Color.Dim, $"{finding.Rule.Id} {finding.Rule.Name}");
        text.Append('\n');
        Wrap(VisibleText.Of(finding.Message));
        if (finding.PreventsStart)
            Wrap("The product refuses to start because of this.");
        if (finding.Fix is { } fix)
            Wrap($"{(fix.Safety == FixSafety.Safe ? "Fix" : "Unsafe fix")}: {VisibleText.Of(fix.Title)}");
        if (finding.Line is { } line)
            WriteSource(line, finding.Region.Start.Line);
        foreach (var related in finding.Related)
        {
            var place = related.File.DisplayPath == finding.File.DisplayPath
                ? $"line {related.Region.Start.Line}"
                : $"{related.File.DisplayPath}:{related.Region.Start}";
            Wrap($"> {VisibleText.Of(place)}: {VisibleText.Of(related.Message)}", Indentation - 2, Color.Dim);
        }

        text.Append('\n');
    }

    private void WriteSource(SourceLine line, int number)
    {
        var room = Width - Indentation - 4;
        var (before, marked, behind) = (
            Visible(line.Text.AsSpan(0, line.Marked.Start)),
            Visible(line.Text.AsSpan(line.Marked.Start, line.Marked.Length)),
            Visible(line.Text.AsSpan(line.Marked.End)));

        // A long line is cut around the span: what leads to it keeps a third of the room at most, and more when the rest is short.
        var (head, tail) = (line.IsCutBefore ? "…" : "", line.IsCutBehind ? "…" : "");
        var total = VisibleText.Columns(before) + VisibleText.Columns(marked) + VisibleText.Columns(behind) + head.Length + tail.Length;
        if (total > room)
        {
            var least = Math.Min(VisibleText.Columns(marked) + Math.Min(VisibleText.Columns(behind), room / 3), room * 2 / 3);
            if (VisibleText.Columns(before) > room - least - 2)
                (head, before) = ("…", VisibleText.LastColumns(before, room - least - 2));
            var left = room - head.Length - VisibleText.Columns(before);
            if (VisibleText.Columns(marked) + VisibleText.Columns(behind) + tail.Length > left)
            {
                tail = "…";
                marked = VisibleText.FirstColumns(marked, left - 1);
                behind = VisibleText.FirstColumns(behind, left - 1 - VisibleText.Columns(marked));
            }
        }

        var gutter = number.ToString(CultureInfo.InvariantCulture).PadLeft(Indentation - 2);
        text.Append(gutter);
        Paint(Color.Dim, " | ");
        text.Append(head).Append(before).Append(marked).Append(behind).Append(tail).Append('\n').Append(' ', gutter.Length);
        Paint(Color.Dim, " | ");
        text.Append(' ', head.Length + VisibleText.Columns(before));
        Paint(Color.Red, new string('^', Math.Max(1, VisibleText.Columns(marked))));
        text.Append('\n');
    }

    private static string Visible(ReadOnlySpan<char> part) => VisibleText.Of(part.ToString().Replace("\t", "    ", StringComparison.Ordinal));

    private void Wrap(string message, int indentation = Indentation, Color? color = null)
    {
        text.Append(' ', indentation);
        if (color is { } start && style.UsesColor)
            Start(start);
        WordWrap.Append(text, message, Width - Indentation, Indentation);
        if (color is not null && style.UsesColor)
            text.Append(ColorsEnd);
        text.Append('\n');
    }

    private void WriteSummary(RunResult result)
    {
        var (errors, warnings, notes) = (result.Count(Level.Error), result.Count(Level.Warning), result.Count(Level.Note));
        if (worst is null)
        {
            Paint(Color.Green, result.Files == 0 ? "Nothing to lint." : "No findings.");
        }
        else
        {
            Paint(errors > 0 ? Color.Red : Color.Yellow, $"{Counted(errors, "error")}, {Counted(warnings, "warning")}, {Counted(notes, "note")}");
            text.Append(" in ").Append(Counted(filesWithFindings, "file")).Append('.');
        }

        text.Append(' ').Append(Counted(result.Files, "file")).Append(" linted");
        if (result.Skipped > 0)
            text.Append(", ").Append(result.Skipped).Append(" skipped");
        if (result.Suppressed > 0)
            text.Append(", ").Append(Counted(result.Suppressed, "finding")).Append(" suppressed");
        if (result.Hidden > 0)
            text.Append(", ").Append(Counted(result.Hidden, "finding")).Append(" hidden by --min-severity");
        text.Append(".\n");
        WriteFixable(result.Fixable(FixSafety.Safe), result.Fixable(FixSafety.Unsafe));
        if (worst is not null)
        {
            Paint(Color.Dim, $"Read more: esconfiglint explain {worst.Rule.Id}");
            text.Append('\n');
        }

        WriteNotices(result.Notices);
    }

    private void WriteFixable(int safe, int notSafe)
    {
        if (safe > 0)
            text.Append(safe).Append(" fixable with --fix");
        if (notSafe > 0)
            text.Append(safe > 0 ? ", " : "").Append(notSafe).Append(safe > 0 ? " more with --unsafe-fixes" : " fixable with --fix --unsafe-fixes");
        if (safe + notSafe > 0)
            text.Append(".\n");
    }

    private void WriteNotices(IReadOnlyList<Notice> notices)
    {
        if (notices.Count == 0)
            return;
        foreach (var group in notices.GroupBy(static notice => (notice.Kind, notice.Message)).OrderBy(static group => group.Key.Kind))
        {
            var files = group.Where(static notice => notice.File is not null).Select(static notice => VisibleText.Of(notice.File!)).ToList();
            var message = VisibleText.Of(group.Key.Message);
            Paint(Color.Dim, files.Count switch
            {
                0 => message,
                1 => $"{files[0]}: {message}",
                _ => $"{files.Count} files: {message}",
            });
            text.Append('\n');
            if (files.Count < 2)
                continue;
            foreach (var file in style.IsVerbose ? files : files.Take(FewSkipped))
            {
                Paint(Color.Dim, $"  {file}");
                text.Append('\n');
            }

            if (!style.IsVerbose && files.Count > FewSkipped)
            {
                Paint(Color.Dim, $"  … and {files.Count - FewSkipped} more (--verbose names them)");
                text.Append('\n');
            }
        }
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static Color ColorOf(Level level) => level switch
    {
        Level.Error => Color.Red,
        Level.Warning => Color.Yellow,
        _ => Color.Blue,
    };

    private void Paint(Color color, string part)
    {
        if (!style.UsesColor)
        {
            text.Append(part);
            return;
        }

        Start(color);
        text.Append(part).Append(ColorsEnd);
    }

    private void Start(Color color) => text.Append("\u001b[").Append((int)color).Append('m');

    /// <summary>Codes of the terminal's select-graphic-rendition sequence.</summary>
    private enum Color
    {
        Dim = 2,
        Underline = 4,
        Red = 31,
        Green = 32,
        Yellow = 33,
        Blue = 34,
    }
}

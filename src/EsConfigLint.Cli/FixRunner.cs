using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Cli;

/// <summary>Fixes files, or shows what would be fixed, and says what was done.</summary>
internal sealed class FixRunner(Fixer fixer, bool isQuiet)
{
    private readonly List<Notice> notices = [];
    private ImmutableArray<AppliedFix> applied = [];

    /// <summary>What the report has to say of fixes that were left out.</summary>
    public IReadOnlyList<Notice> Notices => notices;

    /// <summary>Whether a file could not be written, or not even be read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Fixes the files, or writes the fixed text of standard input.</summary>
    /// <returns>The workspace as it is now.</returns>
    public WorkspaceScan Fix(WorkspaceScan scan, ReadOnlyMemory<byte>? standardInput, CancellationToken cancellation)
    {
        var run = fixer.Run(scan, cancellation);
        notices.AddRange(run.Notices);
        if (standardInput is { } input)
            return WriteText(scan, run, input);
        var written = new List<FixedFile>(run.Files.Count);
        foreach (var file in run.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (FixWriter.Write(file) is { } reason)
            {
                HasFailed = true;
                Terminal.Say($"{file.File.DisplayPath}: not fixed. {reason}");
            }
            else
            {
                written.Add(file);
            }
        }

        applied = run.AppliedIn(written);
        Tell("fixed", written.Count);
        return scan;
    }

    /// <summary>Writes the diff to standard output.</summary>
    /// <returns>Whether there is anything to change.</returns>
    public bool ShowDifference(WorkspaceScan scan, bool isStandardInput, CancellationToken cancellation)
    {
        var run = fixer.Run(scan, cancellation);
        Terminal.Write(output =>
        {
            foreach (var file in run.Files)
                UnifiedDiff.Write(output, isStandardInput ? file.File.DisplayPath : PathOf(file), FixedFile.TextOf(file.Before), FixedFile.TextOf(file.After));
        });
        HasFailed = run.Errors.Count > 0;
        foreach (var notice in (IEnumerable<Notice>)[.. run.Errors, .. run.Notices])
            Terminal.Say($"{notice.File}: {notice.Message}");
        applied = [.. run.Applied];
        Tell("would fix", run.Files.Count);
        Instruct([]);
        return run.Files.Count > 0;
    }

    /// <summary>Prints the commands that a human must run: those of what was fixed, then those of what is left.</summary>
    public void Instruct(IEnumerable<string> left)
    {
        var commands = applied.SelectMany(static fix => fix.Instructions).Select(static instruction => instruction.Command).Concat(left)
            .Distinct(StringComparer.Ordinal).Select(VisibleText.Of).ToList();
        if (commands.Count == 0)
            return;
        Terminal.Say("to be done by hand, in this order:");
        Terminal.WriteAside(error => error.Write(Encoding.UTF8.GetBytes(string.Concat(commands.Select(static command => command + "\n")))));
    }

    private WorkspaceScan WriteText(WorkspaceScan scan, FixRun run, ReadOnlyMemory<byte> input)
    {
        applied = [.. run.Applied];
        var text = run.Files is [var file] ? FixedFile.BytesOf(file.After) : input;
        Terminal.Write(output => output.Write(text.Span));
        Tell("fixed", run.Files.Count);
        return scan with { Files = [.. scan.Files.Select(one => one with { StandardInput = text })] };
    }

    /// <summary>A patch is applied to files, not to links.</summary>
    private static string PathOf(FixedFile file) =>
        WorkspaceRoot.Shown(LinkResolver.Resolve(Environment.CurrentDirectory) ?? Environment.CurrentDirectory, AtomicFile.TargetOf(file.File.FullPath!));

    private void Tell(string verb, int files)
    {
        if (isQuiet)
            return;
        Terminal.Say(applied.Length == 0 ? "nothing to fix." : $"{verb} {Counted(applied.Length, "finding")} in {Counted(files, "file")}.");
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

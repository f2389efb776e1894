using System.Collections.Immutable;
using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Fixing;
using EsConfigLint.Engine.Reporting;
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
        var run = RunOnWritable(scan, isStandardInput: standardInput is not null, cancellation);
        notices.AddRange(run.Notices);
        if (standardInput is { } input)
            return WriteText(scan, run, input);
        var unwritten = new List<FixedFile>();
        foreach (var part in run.Parts)
        {
            cancellation.ThrowIfCancellationRequested();
            var failures = FixWriter.Write(part);
            foreach (var (file, reason) in failures)
                Refuse(file, reason);
            if (failures.Count > 0)
                unwritten.AddRange(part);
        }

        applied = run.AppliedWithout(unwritten);
        Tell("fixed", run.Files.Count - unwritten.Count, nothing: HasFailed ? "nothing was fixed." : "nothing to fix.");
        return scan;
    }

    /// <summary>The fixes that edit none of the files that cannot be written: what stands in others must not rest on them.</summary>
    private FixRun RunOnWritable(WorkspaceScan scan, bool isStandardInput, CancellationToken cancellation)
    {
        var unwritable = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var run = fixer.Run(scan, unwritable, cancellation);
            var isDone = true;
            foreach (var file in run.Files)
            {
                if (isStandardInput || FixWriter.ObstacleTo(file) is not { } reason)
                    continue;
                Refuse(file, reason);
                isDone &= !unwritable.Add(file.Before.Path);
            }

            if (isDone)
                return run;
        }
    }

    private void Refuse(FixedFile file, string reason)
    {
        HasFailed = true;
        Terminal.Say($"{file.File.DisplayPath}: not fixed. {reason}");
    }

    /// <param name="write">Writes the diff to where it goes.</param>
    /// <returns>Whether there is anything to change.</returns>
    public bool ShowDifference(WorkspaceScan scan, bool isStandardInput, Action<Action<Stream>> write, CancellationToken cancellation)
    {
        var run = fixer.Run(scan, new HashSet<string>(), cancellation);
        var here = LinkResolver.Resolve(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;
        var root = isStandardInput ? here : RootOf(run.Files, here);
        write(output =>
        {
            foreach (var file in run.Files)
                UnifiedDiff.Write(
                    output,
                    isStandardInput ? file.File.DisplayPath : WorkspaceRoot.Shown(root, TargetOf(file)),
                    FixedFile.TextOf(file.Before),
                    FixedFile.TextOf(file.After));
        });
        if (root != here)
            Terminal.Say($"the diff is to be applied in '{WorkspaceRoot.Shown(here, root)}'.");
        HasFailed = run.Errors.Count > 0;
        foreach (var notice in (IEnumerable<Notice>)[.. run.Errors, .. run.Notices])
            Terminal.Say($"{notice.File}: {notice.Message}");
        applied = [.. run.Applied];
        Tell("would fix", run.Files.Count);
        Instruct([]);
        return run.Files.Count > 0;
    }

    /// <summary>Prints the commands that a human must run, step by step; within a step those of what was fixed, then those of what is left.</summary>
    public void Instruct(IEnumerable<Instruction> left)
    {
        var commands = applied.SelectMany(static fix => fix.Instructions).Concat(left)
            .Distinct().OrderBy(static instruction => instruction.Step).Select(static instruction => VisibleText.Of(instruction.Command)).ToList();
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
    private static string TargetOf(FixedFile file) => AtomicFile.TargetOf(file.File.FullPath!);

    /// <summary>
    /// The nearest folder, outwards from a given one, that holds all files: nothing that applies a diff follows a path to outside of where
    /// it stands.
    /// </summary>
    private static string RootOf(IReadOnlyList<FixedFile> files, string folder)
    {
        for (var root = folder; root is not null; root = Path.GetDirectoryName(root))
        {
            if (files.All(file => WorkspaceRoot.IsInside(WorkspaceRoot.Shown(root, TargetOf(file)))))
                return root;
        }

        return folder;
    }

    private void Tell(string verb, int files, string nothing = "nothing to fix.")
    {
        if (isQuiet)
            return;
        Terminal.Say(applied.Length == 0 ? nothing : $"{verb} {Counted(applied.Length, "finding")} in {Counted(files, "file")}.");
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

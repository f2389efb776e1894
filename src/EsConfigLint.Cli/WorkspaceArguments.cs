using System.Collections.Immutable;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Cli;

/// <summary>Which files count, as the user says it.</summary>
/// <param name="paths">Files and folders; none means the working directory, <c>-</c> standard input.</param>
internal sealed class WorkspaceArguments(IReadOnlyList<string> paths)
{
    public IReadOnlyList<string> Paths => paths;

    /// <summary>The name of what comes from standard input, or null.</summary>
    public string? StandardInputName { get; init; }

    public IReadOnlyList<KindPattern> Kinds { get; init; } = [];

    public ImmutableArray<GlobPattern> Exclude { get; init; } = [];

    public bool NoIgnore { get; init; }

    public bool ForceExclude { get; init; }

    /// <summary>The paths that are linted, absolute; the working directory when none is named.</summary>
    public IReadOnlyList<string> FullPaths
    {
        get
        {
            if (paths.Count == 0)
                return [Environment.CurrentDirectory];
            var full = new List<string>(paths.Count);
            foreach (var path in paths)
            {
                if (path != "-")
                    full.Add(Path.GetFullPath(path));
            }

            return full;
        }
    }

    /// <summary>Whether there is more to do than to read a few named files.</summary>
    public bool MayTakeLong
    {
        get
        {
            if (paths.Count is 0 or > 16)
                return true;
            foreach (var path in paths)
            {
                if (path.Length == 0 || path == "-" || Directory.Exists(path))
                    return true;
            }

            return false;
        }
    }

    private bool HasStandardInput
    {
        get
        {
            foreach (var path in paths)
            {
                if (path == "-")
                    return true;
            }

            return false;
        }
    }

    /// <summary>What came from standard input; null until it was scanned, and when files are linted.</summary>
    public ReadOnlyMemory<byte>? StandardInput { get; private set; }

    public WorkspaceScan Scan(WorkspaceRoot root, CancellationToken cancellation)
    {
        var options = new ScanOptions
        {
            Root = root,
            Exclude = Exclude,
            Kinds = Kinds,
            NoIgnore = NoIgnore,
            ForceExclude = ForceExclude,
        };
        if (!HasStandardInput)
        {
            return StandardInputName is not null
                ? throw new CliException("--stdin-filename needs '-' as PATH.")
                : WorkspaceScanner.Scan(paths, options, cancellation);
        }

        if (paths.Count > 1)
            throw new CliException("'-' cannot stand beside other paths.");
        StandardInput = ReadStandardInput(cancellation);
        return WorkspaceScanner.StandardInput(StandardInputName ?? WorkspaceFile.StandardInputName, StandardInput.Value, options);
    }

    private static ReadOnlyMemory<byte> ReadStandardInput(CancellationToken cancellation)
    {
        try
        {
            using var input = Console.OpenStandardInput();
            var content = new MemoryStream();
            // Waiting for a writer who never comes must not swallow Ctrl-C.
            input.CopyToAsync(content, cancellation).Wait(cancellation);
            return content.GetBuffer().AsMemory(0, (int)content.Length);
        }
        catch (Exception e) when (((e as AggregateException)?.InnerException ?? e) is IOException or UnauthorizedAccessException)
        {
            throw new CliException("standard input cannot be read.");
        }
    }
}

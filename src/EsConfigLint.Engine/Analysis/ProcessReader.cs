using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>
/// The processes of a workspace as their products get their settings: whatever bears the name of a settings file,
/// readable or not, with the listing beside it, and what containers run.
/// </summary>
/// <remarks>Reads one neighbourhood after the other, when it is asked for the next process.</remarks>
/// <param name="root">Files outside of it are out of sight.</param>
public sealed class ProcessReader(FileClassifier classifier, WorkspaceRoot root)
{
    private const int MaxFileBytes = 256 * 1024 * 1024;

    private const string UsedByCompose = "An environment file; name the compose file that uses it.";

    private readonly List<Notice> errors = [];
    private readonly List<Notice> notices = [];

    /// <summary>What was named and could not be read.</summary>
    public IReadOnlyList<Notice> Errors => errors;

    /// <summary>What was found and could not be read.</summary>
    public IReadOnlyList<Notice> Notices => notices;

    /// <param name="given">The version that the user says all have; null: each its own, else the newest.</param>
    public IEnumerable<StackProcess> Read(WorkspaceScan scan, StackVersion? given, CancellationToken cancellation)
    {
        using var reader = new FileReader(MaxFileBytes);
        var lookup = new DiskLookup(root, MaxFileBytes);
        foreach (var group in new DeploymentGroups(root, scan).Of(scan.Files))
        {
            cancellation.ThrowIfCancellationRequested();
            var inputs = new List<AnalysisInput>();
            foreach (var file in group.Targets)
            {
                if (Open(file, reader, isTarget: true) is { } input)
                    inputs.Add(input);
            }

            foreach (var file in inputs.Count == 0 ? [] : group.Context)
            {
                if (Open(file, reader, isTarget: false) is { } input)
                    inputs.Add(input);
            }

            foreach (var process in ProcessesOf(inputs, lookup, given))
                yield return process;
        }
    }

    /// <summary>Those that a target has a part in, in the order of their first file.</summary>
    private static IEnumerable<StackProcess> ProcessesOf(List<AnalysisInput> inputs, DiskLookup lookup, StackVersion? given)
    {
        var targets = inputs.Where(static input => input.IsTarget).Select(static input => input.File.Path).ToHashSet(StringComparer.Ordinal);
        return Blueprint.Of(inputs, lookup, blankIslands: false)
            .Assemble(given ?? StackVersion.Newest, given is not null)
            .SelectMany(static deployment => deployment.Processes)
            .Where(process => process.Sources.Any(source => targets.Contains(source.File.Path)))
            .OrderBy(static process => process.Sources[0].File.DisplayPath, StringComparer.Ordinal);
    }

    private AnalysisInput? Open(WorkspaceFile file, FileReader reader, bool isTarget)
    {
        ReadOnlyMemory<byte>? bytes;
        var reason = FileReader.CannotBeRead;
        try
        {
            bytes = file.StandardInput ?? reader.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bytes = null;
            reason = FileReader.ReasonOf(e);
        }

        if (bytes is not { } content)
        {
            if (isTarget)
                (file.IsNamed ? errors : notices).Add(new(NoticeKind.Skipped, file.DisplayPath, reason));
            return null;
        }

        var kind = file.ForcedKind
            ?? (NameGuess.Of(file.Name) is { Certainty: NameCertainty.Exact } guess
                ? guess.Kind
                : classifier.Classify(file.Name, file.Folder.Path, content.Span, null).Kind);
        if (kind == FileKind.Unknown && file.IsNameless)
            kind = FileKind.Elasticsearch;
        if (kind is FileKind.Elasticsearch or FileKind.Kibana or FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore
            or FileKind.Compose or FileKind.Dockerfile)
            return new(file.TextOf(content.Span), kind, isTarget);
        if (file.IsNamed)
            errors.Add(new(NoticeKind.Skipped, file.DisplayPath, kind == FileKind.Env ? UsedByCompose : GroupOpener.NoSettings));
        return null;
    }
}

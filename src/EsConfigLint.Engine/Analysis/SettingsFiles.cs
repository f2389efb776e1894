using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>A settings file, and whose it is.</summary>
public readonly record struct ProductFile(SourceFile File, Product Product);

/// <summary>The settings files of a workspace as their product gets them: whatever bears its name, readable or not.</summary>
/// <remarks>Reads one after the other, when it is asked for the next.</remarks>
public sealed class SettingsFiles(FileClassifier classifier)
{
    private const int MaxFileBytes = 256 * 1024 * 1024;

    private readonly List<Notice> errors = [];

    public IReadOnlyList<Notice> Errors => errors;

    /// <summary>The files in order of their paths; each is read when its turn comes.</summary>
    public IEnumerable<ProductFile> Read(WorkspaceScan scan, CancellationToken cancellation)
    {
        using var reader = new FileReader(MaxFileBytes);
        foreach (var file in scan.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Open(file, reader) is { } source)
                yield return source;
        }
    }

    private ProductFile? Open(WorkspaceFile file, FileReader reader)
    {
        ReadOnlyMemory<byte>? bytes;
        try
        {
            bytes = file.StandardInput ?? reader.Read(file.FullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bytes = null;
        }

        if (bytes is not { } content)
        {
            if (file.IsNamed)
                errors.Add(new(NoticeKind.Skipped, file.DisplayPath, "The file cannot be read."));
            return null;
        }

        var kind = file.ForcedKind
            ?? (NameGuess.Of(file.Name) is { Certainty: NameCertainty.Exact } guess
                ? guess.Kind
                : classifier.Classify(file.Name, file.Folder.DisplayPath, content.Span, null).Kind);
        if (kind is FileKind.Elasticsearch or FileKind.Kibana || (kind == FileKind.Unknown && file.StandardInput is not null))
            return new(SourceFile.FromBytes(file.DisplayPath, content.Span), kind == FileKind.Kibana ? Product.Kibana : Product.Elasticsearch);
        if (file.IsNamed)
            errors.Add(new(NoticeKind.Skipped, file.DisplayPath, "It does not look like a settings file; --kind can say that it is one."));
        return null;
    }
}

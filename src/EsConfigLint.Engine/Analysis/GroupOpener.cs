using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>The files of one deployment as the analysis takes them.</summary>
/// <param name="References">Where each is.</param>
internal sealed record OpenedGroup(IReadOnlyList<AnalysisInput> Inputs, IReadOnlyDictionary<SourceFile, FileReference> References)
{
    /// <summary>The same files, in the same order, with other texts.</summary>
    public OpenedGroup With(IReadOnlyList<AnalysisInput> inputs)
    {
        var references = new Dictionary<SourceFile, FileReference>(inputs.Count);
        for (var i = 0; i < inputs.Count; i++)
            references.Add(inputs[i].File, References[Inputs[i].File]);
        return new(inputs, references);
    }
}

/// <summary>Says why a file is not linted.</summary>
internal delegate void SkipFile(WorkspaceFile file, string reason, bool isError);

/// <summary>Reads the files of a deployment, decides what each is, and finds the configuration that holds for it.</summary>
/// <param name="asProduct">Whether what bears a product's own name is settings whatever is in it, as it is for the product.</param>
internal sealed class GroupOpener(ConfigurationResolver configuration, FileClassifier classifier, LinterOptions options, bool asProduct = false)
{
    private const string NoSettings = "It does not look like a settings file; --kind can say that it is one.";

    /// <summary>
    /// The deployments of a workspace, without what the configuration excludes; a file that the user named is linted all the same, unless
    /// exclusions are forced.
    /// </summary>
    public IReadOnlyList<DeploymentGroup> GroupsOf(WorkspaceScan scan)
    {
        configuration.Take(scan);
        var included = new List<WorkspaceFile>(scan.Files.Count);
        foreach (var file in scan.Files)
        {
            if ((file.IsNamed && !options.ForceExclude) || !configuration.IsExcluded(file.FullPath))
                included.Add(file);
        }

        return new DeploymentGroups(options.Root, scan).Of(included);
    }

    public OpenedGroup Open(DeploymentGroup group, FileReader reader, SkipFile skip)
    {
        var inputs = new List<AnalysisInput>(group.Targets.Count + group.Context.Count);
        var references = new Dictionary<SourceFile, FileReference>(inputs.Capacity);
        var undecided = group.Targets.Count + group.Context.Count > 1 ? new List<Undecided>() : null;
        foreach (var file in group.Targets)
            Take(file, Open(file, reader, skip, undecided));

        // What is wrong with a file that is only read for others is no news.
        foreach (var file in group.Context)
            Take(file, Open(file, reader, static (_, _, _) => { }, undecided: null) is { } input ? input with { IsTarget = false } : null);
        if (undecided is { Count: > 0 })
            Decide(undecided, group.ReadAs, skip, Take);
        return new(inputs, references);

        void Take(WorkspaceFile file, AnalysisInput? input)
        {
            if (input is null)
                return;
            if (input.IsTarget && configuration.ProblemOf(file.FullPath) is { } problem)
            {
                skip(file, $"The configuration is wrong at {problem.Place}: {problem.Message}", isError: false);
                input = input with { IsTarget = false };
            }

            inputs.Add(input);
            references.Add(input.File, new(input.File.DisplayPath, file.StandardInput is null ? file.FullPath : null));
        }
    }

    /// <summary>What holds for the targets, each configuration once: the files of a deployment may differ in it.</summary>
    public IReadOnlyList<EffectiveConfiguration> WishesOf(OpenedGroup group)
    {
        var wishes = new List<EffectiveConfiguration>(1);
        foreach (var input in group.Inputs)
        {
            if (input.IsTarget && WishesFor(group.References[input.File]) is var own && !wishes.Contains(own))
                wishes.Add(own);
        }

        return wishes;
    }

    /// <summary>The files as they are judged for one configuration: one with other wishes is only read for these.</summary>
    public IReadOnlyList<AnalysisInput> InputsFor(EffectiveConfiguration wishes, OpenedGroup group) =>
        [.. group.Inputs.Select(input => input with { IsTarget = input.IsTarget && WishesFor(group.References[input.File]) == wishes })];

    /// <summary>What holds for a file. Standard input has the configuration that a file of its name would have.</summary>
    public EffectiveConfiguration WishesFor(FileReference file) =>
        configuration.For(file.FullPath ?? Path.GetFullPath(file.DisplayPath, options.Root.WorkingDirectory));

    /// <summary>What neither name nor content shows to be a settings file is one all the same when a container reads it as such.</summary>
    private static void Decide(
        List<Undecided> undecided, IReadOnlyDictionary<string, FileKind> readAs, SkipFile skip, Action<WorkspaceFile, AnalysisInput?> take)
    {
        foreach (var (file, text, reason) in undecided)
        {
            if (readAs.TryGetValue(text.Path, out var kind))
                take(file, new(text, kind, IsTarget: true));
            else if (reason is not null)
                skip(file, reason, isError: false);
        }
    }

    /// <param name="undecided">Gets a file whose content does not tell what it is, when others may; null when there are none.</param>
    private AnalysisInput? Open(WorkspaceFile file, FileReader reader, SkipFile skip, List<Undecided>? undecided)
    {
        ReadOnlyMemory<byte>? bytes;
        try
        {
            bytes = file.StandardInput ?? reader.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            skip(file, FileReader.ReasonOf(e), isError: true);
            return null;
        }

        if (bytes is not { } content || content.Length > options.MaxFileBytes)
        {
            if (file.IsNamed || file.ForcedKind is not null || NameGuess.IsExpected(file.Name))
                skip(file, $"The file is larger than {options.MaxFileBytes / (1024 * 1024)} MiB.", isError: true);
            return null;
        }

        var found = Classify(file, content.Span);
        switch (found)
        {
            case { Kind: FileKind.Env }:
                return new(file.TextOf(content.Span), found.Kind, IsTarget: true)
                {
                    IsIgnored = IgnoreRules.IsIgnoredFromTop(file.FullPath, options.Root.WorkingDirectory),
                };
            case { Kind: FileKind.Compose or FileKind.Dockerfile }:
            case { Kind: FileKind.Elasticsearch or FileKind.Kibana or FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore, SkipReason: null }:
                return new(file.TextOf(content.Span), found.Kind, IsTarget: true);
            case { Kind: FileKind.Unknown, IsError: false } when undecided is not null:
                undecided.Add(new(file, file.TextOf(content.Span), found.SkipReason ?? (file.IsNamed ? NoSettings : null)));
                break;
            case { SkipReason: { } reason }:
                skip(file, reason, found.IsError);
                break;
            case { IsError: true } when file.IsNamed:
                skip(file, "The file is binary.", isError: true);
                break;
            case { Kind: FileKind.Unknown } when file.IsNameless:
                // Whoever pipes a text in and says no more means it as settings.
                return new(file.TextOf(content.Span), FileKind.Elasticsearch, IsTarget: true);
            case { Kind: FileKind.Unknown } when file.IsNamed:
                skip(file, NoSettings, isError: false);
                break;
            case { Kind: not (FileKind.Unknown or FileKind.Ignore) } when file.IsNamed || NameGuess.Of(file.Name).Certainty != NameCertainty.None:
                skip(file, "Files of this kind are not linted by this version.", isError: false);
                break;
        }

        return null;
    }

    private Classification Classify(WorkspaceFile file, ReadOnlySpan<byte> content) =>
        asProduct && (file.ForcedKind ?? KindByName(file.Name)) is { } kind ? new(kind) : classifier.Classify(file.Name, file.Folder.Path, content, file.ForcedKind);

    private static FileKind? KindByName(string name) => NameGuess.Of(name) is { Certainty: NameCertainty.Exact } guess ? guess.Kind : null;

    /// <summary>A file that is none of ours by its name and content.</summary>
    /// <param name="Reason">What is said about it when it is none; null for nothing.</param>
    private sealed record Undecided(WorkspaceFile File, SourceFile Text, string? Reason);
}

using System.Collections.Immutable;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Deployments;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results.Suppressions;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>What the files of a neighbourhood hold, before a version is chosen: carriers of settings, containers, and what was wrong with them.</summary>
internal sealed class Blueprint
{
    private readonly List<Carrier> carriers = [];
    private readonly List<ContainerPlan> plans = [];
    private readonly List<Container> containers = [];
    private readonly List<Notice> notices = [];
    private readonly List<SourceFile> composeFiles = [];
    private readonly List<UnreadableFile> unreadableFiles = [];

    /// <summary>Those whose text is no carrier's.</summary>
    private readonly List<AnalysisInput> commentedInputs = [];

    private readonly DeploymentAssembler assembler;

    private readonly bool blankIslands;

    /// <summary>The paths of the files that the run is about.</summary>
    private readonly HashSet<string> targets;

    private Blueprint(bool blankIslands, HashSet<string> targets)
    {
        this.blankIslands = blankIslands;
        this.targets = targets;
        assembler = new(carriers, plans);
    }

    /// <summary>Every container, those of tools included.</summary>
    public IReadOnlyList<Container> Containers => containers;

    /// <summary>The files that were handed in.</summary>
    public IEnumerable<SourceFile> Files { get; private init; } = [];

    /// <summary>Those of <see cref="Files"/> that hold variables.</summary>
    public IReadOnlyList<EnvironmentFile> EnvironmentFiles { get; private init; } = [];

    /// <summary>The secrets that stand outside of settings, which are the same at every version.</summary>
    public IReadOnlyList<Secret> SecretsOutsideSettings => field ??=
        [.. Secrets.Of(containers, EnvironmentFiles), .. Files.SelectMany(static file => Secrets.Of(file))];

    /// <summary>Files around the settings that cannot be read.</summary>
    public IReadOnlyList<UnreadableFile> UnreadableFiles => unreadableFiles;

    /// <summary>What could not be followed or understood, with its place.</summary>
    public IReadOnlyList<Notice> Notices => notices;

    /// <summary>The texts that may hold comments about findings, each file once: containers may share one.</summary>
    public IEnumerable<ICommentedText> CommentedTexts =>
        carriers.Concat(plans.SelectMany(static plan => plan.Carriers)).DistinctBy(static carrier => carrier.File)
            .Where(static carrier => FileSuppressions.MayBeIn(carrier.File.Text))
            .Select(static carrier => carrier.Tree).OfType<ICommentedText>()
            .Concat(commentedInputs.Where(static input => FileSuppressions.MayBeIn(input.File.Text)).Select(static input => Parse(input)));

    /// <param name="blankIslands">Whether templates in settings files are blanked; if not, they are read as the product would.</param>
    public static Blueprint Of(IReadOnlyList<AnalysisInput> files, IFileLookup lookup, bool blankIslands = true)
    {
        var ofTargets = files.Where(static file => file.IsTarget).Select(static file => file.File.Path).ToHashSet(StringComparer.Ordinal);
        var variables = files.Where(static file => file.Kind == FileKind.Env);
        var blueprint = new Blueprint(blankIslands, ofTargets)
        {
            Files = [.. files.Select(static file => file.File)],
            EnvironmentFiles = [.. variables.Select(static file => EnvironmentFileReader.Read(file.File, file.IsIgnored))],
        };
        blueprint.commentedInputs.AddRange(files.Where(static file => file.Kind is FileKind.Compose or FileKind.Dockerfile or FileKind.Env));
        var read = new HashSet<string>(StringComparer.Ordinal);
        var all = new InputLookup(files, lookup);
        blueprint.AddCompose(files, all, read);
        blueprint.AddDockerfiles(files, all, read);
        foreach (var file in files)
        {
            // A settings file that a container reads is that container's, not another node's.
            if (!read.Contains(file.File.Path))
                blueprint.AddCarrier(file);
        }

        return blueprint;
    }

    public ImmutableArray<Deployment> Assemble(StackVersion version, bool versionIsKnown, bool beatsImages = true) =>
        assembler.Assemble(version, versionIsKnown, beatsImages);

    private void AddCarrier(AnalysisInput file)
    {
        switch (file.Kind)
        {
            case FileKind.Elasticsearch:
                carriers.Add(new ElasticsearchYmlCarrier(file.File, blankIslands));
                break;
            case FileKind.Kibana:
                carriers.Add(new KibanaYmlCarrier(file.File, blankIslands));
                break;
            case FileKind.ElasticsearchKeystore:
                carriers.Add(new KeystoreListingCarrier(file.File, Product.Elasticsearch));
                break;
            case FileKind.KibanaKeystore:
                carriers.Add(new KeystoreListingCarrier(file.File, Product.Kibana));
                break;
        }
    }

    private static ICommentedText Parse(AnalysisInput input) => input.Kind switch
    {
        FileKind.Dockerfile => DockerfileParser.Parse(input.File),
        FileKind.Env => EnvFile.Parse(input.File),
        _ => YamlParser.Parse(input.File, new(YamlDialect.Generic)),
    };

    private void AddCompose(IReadOnlyList<AnalysisInput> files, IFileLookup lookup, HashSet<string> read)
    {
        foreach (var input in files)
        {
            if (input.Kind == FileKind.Compose)
                composeFiles.Add(input.File);
        }

        var projects = ComposeProjects.Of(composeFiles, lookup).Select(project => ComposeProject.Read(project, lookup)).ToList();
        foreach (var project in projects)
        {
            // What another project takes in is a part of that one, unless they take in each other.
            if (project.Files is [var only] && projects.Exists(other => other != project && other.TakesIn(only) && !project.TakesIn(other.Files[0])))
                continue;
            foreach (var plan in ComposePlans.Of(project, lookup, read, containers))
                Add(plan);

            foreach (var problem in project.Problems)
            {
                if (problem.Kind == ComposeProblemKind.NoYaml && StackMention.IsIn(problem.Location.File.Text))
                    unreadableFiles.Add(new("Docker Compose", problem.Location, problem.Reason));
                else
                    notices.Add(new(NoticeKind.Open, problem.Location.File.DisplayPath, $"{problem.Location.Start}: {problem.Reason}."));
            }
        }
    }

    private void Add(ContainerPlan plan)
    {
        plans.Add(plan);
        if (!targets.Contains(plan.Project))
            return;
        var name = plan.Container.Name;
        if (plan.HiddenBuild is { } build)
            notices.Add(new(NoticeKind.Open, build.File.DisplayPath, $"{build.Start}: the Dockerfile of '{name}' is not in sight."));
        if (plan.UnreadSettings is { } place)
            notices.Add(new(NoticeKind.Open, place.File.DisplayPath, $"{place.Start}: the settings file of '{name}' is written here, where it is not read."));
    }

    /// <summary>A Dockerfile that no service builds is a process of its own.</summary>
    private void AddDockerfiles(IReadOnlyList<AnalysisInput> files, IFileLookup lookup, HashSet<string> read)
    {
        foreach (var input in files)
        {
            if (input.Kind != FileKind.Dockerfile || read.Contains(input.File.Path))
                continue;
            foreach (var plan in ComposePlans.OfDockerfile(input.File, lookup, read, containers))
                Add(plan);
        }
    }

    /// <summary>The files that are analysed anyway, so that one text is one file, then those of the workspace.</summary>
    private sealed class InputLookup(IReadOnlyList<AnalysisInput> files, IFileLookup outside) : IFileLookup
    {
        private readonly Dictionary<string, SourceFile?> found =
            files.ToDictionary(static file => file.File.Path, static file => (SourceFile?)file.File, StringComparer.Ordinal);

        public SourceFile? Find(string path)
        {
            if (!found.TryGetValue(path, out var file))
                found[path] = file = SettingsBehind(path) ?? outside.Find(path);
            return file;
        }

        public string TargetOf(string path) => outside.TargetOf(path);

        public string DisplayPathOf(string path) => outside.DisplayPathOf(path);

        /// <summary>The settings file that a link leads to. A compose file has its other paths relative to the link.</summary>
        private SourceFile? SettingsBehind(string path)
        {
            var target = outside.TargetOf(path);
            return target == path ? null
                : files.FirstOrDefault(file => file.Kind is FileKind.Elasticsearch or FileKind.Kibana && file.File.Path == target)?.File;
        }
    }
}

/// <summary>Nothing beside the files that are analysed.</summary>
public sealed class NoOtherFiles : IFileLookup
{
    public static NoOtherFiles Instance { get; } = new();

    public SourceFile? Find(string path) => null;
}

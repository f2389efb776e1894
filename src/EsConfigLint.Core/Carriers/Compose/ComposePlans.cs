using System.Collections.Frozen;
using System.Collections.Immutable;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Carriers.Editing;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Finds the services of a compose project that run Elasticsearch or Kibana, with everything that carries their settings.</summary>
public sealed class ComposePlans
{
    /// <summary>Deeper below what it is built in hardly any Dockerfile lies.</summary>
    private const int MostLevelsBelowContext = 5;

    private readonly IFileLookup lookup;
    private readonly string id;

    /// <summary>Null when only an image is in sight: whoever runs it may mount and set more.</summary>
    private readonly ComposeProject? project;

    private readonly List<ContainerPlan> plans = [];
    private readonly HashSet<string> settingsFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> hostNames = new(StringComparer.OrdinalIgnoreCase);
    private PlaceUsers places = new([]);

    private ComposePlans(IFileLookup lookup, string id, ComposeProject? project)
    {
        this.project = project;
        this.lookup = lookup;
        this.id = id;
    }

    /// <param name="settingsFiles">Gets the paths of the settings files that the services read.</param>
    /// <param name="containers">Gets what is true of each service, whatever it runs.</param>
    public static IReadOnlyList<ContainerPlan> Of(ComposeProject project, IFileLookup lookup, ISet<string> settingsFiles, ICollection<Container> containers)
    {
        var builder = new ComposePlans(lookup, project.Files[0].Path, project);
        var subjects = project.Services.Select(service => builder.SubjectOf(service, builder.ImageOf(service))).ToList();
        builder.places = new(subjects.ConvertAll(static subject => (subject.Service, subject.Product)));
        foreach (var subject in subjects)
        {
            var container = builder.EvidenceOf(subject);
            containers.Add(container);
            builder.hostNames.UnionWith(container.HostNames);
            if (!subject.Service.IsConditional && subject.Product is { } product)
                builder.Add(subject, product, container);
        }

        settingsFiles.UnionWith(builder.settingsFiles);
        return builder.plans;
    }

    /// <summary>What a Dockerfile on its own builds, as a service that does nothing but build it.</summary>
    /// <param name="file">The Dockerfile.</param>
    /// <param name="settingsFiles">Gets the paths of the settings files that it copies.</param>
    /// <param name="containers">Gets the container of its image, whatever that runs; nothing when it is no Dockerfile.</param>
    public static IReadOnlyList<ContainerPlan> OfDockerfile(SourceFile file, IFileLookup lookup, ISet<string> settingsFiles, ICollection<Container> containers)
    {
        var tree = DockerfileParser.Parse(file);
        if (DockerImage.Build(tree) is not { } image)
            return [];
        var name = new Location(file, tree.Stages[^1].From.Image.Span);
        var builder = new ComposePlans(lookup, file.Path, project: null);
        var context = FilePaths.DirectoryOf(file.Path);
        var subject = Built(context);

        // A folder above may be what it is built in (docker build -f es/Dockerfile .): that from which it copies what is not there otherwise.
        for (var level = 0; level < MostLevelsBelowContext && subject is { Product: not null, Settings.File: null }; level++)
        {
            context = FilePaths.Combine(context, "..");
            if (Built(context) is { Settings: { File: not null, IsElsewhere: false } } found)
                subject = found;
        }

        var container = builder.EvidenceOf(subject);
        containers.Add(container);
        if (subject.Product is { } product)
            builder.Add(subject, product, container);
        settingsFiles.UnionWith(builder.settingsFiles);
        return builder.plans;

        Subject Built(string context) =>
            builder.SubjectOf(new ComposeService(file.DisplayPath, name, name) { Build = new(null, context, null, file.Path, null, null, [], name) }, image);
    }

    private void Add(Subject subject, Product product, Container container)
    {
        var (service, image, start, _, arguments, settings) = subject;
        var reference = image?.BaseImageReference ?? service.ImageReference;
        var carriers = ImmutableArray.CreateBuilder<Carrier>();
        var keystore = AddSettingsFile(settings, product, carriers);

        // Compose refuses a service with neither: the rest of it stands in a file that this one is given together with.
        var isFragment = service.Image is null && service.Build is null;
        var isOpen = project is null || isFragment || service.IsIncomplete || service.EnvironmentIsOpen || service.MountsAreOpen
            || service.Mounts.Any(static mount => mount.TargetPath is null)
            || start.IsOpen || settings.IsElsewhere || (settings.File is null && (settings.IsFound || subject.BuildIsHidden));
        var hidesFile = settings is { IsFound: true, File: null } or { IsElsewhere: true } || service.IsIncomplete || service.MountsAreOpen || subject.BuildIsHidden;
        var fallback = service.Image?.Location ?? service.Build?.Location ?? service.NameLocation;
        if (Arguments(arguments.Switches, product, image, fallback) is { } switches)
            carriers.Add(switches);
        if (image is not null)
            carriers.Add(Environment(image.Tree.File, product, image.Environment.Select(static variable => new Assignment(variable.Name, variable.Value, variable.NameLocation, false)), fallback, tree: null));
        carriers.Add(Environment(
            service.NameLocation.File, product,
            service.Environment.Select(variable => new Assignment(variable.Name, variable.Value.Value, variable.NameLocation, variable.IsConditional) { HasOtherUse = HasOtherUse(subject, variable) }),
            fallback, project?.TreeOf(service.NameLocation.File)));
        if (Arguments(arguments.Options, product, image, fallback) is { } options)
            carriers.Add(options);
        if (keystore is not null)
            carriers.Add(keystore);

        // Other makers' images take settings by other names, and a fork of Kibana has defaults of its own.
        isOpen |= reference?.Maker is ImageMaker.Bitnami or ImageMaker.Wazuh || (product == Product.Kibana && reference?.Distribution == Distribution.Fork);
        plans.Add(new(
            product,
            container with
            {
                Image = reference,
                HasOwnSettingsFile = settings.IsFound,
                HidesSettingsFile = hidesFile,
            },
            carriers.ToImmutable(),
            isOpen,
            reference?.Version,
            reference?.Distribution ?? Distribution.Default,
            id)
        {
            HostNames = hostNames,
            HiddenBuild = subject.BuildIsHidden ? service.Build!.Location : null,
            UnreadSettings = settings.Unread,
        });
    }

    private DockerImage? ImageOf(ComposeService service)
    {
        if (service.Build is { Inline: { Mapped: { } text } inline })
            return DockerImage.Build(DockerfileParser.Parse(inline.Location, text), service.Build.Target?.Known, service.Build.ArgumentValues);
        if (service.Build?.DockerfilePath is not { } path || lookup.Find(path) is not { } file)
            return null;
        settingsFiles.Add(file.Path);
        return DockerImage.Build(DockerfileParser.Parse(file), service.Build.Target?.Known, service.Build.ArgumentValues);
    }

    /// <summary>By the image, else by the Dockerfile's, else by what the service sets or mounts.</summary>
    private static Product? ProductOf(ComposeService service, DockerImage? image, ContainerStart start)
    {
        // On top of what is no such image a build may install the product by itself, and then starts it by its name.
        if ((image?.BaseImageReference ?? (service.Build is null ? service.ImageReference : null)) is { Maker: not ImageMaker.Unknown } reference
            && (reference.Maker != ImageMaker.Other || image is null || !start.SaysProgram))
            return reference.Product;
        if (service.Build is not null && image is null && service.ImageReference?.Product is { } named)
            return named;
        foreach (var mount in service.Mounts)
        {
            if (mount.TargetPath is not { } target)
                continue;
            if (IsBelow(target, "/usr/share/elasticsearch/config") || IsBelow(target, "/usr/share/elasticsearch/data"))
                return Product.Elasticsearch;
            if (IsBelow(target, "/usr/share/kibana/config") || IsBelow(target, "/usr/share/kibana/data"))
                return Product.Kibana;
        }

        return service.Environment.Any(static variable => EnvironmentNames.SettingOf(Product.Elasticsearch, variable.Name) is { } key
                && SettingNames.IsKnown(Product.Elasticsearch, key))
            ? Product.Elasticsearch
            : null;
    }

    private static bool IsBelow(string path, string folder) =>
        path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');

    private Subject SubjectOf(ComposeService service, DockerImage? image)
    {
        var start = ContainerStart.Of(service, image);
        if (ProductOf(service, image, start) is not { } product)
            return new(service, image, start, null, StartArguments.None, default);
        var arguments = StartArguments.Of(start.Options, product, start.OptionsAreGuessed);
        var settings = SettingsFile.Of(service, image, product, arguments, lookup);
        return new(service, image, start, Starts(start, service, image, product, settings) ? product : null, arguments, settings);
    }

    /// <summary>
    /// Whether the container runs the product: by the image's own start, by a command that names it, or by one that nobody sees when
    /// the container has what only the product needs. Tools of the same image do not count.
    /// </summary>
    private static bool Starts(ContainerStart start, ComposeService service, DockerImage? image, Product product, SettingsFile settings)
    {
        if (start.StartsProduct)
            return true;
        if (!start.IsOpen)
            return false;
        if (start.NamesProduct && !start.SetsUp)
            return true;
        return (start.NamesProduct || start.NamesNoTool)
            && (image?.BaseImageReference ?? service.ImageReference)?.Product == product
            && (service.Ports.Any(port => IsPortOf(product, port)) || settings.IsFound);
    }

    private static bool IsPortOf(Product product, ComposePort port) => port.ContainerPorts is { } ports
        && (product == Product.Elasticsearch ? ports.Contains(9200) || ports.Contains(9300) : ports.Contains(5601));

    /// <summary>Whether the start hands over to another user; unknown when it is a script that a file of the user's own takes the place of.</summary>
    private static Truth SwitchesUser(Subject subject)
    {
        var start = subject.Start;
        if (start.SwitchesUser)
            return Truth.Yes;
        if (subject.Service.Mounts.Any(mount => mount.Kind == ComposeMountKind.Bind && start.IsBrought(mount.TargetPath)))
            return Truth.Unknown;
        foreach (var copy in subject.Image?.Copies ?? [])
        {
            if (start.IsBrought(copy.DestinationPath)
                || copy.Sources.Any(source => source.Path.Known is { } known && start.IsBrought($"{copy.DestinationPath}/{FilePaths.NameOf(known)}")))
                return Truth.Unknown;
        }

        return Truth.No;
    }

    /// <summary>Whether the start is given <c>--allow-root</c>; unknown where somebody may change what is started, or its script.</summary>
    private Truth AllowsRoot(Subject subject)
    {
        var (service, image, start) = (subject.Service, subject.Image, subject.Start);
        if (start.Options.Any(static word => word.Text.Text == "--allow-root"))
            return Truth.Yes;
        return project is null || service.IsIncomplete || subject.BuildIsHidden || service.MountsAreOpen || start.IsOpen || !start.StartsProduct
            || service.Mounts.Any(static mount => MayBringProgram(mount.TargetPath))
            || (image is not null && (image.Copies.Any(static copy => MayBringProgram(copy.DestinationPath))
                || image.Runs.Any(static run => run.Instruction.HereDocuments.Count > 0
                    || run.Location.File.Slice(run.Location.Span).Contains("allow-root", StringComparison.Ordinal))))
            ? Truth.Unknown
            : Truth.No;
    }

    /// <summary>Whether what is brought to a path may take the place of Kibana's start scripts (kibana-docker, 7.x to 9.x).</summary>
    private static bool MayBringProgram(string? path)
    {
        if (path is null)
            return true;
        foreach (var folder in (ReadOnlySpan<string>)["/usr/local/bin", "/usr/share/kibana/bin", "/usr/share/kibana/src"])
        {
            if (IsBelow(path, folder) || path == "/" || IsBelow(folder, path))
                return true;
        }

        return false;
    }

    /// <summary>Adds the settings file that takes the place of the image's.</summary>
    /// <returns>The listing of the keystore that goes with it.</returns>
    private KeystoreListingCarrier? AddSettingsFile(SettingsFile settings, Product product, ImmutableArray<Carrier>.Builder carriers)
    {
        if (settings.File is not { } file)
            return null;
        settingsFiles.Add(file.Path);
        carriers.Add(product == Product.Elasticsearch ? new ElasticsearchYmlCarrier(file) : new KibanaYmlCarrier(file));
        return ListingBeside(file, product);
    }

    /// <summary>The listing of the keystore that goes with a settings file: the one beside it, by its usual name.</summary>
    private KeystoreListingCarrier? ListingBeside(SourceFile settings, Product product)
    {
        var name = product == Product.Elasticsearch ? "elasticsearch-keystore.list" : "kibana-keystore.list";
        if (lookup.Find(FilePaths.Combine(FilePaths.DirectoryOf(settings.Path), name)) is not { } listing)
            return null;
        settingsFiles.Add(listing.Path);
        return new(listing, product);
    }

    /// <param name="variables">Each by its own name.</param>
    private static AssignedSettings Environment(SourceFile file, Product product, IEnumerable<Assignment> variables, Location fallback, YamlTree? tree)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var variable in variables)
        {
            // An empty variable is none for Kibana's start script.
            if (EnvironmentNames.SettingOf(product, variable.Key) is { } key && !(product == Product.Kibana && variable.Value.Known == ""))
                assignments.Add(variable with { Key = key, Versions = EnvironmentNames.VersionsThatRead(product, variable.Key) });
        }

        var first = assignments.Count > 0 ? assignments[0].KeyLocation : fallback;
        return new(file, product, SettingsOrigin.Environment, assignments.ToImmutable(), first.File == file ? first : new(file, default), tree);
    }

    private AssignedSettings? Arguments(ImmutableArray<Assignment> assignments, Product product, DockerImage? image, Location fallback)
    {
        if (assignments.IsEmpty)
            return null;
        var carrier = assignments[0].KeyLocation.File;
        return new(carrier, product, SettingsOrigin.Arguments, assignments, fallback.File == carrier ? fallback : new(carrier, default), carrier == image?.Tree.File ? null : project?.TreeOf(carrier));
    }

    /// <summary>What is true of a service, whatever it runs.</summary>
    private Container EvidenceOf(Subject subject)
    {
        var (service, image) = (subject.Service, subject.Image);
        return new()
        {
            Name = service.Name,
            NameLocation = service.NameLocation,
            Image = service.ImageReference,
            ImageLocation = service.Image?.Location ?? service.NameLocation,
            User = Evidence(service.User) ?? (image?.User is { } user ? new EvidenceText(user.Known, user.Location) : null),
            Ports = service.NetworkMode?.Known == "none"
                ? []
                :
                [
                    .. service.Ports.Where(static port => port.Protocol?.Known is null or "tcp")
                        .Select(port => PortOf(port, service.HostBinding) with { IsShared = places.IsOfSeveral(port.Location) }),
                ],
            NetworkMode = Evidence(service.NetworkMode),
            Privileged = service.IsPrivileged.IsYes ? service.Privileged?.Location : null,
            Pid = Evidence(service.Pid),
            AddedCapabilities = [.. service.CapAdd.Select(static text => new EvidenceText(text.Known, text.Location))],
            SecurityOptions = [.. service.SecurityOpt.Select(static text => new EvidenceText(text.Known, text.Location))],
            Mounts =
            [
                .. service.Mounts.Where(static mount => mount.Kind == ComposeMountKind.Bind)
                    .Select(static mount => new ContainerMount(mount.Source?.Known, mount.TargetPath, mount.IsReadOnly, mount.Location)),
            ],
            Environment = [.. service.Environment.Select(variable => VariableOf(subject, variable))],
            OverruledVariables = [.. service.OverruledEnvironment.Select(variable => VariableOf(subject, variable))],
            GivenPaths =
            [
                .. service.Mounts.Where(static mount => mount.Kind is ComposeMountKind.Bind or ComposeMountKind.Unknown)
                    .Select(static mount => PathOf(mount.Source, mount.Location)),
                .. service.Secrets.Concat(service.Configs).Select(static grant => PathOf(grant.File, grant.Location)),
                .. (image?.Copies ?? []).SelectMany(static copy => copy.Sources).Where(static source => source.Document is null)
                    .Select(static source => new EvidenceText(source.Path.Known, source.Path.Location)),
            ],
            ImageVariables =
            [
                .. (image?.Environment ?? []).Select(static variable => OfImage(variable)),
                .. (image?.Arguments ?? []).Select(static variable => OfImage(variable) with { IsOfBuildOnly = true }),
            ],
            Commands =
            [
                .. new[] { service.Entrypoint?.Location, service.Command?.Location, service.HealthcheckTest?.Location, image?.Entrypoint?.Location, image?.Command?.Location, image?.Healthcheck?.Location }
                    .OfType<Location>(),
                .. (image?.Runs ?? []).SelectMany(static run => run.Instruction.HereDocuments.Select(document => run.Location with { Span = document.ContentSpan }).Prepend(run.Location)),
            ],
            Editor = new ContainerEditor(project, image, places),
            HostNames = [.. new[] { service.Name, service.ContainerName?.Known, service.Hostname?.Known }.Concat(service.Aliases.Select(static alias => alias.Known)).OfType<string>()],
            UserIsOpen = service.IsIncomplete || subject.BuildIsHidden,
            SwitchesUser = SwitchesUser(subject),
            AllowsRoot = AllowsRoot(subject),
            EnvironmentIsOpen = project is null || service.EnvironmentIsOpen || service.IsIncomplete || subject.BuildIsHidden,
            HasOwnStart = !subject.Start.IsOfImage || subject.Start.IsReplaced,
            MayHavePlugins = service.Build is not null || service.MountsAreOpen || subject.Start.InstallsPlugins
                || service.Mounts.Any(static mount => mount.TargetPath is not { } target
                    || IsBelow(target, "/usr/share/elasticsearch/plugins") || IsBelow(target, "/usr/share/kibana/plugins")),
        };
    }

    private static EnvironmentVariable OfImage(DockerVariable variable)
    {
        // What a variable holds that tells of a secret itself is found there.
        var isFoundElsewhere = variable.Substitutions is [{ Kind: SubstitutionKind.Defined } other] && ContainerSecrets.IsSecret(other.Name);
        var isReadable = variable.Value.Known is not null && (variable.Substitutions.Count == 0 || (variable.WrittenAt is not null && !isFoundElsewhere));
        return new(variable.Name, variable.Value.Known, isReadable, variable.NameLocation, variable.Value.Location)
        {
            Origin = variable.WrittenAt is { } written && written != variable.Value.Location ? written : null,
        };
    }

    private EnvironmentVariable VariableOf(Subject subject, ComposeVariable variable) => new(
        variable.Name,
        variable.IsFromOutside || variable.IsConditional ? null : variable.Value.Known,
        !variable.IsFromOutside && variable.Value.Known is not null && !variable.IsConditional
            && variable.Value.Substitutions.All(static substitution => substitution.Kind == SubstitutionKind.Default),
        variable.NameLocation,
        variable.Value.Location)
    {
        Origin = variable.Value.Substitutions is [{ Kind: SubstitutionKind.Defined, Definition: { } definition } whole]
            && whole.Span.Length == variable.Value.Value.Text.Length
            ? definition
            : null,
        HasOtherUse = HasOtherUse(subject, variable),
        DefaultOf = variable.Value.Substitutions is [{ Kind: SubstitutionKind.Default } reference] ? reference.Name : null,
    };

    /// <summary>Whether something else than the product has a use for a variable: another program that gets it from the same place, the health check, what starts the product.</summary>
    private bool HasOtherUse(Subject subject, ComposeVariable variable) =>
        places.IsOfSeveral(variable.NameLocation) || IsInHealthcheck(subject, variable.Name) || subject.Start.MayUse(variable.Name);

    /// <summary>Whether the health check of a service, else that of its image, has a name in it.</summary>
    private static bool IsInHealthcheck(Subject subject, string name) => subject.Service.HealthcheckTest is { } test
        ? test.Arguments.Any(argument => argument.Resolved.Contains(name, StringComparison.Ordinal))
        : subject.Image?.Healthcheck?.Arguments.Any(argument => argument.Text.Contains(name, StringComparison.Ordinal)) ?? false;

    /// <summary>A path of which at least the last part can be seen.</summary>
    private static EvidenceText PathOf(ComposeText? path, Location place) =>
        new(path is null ? null : path.Known ?? (FilePaths.NameOf(path.Resolved).Contains(MappedText.Unknown) ? null : path.Value.Text), place);

    private static EvidenceText? Evidence(ComposeText? text) => text is null ? null : new(text.Known, text.Location);

    private static PublishedPort PortOf(ComposePort port, ComposeText? byDefault)
    {
        // In the short form a variable before the colon may hold an address besides a port.
        var address = port.HostIp ?? byDefault;
        var isHidden = address is { Known: null } || (port.HostIp is null && port.HostPort is { Known: null });
        return new(address?.Known, isHidden, port.ContainerPorts?.First, port.ContainerPorts?.Last, port.Location) { IsPerHost = port.IsPerHost };
    }

    /// <summary>A service with what is known of it besides.</summary>
    /// <param name="Image">What its Dockerfile builds, or null.</param>
    /// <param name="Product">What it runs, or null for another program or a tool.</param>
    /// <param name="Arguments">What its start sets.</param>
    /// <param name="Settings">The settings file that it would run with.</param>
    private sealed record Subject(ComposeService Service, DockerImage? Image, ContainerStart Start, Product? Product, StartArguments Arguments, SettingsFile Settings)
    {
        /// <summary>Whether it is built by instructions that are out of sight.</summary>
        public bool BuildIsHidden => Service.Build is not null && Image is null;
    }
}

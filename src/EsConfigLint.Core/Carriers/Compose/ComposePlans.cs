using System.Collections.Frozen;
using System.Collections.Immutable;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Carriers.Editing;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Finds the services of a compose project that run Elasticsearch or Kibana, with everything that carries their settings.</summary>
public sealed class ComposePlans
{
    private readonly IFileLookup lookup;
    private readonly string id;

    /// <summary>Null when only an image is in sight: whoever runs it may mount and set more.</summary>
    private readonly ComposeProject? project;

    private readonly List<ContainerPlan> plans = [];
    private readonly HashSet<string> settingsFiles = new(StringComparer.Ordinal);
    private readonly HashSet<Location> shared = [];
    private readonly HashSet<string> hostNames = new(StringComparer.OrdinalIgnoreCase);

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
        var services = new List<(ComposeService Service, DockerImage? Image, Product? Product)>();
        foreach (var service in project.Services)
        {
            var image = builder.ImageOf(service);
            var product = ProductOf(service, image);
            services.Add((service, image, product is not null && StartsProduct(service, image) ? product : null));
        }

        builder.FindShared(services);
        foreach (var (service, image, product) in services)
        {
            var container = builder.EvidenceOf(service, image, service.ImageReference);
            containers.Add(container);
            builder.hostNames.UnionWith(container.HostNames);
            if (!service.IsConditional && product is { } known)
                builder.Add(service, image, known);
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
        var service = new ComposeService(file.Path, name, name)
        {
            Build = new(null, FilePaths.DirectoryOf(file.Path), null, file.Path, null, null, [], name),
        };
        var builder = new ComposePlans(lookup, file.Path, project: null);
        containers.Add(builder.EvidenceOf(service, image, service.ImageReference));
        if (ProductOf(service, image) is { } product && StartsProduct(service, image))
            builder.Add(service, image, product);
        settingsFiles.UnionWith(builder.settingsFiles);
        return builder.plans;
    }

    /// <summary>Variables that services with different programs get from one place: an env file, an anchor.</summary>
    private void FindShared(List<(ComposeService Service, DockerImage? Image, Product? Product)> services)
    {
        if (services.Count < 2)
            return;
        var users = new Dictionary<Location, Product?>();
        foreach (var (service, _, product) in services)
        {
            foreach (var variable in service.Environment)
            {
                if (!users.TryAdd(variable.NameLocation, product) && users[variable.NameLocation] != product)
                    shared.Add(variable.NameLocation);
            }
        }
    }

    private void Add(ComposeService service, DockerImage? image, Product product)
    {
        var reference = image?.BaseImageReference ?? service.ImageReference;
        var carriers = ImmutableArray.CreateBuilder<Carrier>();

        // Compose refuses a service with neither: the rest of it stands in a file that this one is given together with.
        var isFragment = service.Image is null && service.Build is null;
        var isOpen = project is null || isFragment || service.IsIncomplete || service.EnvironmentIsOpen || service.MountsAreOpen || (service.Build is not null && image is null);
        var hasFile = AddSettingsFile(service, image, product, carriers, ref isOpen, out var keystore);
        var hidesFile = (hasFile && carriers.Count == 0) || service.IsIncomplete || service.MountsAreOpen || (service.Build is not null && image is null);
        var fallback = service.Image?.Location ?? service.Build?.Location ?? service.NameLocation;
        if (image is not null)
            carriers.Add(Environment(image.Tree.File, product, image.Environment.Select(static variable => (variable.Name, variable.NameLocation, variable.Value, false)), fallback, isYaml: false));
        carriers.Add(Environment(
            service.NameLocation.File, product,
            service.Environment.Select(static variable => (variable.Name, variable.NameLocation, variable.Value.Value, variable.IsConditional)), fallback, isYaml: true));
        if (Arguments(service, product, fallback) is { } arguments)
            carriers.Add(arguments);
        if (keystore is not null)
            carriers.Add(keystore);
        plans.Add(new(
            product,
            EvidenceOf(service, image, reference) with { HasOwnSettingsFile = hasFile, HidesSettingsFile = hidesFile },
            carriers.ToImmutable(),
            isOpen || reference?.Maker == ImageMaker.Bitnami,
            reference?.Version,
            reference?.Distribution ?? Distribution.Default,
            id)
        {
            HostNames = hostNames,
        });
    }

    private DockerImage? ImageOf(ComposeService service)
    {
        if (service.Build?.DockerfilePath is not { } path || lookup.Find(path) is not { } file)
            return null;
        settingsFiles.Add(file.Path);
        return DockerImage.Build(DockerfileParser.Parse(file), service.Build.Target?.Known, service.Build.ArgumentValues);
    }

    /// <summary>By the image, else by the Dockerfile's, else by what the service sets or mounts.</summary>
    private static Product? ProductOf(ComposeService service, DockerImage? image)
    {
        if (image?.BaseImageReference.Product is { } built)
            return built;
        if (service.Build is null && service.ImageReference is { } reference && reference.Maker != ImageMaker.Unknown)
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

        return service.Environment.Any(static variable => EnvironmentNames.SettingOf(Product.Elasticsearch, variable.Name) is { } key && SettingNames.IsKnown(Product.Elasticsearch, key))
            ? Product.Elasticsearch
            : null;
    }

    private static bool IsBelow(string path, string folder) =>
        path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');

    /// <summary>Whether the container runs the product: by the image's own start, or by a command that starts it. Tools of the same image do not count.</summary>
    private static bool StartsProduct(ComposeService service, DockerImage? image)
    {
        var words = StartOf(service, image).ToList();
        if (words.Count == 0 || words.TrueForAll(static word => word.Length == 0))
            return true;
        if (service.Entrypoint is null && words[0].StartsWith('-'))
            return true;
        var text = string.Join(' ', words);
        return ProcessWords.Any(word => ContainsWord(text, word)) && !ToolWords.Any(text.Contains);
    }

    /// <summary>The words of the entrypoint and the command that are not the base image's.</summary>
    private static IEnumerable<string> StartOf(ComposeService service, DockerImage? image) =>
        (service.Entrypoint?.Arguments ?? []).Concat(service.Command?.Arguments ?? []).Select(static argument => argument.Resolved)
            .Concat(service.Entrypoint is null && service.Command is null ? OwnStart(image) : []);

    private static IEnumerable<string> OwnStart(DockerImage? image) =>
        (image?.Entrypoint?.Arguments ?? []).Concat(image?.Command?.Arguments ?? []).Select(static argument => argument.Known ?? "");

    private static readonly string[] ProcessWords = ["elasticsearch", "eswrapper", "kibana", "kibana-docker", "docker-entrypoint.sh", "es-docker"];

    /// <summary>Arguments for the image's own start, or that start by its name.</summary>
    private static bool IsImageStart(string word) =>
        word.StartsWith('-') || word is "elasticsearch" or "eswrapper" or "bin/elasticsearch" or "/usr/local/bin/kibana-docker";

    private static readonly string[] ToolWords = ["certutil", "reset-password", "setup-passwords", "curl "];

    private static readonly string[] SwitchWords = ["su", "gosu", "su-exec", "runuser", "setpriv", "chroot", "sudo", "setuidgid"];

    /// <summary>Whether the start hands over to another user; unknown when it is a script that a file of the user's own takes the place of.</summary>
    private static Truth SwitchesUser(ComposeService service, DockerImage? image)
    {
        var text = string.Join(' ', StartOf(service, image));
        if (SwitchWords.Any(word => ContainsWord(text, word)))
            return Truth.Yes;
        if (service.Mounts.Any(mount => mount.Kind == ComposeMountKind.Bind && IsStarted(mount.TargetPath)))
            return Truth.Unknown;
        foreach (var copy in image?.Copies ?? [])
        {
            if (IsStarted(copy.DestinationPath) || copy.Sources.Any(source => source.Path.Known is { } known && IsStarted($"{copy.DestinationPath}/{FilePaths.NameOf(known)}")))
                return Truth.Unknown;
        }

        return Truth.No;

        // A folder's path is part of many a command: only what looks like a script counts.
        bool IsStarted(string? path) =>
            path is not null && path.Contains('.') && (path == ImageEntrypoint || text.Contains(path, StringComparison.Ordinal));
    }

    /// <summary>What the official images start (Dockerfile of Elasticsearch, 6.0 to 9.3).</summary>
    private const string ImageEntrypoint = "/usr/local/bin/docker-entrypoint.sh";

    private static bool ContainsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || text[at - 1] is ' ' or '/' or ';' or '&' or '|' or '"' or '\'' or '\n') && (end == text.Length || text[end] is ' ' or ';' or '&' or '|' or '"' or '\'' or '\n'))
                return true;
        }

        return false;
    }

    /// <summary>The settings file that takes the place of the image's: mounted, granted or copied. One that is out of sight opens the process.</summary>
    private bool AddSettingsFile(ComposeService service, DockerImage? image, Product product, ImmutableArray<Carrier>.Builder carriers, ref bool isOpen, out Carrier? keystore)
    {
        keystore = null;
        var (folder, name) = product == Product.Elasticsearch
            ? ("/usr/share/elasticsearch/config", "elasticsearch.yml")
            : ("/usr/share/kibana/config", "kibana.yml");
        var target = $"{folder}/{name}";
        var found = false;
        string? path = null;
        var hidden = service.FindVariable(product == Product.Elasticsearch ? "ES_PATH_CONF" : "KBN_PATH_CONF") is not null;
        foreach (var copy in image?.Copies ?? [])
        {
            if (copy.From is not null || copy.DestinationPath is not { } destination)
                continue;
            foreach (var source in copy.Sources)
            {
                var brings = source.Path.Known is { } known ? FilePaths.NameOf(known.TrimEnd('/')) : null;
                if (destination == target || (destination == folder && brings == name))
                    (found, path) = (true, source.Document is null && source.Path.Known is { } inContext ? FilePaths.Combine(service.Build!.ContextPath ?? "", inContext.TrimStart('/')) : null);
            }
        }

        foreach (var mount in service.Mounts)
        {
            if (mount.TargetPath == target)
                (found, path) = (true, mount.SourcePath);
            else if (mount.TargetPath == folder && mount.Kind != ComposeMountKind.Volume)
                (found, path) = (true, mount.SourcePath is null ? null : FilePaths.Combine(mount.SourcePath, name));
            else if (mount.TargetPath == folder)
                hidden = true;
            else if (mount.TargetPath is null)
                isOpen = true;
        }

        foreach (var grant in service.Configs.Concat(service.Secrets))
        {
            if (grant.TargetPath == target)
                (found, path) = (true, grant.FilePath);
        }

        if (found && path is not null && lookup.Find(path) is { } file)
        {
            settingsFiles.Add(file.Path);
            carriers.Add(product == Product.Elasticsearch ? new ElasticsearchYmlCarrier(file) : new KibanaYmlCarrier(file));
            keystore = ListingBeside(file, product);
            return true;
        }

        isOpen |= found || hidden;
        return found || hidden;
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

    private static AssignedSettings Environment(
        SourceFile file, Product product, IEnumerable<(string Name, Location NameLocation, ValueText Value, bool IsConditional)> variables, Location fallback, bool isYaml)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var (name, nameLocation, value, isConditional) in variables)
        {
            // An empty variable is none for Kibana's start script.
            if (EnvironmentNames.SettingOf(product, name) is { } key && !(product == Product.Kibana && value.Known == ""))
                assignments.Add(new(key, value, nameLocation, isConditional));
        }

        var first = assignments.Count > 0 ? assignments[0].KeyLocation : fallback;
        return new(file, product, SettingsOrigin.Environment, assignments.ToImmutable(), first.File == file ? first : new(file, default), isYaml);
    }

    private static AssignedSettings? Arguments(ComposeService service, Product product, Location fallback)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        var arguments = (service.Entrypoint?.Arguments ?? []).Concat(service.Command?.Arguments ?? []).ToList();
        for (var i = 0; i < arguments.Count; i++)
        {
            var text = arguments[i].Value.Text;
            var prefix = product == Product.Elasticsearch ? "-E" : "--";
            if (!text.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            var argument = arguments[i];
            if (text == "-E" && i + 1 < arguments.Count)
                (argument, prefix) = (arguments[++i], "");
            text = argument.Value.Text;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= prefix.Length)
                continue;
            var known = argument.Known is { } whole && whole.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? whole[(at + 1)..] : null;
            var key = text[prefix.Length..equals];
            if (product == Product.Kibana && !key.Contains('.'))
                continue;
            var (name, value) = Halves(argument.Location);
            assignments.Add(new(key, new(text[(equals + 1)..], known, value), name, false));
        }

        return assignments.Count == 0 ? null : new(service.NameLocation.File, product, SettingsOrigin.Arguments, assignments.ToImmutable(), fallback, isYaml: true);
    }

    /// <summary>What stands before and behind the equals sign of an argument, without quotes around the whole.</summary>
    private static (Location Name, Location Value) Halves(Location argument)
    {
        var written = argument.File.Slice(argument.Span);
        if (written.Length > 1 && written[0] is '"' or '\'' && written[^1] == written[0])
            argument = argument with { Span = TextSpan.FromBounds(argument.Span.Start + 1, argument.Span.End - 1) };
        var equals = argument.File.Slice(argument.Span).IndexOf('=', StringComparison.Ordinal);
        var middle = argument.Span.Start + Math.Max(0, equals);
        return (argument with { Span = TextSpan.FromBounds(argument.Span.Start, middle) }, argument with { Span = TextSpan.FromBounds(Math.Min(middle + 1, argument.Span.End), argument.Span.End) });
    }

    private Container EvidenceOf(ComposeService service, DockerImage? image, ImageReference? reference) => new()
    {
        Name = service.Name,
        NameLocation = service.NameLocation,
        Image = reference,
        ImageLocation = service.Image?.Location ?? service.NameLocation,
        User = Evidence(service.User) ?? (image?.User is { } user ? new EvidenceText(user.Known, user.Location) : null),
        UserIsOpen = service.IsIncomplete || (service.Build is not null && image is null),
        SwitchesUser = SwitchesUser(service, image),
        Ports = [.. service.Ports.Where(static port => port.Protocol?.Known is null or "tcp").Select(PortOf)],
        NetworkMode = Evidence(service.NetworkMode),
        Privileged = service.IsPrivileged.IsYes ? service.Privileged?.Location : null,
        Pid = Evidence(service.Pid),
        AddedCapabilities = [.. service.CapAdd.Select(static text => new EvidenceText(text.Known, text.Location))],
        SecurityOptions = [.. service.SecurityOpt.Select(static text => new EvidenceText(text.Known, text.Location))],
        Mounts = [.. service.Mounts.Where(static mount => mount.Kind == ComposeMountKind.Bind).Select(static mount => new ContainerMount(mount.Source?.Known, mount.TargetPath, mount.IsReadOnly, mount.Location))],
        Environment = [.. VariablesOf(service)],
        CopiedFiles = [.. (image?.Copies ?? []).Where(static copy => copy.From is null).SelectMany(static copy => copy.Sources).Where(static source => source.Document is null)
            .Select(static source => new EvidenceText(source.Path.Known, source.Path.Location))],
        ImageVariables = [.. (image?.Environment ?? []).Select(static variable => OfImage(variable)), .. (image?.Arguments ?? []).Select(static variable => OfImage(variable) with { IsOfBuildOnly = true })],
        Commands =
        [
            .. new[] { service.Entrypoint?.Location, service.Command?.Location, service.HealthcheckTest?.Location, image?.Entrypoint?.Location, image?.Command?.Location, image?.Healthcheck?.Location }
                .OfType<Location>(),
            .. (image?.Runs ?? []).Select(static run => run.Location),
        ],
        EnvironmentIsOpen = project is null || service.EnvironmentIsOpen || service.IsIncomplete || (service.Build is not null && image is null),
        HasOwnStart = service.Entrypoint is not null || (service.Command is { Arguments: [{ } first, ..] } && !IsImageStart(first.Resolved)) || image?.Entrypoint is not null || image?.Command is not null,
        Editor = new ContainerEditor(project, image),
        HostNames = [.. new[] { service.Name, service.ContainerName?.Known, service.Hostname?.Known }.Concat(service.Aliases.Select(static alias => alias.Known)).OfType<string>()],
    };

    private static EnvironmentVariable OfImage(DockerVariable variable) => new(
        variable.Name, variable.Value.Known, variable.Value.Known is not null && variable.Substitutions.Count == 0, variable.NameLocation, variable.Value.Location);

    /// <summary>Every variable of a service, for what is true of tool containers too.</summary>
    private IEnumerable<EnvironmentVariable> VariablesOf(ComposeService service) =>
        service.Environment.Select(variable => new EnvironmentVariable(
            variable.Name,
            variable.IsFromOutside ? null : variable.Value.Known,
            !variable.IsFromOutside && variable.Value.Known is not null && !variable.IsConditional
                && variable.Value.Substitutions.All(static substitution => substitution.Kind == SubstitutionKind.Default),
            variable.NameLocation,
            variable.Value.Location)
        {
            Origin = variable.Value.Substitutions is [{ Kind: SubstitutionKind.Defined, Definition: { } definition } whole] && whole.Span.Length == variable.Value.Value.Text.Length
                ? definition
                : null,
            HasOtherUse = shared.Contains(variable.NameLocation)
                || (service.HealthcheckTest?.Arguments.Any(argument => argument.Resolved.Contains(variable.Name, StringComparison.Ordinal)) ?? false),
            DefaultOf = variable.Value.Substitutions is [{ Kind: SubstitutionKind.Default } reference] ? reference.Name : null,
        });

    private static EvidenceText? Evidence(ComposeText? text) => text is null ? null : new(text.Known, text.Location);

    private static PublishedPort PortOf(ComposePort port)
    {
        // In the short form a variable before the colon may hold an address besides a port.
        var isHidden = port.HostIp is { Known: null } || (port.HostIp is null && port.HostPort is { Known: null });
        return new(port.HostIp?.Known, isHidden, port.ContainerPorts?.First, port.ContainerPorts?.Last, port.Location) { IsPerHost = port.IsPerHost };
    }
}

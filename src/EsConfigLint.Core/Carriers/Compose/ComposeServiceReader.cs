using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Turns the merged mapping of a service into values.</summary>
internal sealed class ComposeServiceReader(ComposeLoader loader, ComposeTexts texts, ComposeMap project)
{
    public ComposeService Read(string name, ComposeEntry entry, ComposeMap map)
    {
        var service = new ComposeService(name, new(entry.Source.File, entry.KeySpan), map.Location)
        {
            IsIncomplete = map.IsIncomplete || HoldsLooseIsland(map),
            IsConditional = IsConditional(entry.Source, entry.KeySpan),
            Image = Text(map, "image"),
            NetworkMode = Text(map, "network_mode"),
            User = Text(map, "user"),
            Privileged = Text(map, "privileged"),
            Pid = Text(map, "pid"),
            ContainerName = Text(map, "container_name"),
            Hostname = Text(map, "hostname"),
            Aliases = ReadAliases(map.FindMap("networks")),
            CapAdd = List(map, "cap_add"),
            SecurityOpt = List(map, "security_opt"),
            Entrypoint = Command(map.Find("entrypoint"), false),
            Command = Command(map.Find("command"), false),
        };
        service.EnvironmentIsOpen = service.IsIncomplete;
        service.MountsAreOpen = service.IsIncomplete || map.Find("volumes_from") is not null;
        service.Build = ReadBuild(map.Find("build"));
        ReadEnvironment(service, map);
        service.Ports = ReadPorts(map.Find("ports"));
        service.HostBinding = service.NetworkMode is null ? ReadHostBinding(map.Find("networks")) : null;
        ReadMounts(service, map);
        service.Configs = ReadGrants(map, "configs", "");
        service.Secrets = ReadGrants(map, "secrets", "/run/secrets");
        service.HealthcheckTest = Command(map.FindMap("healthcheck")?.Find("test"), true);
        return service;
    }

    private List<ComposeText> ReadAliases(ComposeMap? networks)
    {
        var aliases = new List<ComposeText>();
        foreach (var (_, entry) in networks?.Entries ?? [])
        {
            if (entry.Value is ComposeMap network)
                aliases.AddRange(texts.ReadList(network.Find("aliases")));
        }

        return aliases;
    }

    /// <summary>Of several networks Docker takes one, which the files do not tell.</summary>
    private ComposeText? ReadHostBinding(ComposeNode? networks)
    {
        if (project.FindMap("networks") is not { } definitions)
            return null;
        var names = networks switch
        {
            ComposeMap map => [.. map.Entries.Keys],
            ComposeList list => texts.ReadList(list).ConvertAll(static text => text.Known),
            _ => new List<string?> { "default" },
        };
        foreach (var name in names)
        {
            if (name is not null && definitions.FindMap(name)?.FindMap("driver_opts") is { } options
                && Text(options, "com.docker.network.bridge.host_binding_ipv4") is { } binding)
                return names.Count == 1 ? binding : binding with { Value = binding.Value with { Known = null } };
        }

        return null;
    }

    private static bool IsConditional(ComposeSource source, TextSpan span)
    {
        foreach (var region in source.Tree.ConditionalRegions)
        {
            if (region.Contains(span))
                return true;
        }

        return false;
    }

    /// <summary>Whether a template fills lines of the node, or beside it with nothing between, so that it may expand to
    /// entries.</summary>
    private static bool HoldsLooseIsland(ComposeNode node)
    {
        var islands = node.Source.Tree.Islands;
        if (islands.Count == 0)
            return false;
        var text = node.Source.File.Text;
        var first = node.Source.Tree.FirstIslandBehind(node.Span.Start);
        for (int index = first - 1, start = node.Span.Start; index >= 0; index--)
        {
            var island = islands[index];
            if (!text.AsSpan(island.Span.End, start - island.Span.End).IsWhiteSpace())
                break;
            if (IsLoose(island))
                return true;
            start = island.Span.Start;
        }

        var end = node.Span.End;
        for (var index = first; index < islands.Count; index++)
        {
            var island = islands[index];
            if (island.Span.Start >= end && !text.AsSpan(end, island.Span.Start - end).IsWhiteSpace())
                break;
            if (IsLoose(island))
                return true;
            end = Math.Max(end, island.Span.End);
        }

        return false;

        static bool IsLoose(TemplateIsland island) => island is { StandsAlone: true, Kind: TemplateIslandKind.Expression };
    }

    private ComposeText? Text(ComposeMap map, string key) => texts.ReadOptional(map.Find(key));

    private List<ComposeText> List(ComposeMap map, string key)
    {
        var all = texts.ReadList(map.Find(key));
        if (all.Count < 2)
            return all;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        all.RemoveAll(text => text.Known is { } known && !seen.Add(known));
        return all;
    }

    private ComposeCommand? Command(ComposeNode? node, bool textIsForShell)
    {
        switch (node)
        {
            case ComposeScalar scalar:
                var resolved = texts.Resolve(scalar);
                if (textIsForShell)
                    return new([resolved.Whole], true, resolved.Text.Known is null, scalar.Location);
                var words = ShellWords.Split(resolved.Text);
                if (words is null)
                {
                    loader.Report(ComposeProblemKind.Syntax, scalar.Location, "the command has an open quote or bracket");
                    return new([], false, true, scalar.Location);
                }

                var arguments = new List<ComposeText>(words.Count);
                var isOpen = false;
                foreach (var word in words)
                {
                    if (!loader.TryTake())
                        break;
                    arguments.Add(resolved.Part(word));
                    isOpen |= word.Known is null;
                }

                return new(arguments, false, isOpen, scalar.Location);
            case ComposeList list:
                return new(texts.ReadList(list), false, false, list.Location);
            default:
                texts.ReadOptional(node);
                return null;
        }
    }

    private ComposeBuild? ReadBuild(ComposeNode? node)
    {
        if (node is ComposeScalar scalar)
        {
            var whole = texts.Read(scalar);
            var path = ComposePaths.Resolve(whole, scalar.Source);
            return new(whole, path, null, path is null ? null : FilePaths.Combine(path, "Dockerfile"), null, null, [], scalar.Location);
        }

        if (node is not ComposeMap map)
        {
            texts.ReadOptional(node);
            return null;
        }

        var context = Text(map, "context");
        var source = map.Find("context")?.Source ?? map.Source;
        var contextPath = context is null ? source.Directory : ComposePaths.Resolve(context, source);
        var dockerfile = Text(map, "dockerfile");
        var inline = Text(map, "dockerfile_inline");
        string? dockerfilePath = null;
        if (contextPath is not null && inline is null)
        {
            dockerfilePath = dockerfile is null
                ? FilePaths.Combine(contextPath, "Dockerfile")
                : ComposePaths.Resolve(dockerfile.Known, contextPath);
        }

        var arguments = new OrderedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
        ReadVariables(map.Find("args"), arguments);
        return new(context, contextPath, dockerfile, dockerfilePath, inline, Text(map, "target"), [.. arguments.Values], map.Location);
    }

    private void ReadEnvironment(ComposeService service, ComposeMap map)
    {
        var own = new OrderedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
        if (map.Find("environment") is { } environment)
            service.EnvironmentIsOpen |= ReadVariables(environment, own);

        if (map.Find("env_file") is { } envFiles)
        {
            var fromFiles = new OrderedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
            foreach (var layer in Layers(envFiles))
            {
                foreach (var item in layer is ComposeList list ? list.Items : [layer])
                    service.EnvironmentIsOpen |= ReadEnvFile(service, item, own, fromFiles);
            }

            foreach (var (name, variable) in own)
                fromFiles[name] = variable;
            own = fromFiles;
        }

        service.Environment = [.. own.Values];
    }

    private static IReadOnlyList<ComposeNode> Layers(ComposeNode node) =>
        node is ComposeList { IsStack: true } stack ? stack.Items : [node];

    /// <summary>Reads <c>NAME=value</c> lists and mappings, the later ones on top. True when there may be entries that
    /// we do not see.</summary>
    private bool ReadVariables(ComposeNode? node, OrderedDictionary<string, ComposeVariable> variables)
    {
        if (node is null)
            return false;
        var isOpen = false;
        foreach (var layer in Layers(node))
        {
            isOpen |= HoldsLooseIsland(layer);
            switch (layer)
            {
                case ComposeMap map:
                    isOpen |= map.IsIncomplete;
                    foreach (var (name, entry) in map.Entries)
                    {
                        if (!loader.TryTake())
                            return true;
                        isOpen |= entry.HasTemplatedKey;
                        if (entry.HasTemplatedKey || entry.Value.Tag == MergeTag.Reset)
                            continue;
                        if (entry.Value is ComposeScalar value)
                            variables[name] = Variable(name, entry, value);
                        else
                            loader.Report(ComposeProblemKind.WrongType, entry.Value.Location, $"the value of '{name}' is no text");
                    }

                    break;
                case ComposeList list:
                    foreach (var item in list.Items)
                    {
                        if (!loader.TryTake())
                            return true;
                        if (item is not ComposeScalar scalar)
                            loader.Report(ComposeProblemKind.WrongType, item.Location, "an item of a variable list is NAME=value");
                        else if (Variable(scalar) is { } variable)
                            variables[variable.Name] = variable;
                        else
                            isOpen = true;
                    }

                    break;
                case ComposeScalar { IsNull: true }:
                    break;
                default:
                    loader.Report(ComposeProblemKind.WrongType, layer.Location, "variables are a list or a mapping");
                    break;
            }
        }

        return isOpen;
    }

    private ComposeVariable Variable(string name, ComposeEntry entry, ComposeScalar value)
    {
        var nameLocation = new Location(entry.Source.File, entry.KeySpan);
        var isConditional = IsConditional(entry.Source, entry.KeySpan);
        if (value.IsNull)
            return FromOutside(name, nameLocation, entry.Source) with { IsConditional = isConditional };
        var text = texts.Read(value);
        if (value.Yaml.Style == YamlScalarStyle.Plain && text.Known is "True" or "TRUE" or "False" or "FALSE")
        {
            var word = text.Known.ToLowerInvariant();
            text = text with { Value = text.Value with { Known = word }, Resolved = word };
        }

        return new(name, nameLocation, text) { IsConditional = isConditional };
    }

    /// <summary>An item of a list; null when a variable or a template hides its name.</summary>
    private ComposeVariable? Variable(ComposeScalar scalar)
    {
        var resolved = texts.Resolve(scalar);
        var text = resolved.Text;
        var equals = text.Text.IndexOf('=');
        var nameLength = equals < 0 ? text.Length : equals;
        if (text.KnownAt(0, nameLength) is not { Length: > 0 } name)
            return null;
        var source = scalar.Source;
        var nameLocation = new Location(source.File, text.SourceOf(0, nameLength));
        var isConditional = IsConditional(source, scalar.Span);
        if (equals < 0)
            return FromOutside(name, nameLocation, source) with { IsConditional = isConditional };
        return new(name, nameLocation, resolved.Part(equals + 1, text.Length - equals - 1)) { IsConditional = isConditional };
    }

    private static ComposeVariable FromOutside(string name, Location location, ComposeSource source)
    {
        var value = source.Variables.Find(name);
        var substitution = value is { } known
            ? new Substitution(name, location.Span, SubstitutionKind.Defined, known.Definition)
            : new Substitution(name, location.Span, SubstitutionKind.Unresolved);
        return new(name, location, new(new("", value?.Value, location), [substitution])) { IsFromOutside = true };
    }

    /// <summary>True when the file, and so some variables, are out of sight.</summary>
    private bool ReadEnvFile(
        ComposeService service,
        ComposeNode item,
        OrderedDictionary<string, ComposeVariable> own,
        OrderedDictionary<string, ComposeVariable> variables)
    {
        if (item is ComposeScalar { IsNull: true })
            return false;
        var map = item as ComposeMap;
        if (texts.ReadOptional(map is null ? item : map.Find("path")) is not { } path)
            return true;
        var isOptional = map is not null && ComposeService.TruthOf(Text(map, "required")).IsNo && map.Find("required") is not null;
        var format = map is not null && Text(map, "format") is { Known: "raw" } ? EnvFileFormat.Raw : EnvFileFormat.Compose;
        if (ComposePaths.Resolve(path, item.Source) is not { } resolved)
        {
            loader.AddUnreachable(ComposeReferenceKind.EnvFile, path, service.Name, isOptional);
            return true;
        }

        if (loader.Find(ComposeReferenceKind.EnvFile, resolved, path.Location, service.Name, isOptional) is not { } file)
            return true;
        var envFile = loader.ReadEnvFile(resolved, file, format);
        var values = envFile.Resolve(Outside);
        foreach (var value in values)
        {
            if (!loader.TryTake())
                return true;
            var nameLocation = new Location(file, value.Entry.NameSpan);
            var location = value.Entry.IsInherited ? nameLocation : new Location(file, value.Entry.ValueSpan);
            var kind = value.Value is null ? SubstitutionKind.Unresolved : SubstitutionKind.Defined;
            IReadOnlyList<Substitution> substitutions = value.Entry.IsInherited
                ? [new(value.Entry.Name, nameLocation.Span, kind)]
                : value.Substitutions;
            var isQuoted = value.Entry.ValueSpan.Length != value.Entry.Text?.Length;
            var text = new ValueText(value.Entry.Text ?? "", value.Value, location, isQuoted);
            variables[value.Entry.Name] = new(value.Entry.Name, nameLocation, new(text, substitutions))
            {
                IsFromOutside = value.Entry.IsInherited,
                EnvFile = file,
            };
        }

        return envFile.Error is not null;

        VariableValue? Outside(string name)
        {
            if (item.Source.Variables.Find(name) is { } outer)
                return outer;
            if (own.TryGetValue(name, out var variable) || variables.TryGetValue(name, out variable))
                return new(variable.Value.Known, variable.Value.Location);
            return null;
        }
    }

    private List<ComposePort> ReadPorts(ComposeNode? node)
    {
        var ports = new List<ComposePort>();
        if (node is not ComposeList list)
        {
            if (node is not null)
                loader.Report(ComposeProblemKind.WrongType, node.Location, "ports take a list");
            return ports;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (!loader.TryTake())
                break;
            var port = item switch
            {
                ComposeScalar { IsNull: false } scalar => ShortPort(texts.Resolve(scalar)),
                ComposeMap map => LongPort(map),
                _ => null,
            };
            if (port is not null && (IdentityOf(port) is not { } identity || seen.Add(identity)))
                ports.Add(port);
        }

        return ports;
    }

    private static string? IdentityOf(ComposePort port) =>
        port is { HostIp: null or { Known: not null }, HostPort: null or { Known: not null }, ContainerPort.Known: { } container }
            ? $"{port.HostIp?.Known}|{port.HostPort?.Known}|{container}|{port.Protocol?.Known ?? "tcp"}"
            : null;

    private ComposePort? LongPort(ComposeMap map)
    {
        if (Text(map, "target") is not { } target)
        {
            loader.Report(ComposeProblemKind.WrongType, map.Location, "a port has no target");
            return null;
        }

        return new(NonEmpty(Text(map, "host_ip")), NonEmpty(Text(map, "published")), target, Text(map, "protocol"), map.Location)
        {
            IsPerHost = Text(map, "mode") is { Known: "host" },
        };
    }

    private static ComposeText? NonEmpty(ComposeText? text) => text is { Known: "" } ? null : text;

    /// <summary><c>[[ip:]host:]container[/protocol]</c>; a variable in front may hold several of the parts.</summary>
    private static ComposePort? ShortPort(ResolvedScalar scalar)
    {
        var text = scalar.Text.Text;
        var end = text.LastIndexOf('/');
        var protocol = end < 0 ? null : scalar.Part(end + 1, text.Length - end - 1);
        end = end < 0 ? text.Length : end;
        var containerStart = text.AsSpan(0, end).LastIndexOf(':') + 1;
        if (end == containerStart)
            return null;
        var container = scalar.Part(containerStart, end - containerStart);
        if (containerStart == 0)
        {
            var hidden = container.Known is null ? container : null;
            return new(hidden, hidden, container, protocol, scalar.Scalar.Location);
        }

        var hostEnd = containerStart - 1;
        var hostStart = text.AsSpan(0, hostEnd).LastIndexOf(':') + 1;
        var host = scalar.Part(hostStart, hostEnd - hostStart);
        ComposeText? ip = null;
        if (hostStart > 1)
        {
            var ipStart = text[0] == '[' ? 1 : 0;
            var ipEnd = hostStart - 1 - (ipStart == 1 && text[hostStart - 2] == ']' ? 1 : 0);
            ip = scalar.Part(ipStart, ipEnd - ipStart);
        }
        else if (host.Known is null)
        {
            ip = host;
        }

        return new(NonEmpty(ip), NonEmpty(host), container, protocol, scalar.Scalar.Location);
    }

    private void ReadMounts(ComposeService service, ComposeMap map)
    {
        var mounts = new List<ComposeMount>();
        var byTarget = new Dictionary<string, int>(StringComparer.Ordinal);
        if (map.Find("volumes") is ComposeList list)
        {
            service.MountsAreOpen |= HoldsLooseIsland(list);
            foreach (var item in list.Items)
            {
                if (!loader.TryTake())
                    break;
                var mount = item switch
                {
                    ComposeScalar { IsNull: false } scalar => ShortMount(scalar),
                    ComposeMap long_ => LongMount(long_),
                    _ => null,
                };
                if (mount is not null)
                    Add(mount);
                else
                    service.MountsAreOpen = true;
            }
        }
        else if (map.Find("volumes") is { } other)
        {
            loader.Report(ComposeProblemKind.WrongType, other.Location, "volumes take a list");
        }

        foreach (var layer in map.Find("tmpfs") is { } tmpfs ? Layers(tmpfs) : [])
        {
            foreach (var text in texts.ReadList(layer))
                Add(new(ComposeMountKind.Tmpfs, null, null, text, Truth.No, text.Location));
        }

        service.Mounts = mounts;

        void Add(ComposeMount mount)
        {
            service.MountsAreOpen |= mount.TargetPath is null;
            if (mount.TargetPath is not { } target || byTarget.TryAdd(target, mounts.Count))
                mounts.Add(mount);
            else
                mounts[byTarget[target]] = mount;
        }
    }

    /// <summary><c>[source:]target[:options]</c>; null when a variable hides all of it.</summary>
    private ComposeMount? ShortMount(ComposeScalar scalar)
    {
        var resolved = texts.Resolve(scalar);
        var text = resolved.Text.Text;
        var colons = new List<int>();
        for (var at = 0; at < text.Length; at++)
        {
            var partStart = colons.Count == 0 ? 0 : colons[^1] + 1;
            if (text[at] == ':' && !(at == partStart + 1 && char.IsAsciiLetter(text[partStart])))
                colons.Add(at);
        }

        if (colons.Count == 0)
        {
            return resolved.Text.Known is null
                ? null
                : new(ComposeMountKind.Volume, null, null, resolved.Whole, Truth.No, scalar.Location);
        }

        var targetEnd = colons.Count > 1 ? colons[1] : text.Length;
        var source = resolved.Part(0, colons[0]);
        var target = resolved.Part(colons[0] + 1, targetEnd - colons[0] - 1);
        var isReadOnly = Truth.No;
        if (colons.Count > 1)
        {
            var options = text.AsSpan(targetEnd + 1);
            foreach (var option in options.Split(','))
                isReadOnly = options[option] is "ro" ? Truth.Yes : isReadOnly;
            if (isReadOnly.IsNo && options.Contains(MappedText.Unknown))
                isReadOnly = Truth.Unknown;
        }

        var kind = colons[0] == 0 ? ComposeMountKind.Unknown : text[0] switch
        {
            MappedText.Unknown when source.BelowWorkingDirectory is null => ComposeMountKind.Unknown,
            MappedText.Unknown or '.' or '/' or '~' => ComposeMountKind.Bind,
            _ => text.StartsWith(@"\\", StringComparison.Ordinal) || ComposePaths.IsDrive(text)
                ? ComposeMountKind.Bind
                : ComposeMountKind.Volume,
        };
        return Mount(kind, source, scalar.Source, target, isReadOnly, scalar.Location);
    }

    private ComposeMount? LongMount(ComposeMap map)
    {
        if (Text(map, "target") is not { } target)
        {
            loader.Report(ComposeProblemKind.WrongType, map.Location, "a mount has no target");
            return null;
        }

        var kind = Text(map, "type") switch
        {
            { Known: "bind" } => ComposeMountKind.Bind,
            null or { Known: "volume" } => ComposeMountKind.Volume,
            { Known: "tmpfs" } => ComposeMountKind.Tmpfs,
            { Known: null } => ComposeMountKind.Unknown,
            _ => ComposeMountKind.Other,
        };
        var directory = map.Find("source")?.Source ?? map.Source;
        return Mount(kind, Text(map, "source"), directory, target, ComposeService.TruthOf(Text(map, "read_only")), map.Location);
    }

    private ComposeMount Mount(
        ComposeMountKind kind, ComposeText? source, ComposeSource origin, ComposeText target, Truth isReadOnly, Location location)
    {
        if (kind == ComposeMountKind.Bind)
            return new(kind, source, source is null ? null : ComposePaths.Resolve(source, origin), target, isReadOnly, location);
        if (kind == ComposeMountKind.Volume && source?.Known is { } name && BoundPath(name) is var (device, path))
            return new(ComposeMountKind.Bind, device, path, target, isReadOnly, location);
        return new(kind, source, null, target, isReadOnly, location);
    }

    /// <summary>The host path that a named volume of the local driver binds, or null.</summary>
    private (ComposeText Device, string? Path)? BoundPath(string name)
    {
        if (project.FindMap("volumes")?.FindMap(name)?.FindMap("driver_opts") is not { } options
            || Text(options, "o")?.Known?.Contains("bind", StringComparison.Ordinal) != true
            || options.Find("device") is not ComposeScalar device)
            return null;
        var text = texts.Read(device);
        return (text, ComposePaths.Resolve(text, device.Source));
    }

    private List<ComposeGrant> ReadGrants(ComposeMap map, string key, string directory)
    {
        var grants = new List<ComposeGrant>();
        if (map.Find(key) is not ComposeList list)
            return grants;
        foreach (var item in list.Items)
        {
            if (!loader.TryTake())
                break;
            var entry = item as ComposeMap;
            if (texts.ReadOptional(entry is null ? item : entry.Find("source")) is not { } name)
                continue;
            var target = (entry is null ? null : Text(entry, "target")) ?? name;
            var path = target.Known is { } known ? FilePaths.Combine(directory.Length == 0 ? "/" : directory, known) : null;
            grants.Add(Define(new(name, path, item.Location), key));
        }

        return grants;
    }

    private ComposeGrant Define(ComposeGrant grant, string key)
    {
        if (grant.Name.Known is not { } name || project.FindMap(key)?.FindMap(name) is not { } definition)
            return grant;
        var file = Text(definition, "file");
        return grant with
        {
            Definition = definition.Location,
            File = file,
            FilePath = file is null ? null : ComposePaths.Resolve(file, definition.Find("file")!.Source),
            Content = Text(definition, "content"),
            EnvironmentVariable = Text(definition, "environment"),
            IsExternal = definition.Find("external") is { } external
                && (external is ComposeMap || !ComposeService.TruthOf(texts.ReadOptional(external)).IsNo),
        };
    }
}

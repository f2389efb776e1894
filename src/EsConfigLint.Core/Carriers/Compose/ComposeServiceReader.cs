using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Turns the merged mapping of a service into values.</summary>
internal sealed class ComposeServiceReader(ComposeLoader loader, ComposeTexts texts, ComposeMap project)
{
    private readonly ComposeEnvironmentReader environment = new(loader, texts);
    private readonly ComposePortReader ports = new(loader, texts, project);
    private readonly ComposeMountReader mounts = new(loader, texts, project);

    public ComposeService Read(string name, ComposeEntry entry, ComposeMap map)
    {
        var service = new ComposeService(name, new(entry.Source.File, entry.KeySpan), map.Location)
        {
            IsIncomplete = map.IsIncomplete || map.HoldsLooseIsland(),
            IsConditional = entry.Source.IsConditional(entry.KeySpan),
            Image = texts.ReadOptional(map, "image"),
            NetworkMode = texts.ReadOptional(map, "network_mode"),
            User = texts.ReadOptional(map, "user"),
            Privileged = texts.ReadOptional(map, "privileged"),
            Pid = texts.ReadOptional(map, "pid"),
            ContainerName = texts.ReadOptional(map, "container_name"),
            Hostname = texts.ReadOptional(map, "hostname"),
            Aliases = ReadAliases(map.FindMap("networks")),
            CapAdd = List(map, "cap_add"),
            SecurityOpt = List(map, "security_opt"),
            Entrypoint = Command(map.Find("entrypoint"), false),
            Command = Command(map.Find("command"), false),
        };
        service.EnvironmentIsOpen = service.IsIncomplete;
        service.MountsAreOpen = service.IsIncomplete || map.Find("volumes_from") is not null;
        service.Build = ReadBuild(map.Find("build"));
        environment.Read(service, map);
        service.Ports = ports.Read(map.Find("ports"));
        service.HostBinding = service.NetworkMode is null ? ports.ReadHostBinding(map.Find("networks")) : null;
        mounts.Read(service, map);
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

        var context = texts.ReadOptional(map, "context");
        var source = map.Find("context")?.Source ?? map.Source;
        var contextPath = context is null ? source.Directory : ComposePaths.Resolve(context, source);
        var dockerfile = texts.ReadOptional(map, "dockerfile");
        var inline = texts.ReadOptional(map, "dockerfile_inline");
        string? dockerfilePath = null;
        if (contextPath is not null && inline is null)
        {
            dockerfilePath = dockerfile is null
                ? FilePaths.Combine(contextPath, "Dockerfile")
                : ComposePaths.Resolve(dockerfile.Known, contextPath);
        }

        var arguments = new OrderedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
        environment.ReadVariables(map.Find("args"), arguments, []);
        return new(context, contextPath, dockerfile, dockerfilePath, inline, texts.ReadOptional(map, "target"), [.. arguments.Values], map.Location);
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
            var target = (entry is null ? null : texts.ReadOptional(entry, "target")) ?? name;
            var path = target.Known is { } known ? FilePaths.Combine(directory.Length == 0 ? "/" : directory, known) : null;
            grants.Add(Define(new(name, path, item.Location), key));
        }

        return grants;
    }

    private ComposeGrant Define(ComposeGrant grant, string key)
    {
        if (grant.Name.Known is not { } name || project.FindMap(key)?.FindMap(name) is not { } definition)
            return grant;
        var file = texts.ReadOptional(definition, "file");
        return grant with
        {
            Definition = definition.Location,
            File = file,
            FilePath = file is null ? null : ComposePaths.Resolve(file, definition.Find("file")!.Source),
            Content = texts.ReadOptional(definition, "content"),
            EnvironmentVariable = texts.ReadOptional(definition, "environment"),
            IsExternal = definition.Find("external") is { } external
                && (external is ComposeMap || !ComposeService.TruthOf(texts.ReadOptional(external)).IsNo),
        };
    }
}

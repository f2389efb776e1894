namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Reads what a service publishes: its <c>ports</c>, and where those without an address are.</summary>
internal sealed class ComposePortReader(ComposeLoader loader, ComposeTexts texts, ComposeMap project)
{
    public List<ComposePort> Read(ComposeNode? node)
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
        if (texts.ReadOptional(map, "target") is not { } target)
        {
            loader.Report(ComposeProblemKind.WrongType, map.Location, "a port has no target");
            return null;
        }

        return new(NonEmpty(texts.ReadOptional(map, "host_ip")), NonEmpty(texts.ReadOptional(map, "published")), target, texts.ReadOptional(map, "protocol"), map.Location)
        {
            IsPerHost = texts.ReadOptional(map, "mode") is { Known: "host" },
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

    /// <summary>Of several networks Docker takes one, which the files do not tell.</summary>
    public ComposeText? ReadHostBinding(ComposeNode? networks)
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
                && texts.ReadOptional(options, "com.docker.network.bridge.host_binding_ipv4") is { } binding)
                return names.Count == 1 ? binding : binding with { Value = binding.Value with { Known = null } };
        }

        return null;
    }
}

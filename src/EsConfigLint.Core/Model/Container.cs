using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>A text that a file says about a container.</summary>
/// <param name="Known">The text after interpolation, or null when nobody can see it.</param>
public readonly record struct EvidenceText(string? Known, Location Location)
{
    /// <summary>As the name of a capability: upper case, without <c>CAP_</c>.</summary>
    public string? Name => Known?.Trim().ToUpperInvariant() is { } upper
        ? upper.StartsWith("CAP_", StringComparison.Ordinal) ? upper[4..] : upper
        : null;
}

/// <summary>A container port that is published on the host.</summary>
/// <param name="HostAddress">The host address; null when none is written, which means all interfaces.</param>
/// <param name="HostIsHidden">Whether a variable may hold the address.</param>
/// <param name="First">The first container port; null when it cannot be seen.</param>
/// <param name="Last">The last container port.</param>
public readonly record struct PublishedPort(string? HostAddress, bool HostIsHidden, int? First, int? Last, Location Location)
{
    /// <summary>Whether every interface of the host, or a public one, leads to it.</summary>
    public bool IsWide => !HostIsHidden
        && (HostAddress is null || NetworkAddress.Classify(HostAddress) is AddressClass.Wildcard or AddressClass.Public);

    /// <summary>Whether something else than the host itself is led to it for certain.</summary>
    public bool IsBeyondLoopback => !HostIsHidden
        && (HostAddress is null || NetworkAddress.Classify(HostAddress) is not (AddressClass.Loopback or AddressClass.Unknown));

    /// <summary>Whether only the host itself is led to it.</summary>
    public bool IsOnLoopback => !HostIsHidden && HostAddress is not null && NetworkAddress.Classify(HostAddress) == AddressClass.Loopback;

    /// <summary>Whether a container with another program has it from the same place.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether a swarm publishes it on the hosts that run the container alone, not on each of its hosts.</summary>
    public bool IsPerHost { get; init; }

    public bool Covers(int port) => First <= port && port <= Last;

    /// <summary>That only the host itself reaches it: an address in front of the short form; null when it is not written so.</summary>
    public Replacement? OnLoopback()
    {
        var edit = TextEdit.Inside(Location, "");
        var written = edit.File.Slice(edit.Span);
        if (IsShared || HostAddress is not null || written.Length == 0
            || written.Any(static c => !char.IsAsciiDigit(c) && c is not (':' or '-' or '/' or 't' or 'c' or 'p')))
            return null;
        return new(
            edit with { Span = new(edit.Span.Start, 0), NewText = written[0] == ':' ? "127.0.0.1" : written.Contains(':') ? "127.0.0.1:" : "127.0.0.1::" },
            "publish the port on 127.0.0.1 only");
    }
}

/// <summary>Something of the host that a container sees.</summary>
/// <param name="Source">The path on the host, as written; null when it cannot be seen.</param>
public readonly record struct ContainerMount(string? Source, string? Target, Truth IsReadOnly, Location Location)
{
    public bool IsDockerSocket => Source?.EndsWith("/docker.sock", StringComparison.Ordinal) == true;

    /// <summary>Whether it is a folder of the host that decides what the host does.</summary>
    public bool IsSystemFolder => Source is "/" || Source?.TrimEnd('/') is "/etc" or "/proc";
}

/// <summary>A variable in a container's environment.</summary>
/// <param name="Value">The value; null when it cannot be seen, comes from outside, or a template decides about it.</param>
/// <param name="StandsReadable">Whether the value, or the default that stands for it, is written in a file in sight.</param>
/// <param name="Place">Where the value is written: the name's place for what must not be shown.</param>
/// <param name="ValueLocation">Where the value is written.</param>
public sealed record EnvironmentVariable(string Name, string? Value, bool StandsReadable, Location Place, Location ValueLocation)
{
    /// <summary>Where the whole value is written when a variable of another file holds it; null when it stands here.</summary>
    public Location? Origin { get; init; }

    /// <summary>Whether only the build of the image has it (ARG), not what runs.</summary>
    public bool IsOfBuildOnly { get; init; }

    /// <summary>Whether something else has a use for it: a container with another program that gets it from the same place, the health check, or a start of one's own.</summary>
    public bool HasOtherUse { get; init; }

    /// <summary>The variable of the surroundings whose default is the value, as it is written; null when it is a text of its own or made of several.</summary>
    public string? DefaultOf { get; init; }

    /// <summary>That it has another value, where the present one stands just so; null where it comes from elsewhere.</summary>
    /// <param name="effect">What comes of it, as an imperative clause.</param>
    public Replacement? Set(string value, string effect)
    {
        var edit = TextEdit.Inside(ValueLocation, value);
        return edit.File.Slice(edit.Span) == Value ? new(edit, effect) : null;
    }
}

/// <summary>What files say about the container in which a process runs, apart from its settings.</summary>
public sealed record Container
{
    /// <summary>The name of the service or stage.</summary>
    public required string Name { get; init; }

    public required Location NameLocation { get; init; }

    public ImageReference? Image { get; init; }

    /// <summary>Where the image is named; the name of the service when it is not.</summary>
    public required Location ImageLocation { get; init; }

    /// <summary>Whether a settings file of its own takes the place of the image's.</summary>
    public bool HasOwnSettingsFile { get; init; }

    /// <summary>Whether a settings file that is out of sight takes the place of the image's, or may do so.</summary>
    public bool HidesSettingsFile { get; init; }

    /// <summary>The last user that files name; null when none does: then the image's own user holds.</summary>
    public EvidenceText? User { get; init; }

    /// <summary>Whether something out of sight may name a user: a base that cannot be followed, a build.</summary>
    public bool UserIsOpen { get; init; }

    /// <summary>Whether what it starts hands over to another user before the product runs.</summary>
    public Truth SwitchesUser { get; init; } = Truth.No;

    /// <summary>Whether what it starts is told that it may run as root (<c>--allow-root</c> of Kibana).</summary>
    public Truth AllowsRoot { get; init; } = Truth.Unknown;

    /// <summary>What is published of it; nothing when it has no network (<c>network_mode: none</c>).</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    public EvidenceText? NetworkMode { get; init; }

    /// <summary>What gives it all privileges of its host; null when nothing does for certain.</summary>
    public Location? Privileged { get; init; }

    public EvidenceText? Pid { get; init; }

    public IReadOnlyList<EvidenceText> AddedCapabilities { get; init; } = [];

    public IReadOnlyList<EvidenceText> SecurityOptions { get; init; } = [];

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>What the files say of its variables before a later one of them says otherwise; nothing uses it, but everybody can read it.</summary>
    public IReadOnlyList<EnvironmentVariable> OverruledVariables { get; init; } = [];

    /// <summary>The paths of what is mounted, granted (secrets, configs) or copied into it, as written; known when the last part of the path is.</summary>
    public IReadOnlyList<EvidenceText> GivenPaths { get; init; } = [];

    /// <summary>What the image is built with (ENV and ARG of its Dockerfile); everybody who has the image can read it.</summary>
    public IReadOnlyList<EnvironmentVariable> ImageVariables { get; init; } = [];

    /// <summary>The stretches that say what it runs: entrypoint, command, health check, the steps of its build.</summary>
    public IReadOnlyList<Location> Commands { get; init; } = [];

    /// <summary>Whether there may be variables that nobody sees.</summary>
    public bool EnvironmentIsOpen { get; init; }

    /// <summary>Whether there may be plugins in it beside those of <see cref="Image"/>: something is built upon that, or takes the place of its folder.</summary>
    public bool MayHavePlugins { get; init; }

    /// <summary>Whether a command or entrypoint of the user's own starts the product.</summary>
    public bool HasOwnStart { get; init; }

    /// <summary>Writes into the files that describe it, or null where nobody can.</summary>
    public IEvidenceEditor? Editor { get; init; }

    /// <summary>Further names by which other containers reach it.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Whether it shares the host's network, so that every port is open there.</summary>
    public bool SharesHostNetwork => NetworkMode?.Known == "host";

    /// <summary>Whether a port of it is published, and on loopback alone: of what is not this host, only its neighbours in the network of containers reach it.</summary>
    /// <param name="port">Null when it cannot be seen: then any published port may lead there.</param>
    public bool PublishesOnLoopbackAlone(int? port)
    {
        if (SharesHostNetwork)
            return false;
        var isPublished = false;
        foreach (var published in Ports)
        {
            if (port is { } number && published.First is not null && !published.Covers(number))
                continue;
            if (!published.IsOnLoopback)
                return false;
            isPublished = true;
        }

        return isPublished;
    }

    /// <summary>Whether the user that files give it is root; no when they give none.</summary>
    public Truth RunsAsRoot => User is not { } user ? Truth.No
        : user.Known is not { } known ? Truth.Unknown
        : known.Split(':')[0].Trim() is "0" or "root";

    /// <summary>The variable of that name, by the description or the build; null when it is not set in sight.</summary>
    public EnvironmentVariable? Variable(string name) =>
        Find(Environment, name) ?? (Find(ImageVariables, name) is { IsOfBuildOnly: false } image ? image : null);

    private static EnvironmentVariable? Find(IReadOnlyList<EnvironmentVariable> variables, string name)
    {
        foreach (var variable in variables)
        {
            if (variable.Name == name)
                return variable;
        }

        return null;
    }

    /// <summary>Whether the product finds a variable when it starts.</summary>
    public Truth Sets(string variable)
    {
        if (Variable(variable) is not null || EnvironmentNames.IsOfImage(variable))
            return Truth.Yes;

        // Start scripts make variables of what others hold; Elastic's own read files for some (NAME_FILE).
        return EnvironmentIsOpen || HasOwnStart || Image?.Maker != ImageMaker.Elastic || Find(Environment, variable + "_FILE") is not null
            ? Truth.Unknown
            : Truth.No;
    }

    /// <summary>That the entry that holds a place is gone.</summary>
    public EvidenceChange? Remove(Location entry) => Editor is null ? null : new EntryIsGone(Editor, entry);

    public bool IsCalled(string host) => HostNames.Contains(host, StringComparer.OrdinalIgnoreCase);
}

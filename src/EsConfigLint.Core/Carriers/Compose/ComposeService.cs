using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>A text of a compose file.</summary>
/// <param name="Value">The text as written, the text after interpolation where all of it is known, and its
/// place.</param>
/// <param name="Substitutions">The variables in it and what became of them; a literal has none.</param>
public sealed record ComposeText(ValueText Value, IReadOnlyList<Substitution> Substitutions)
{
    public string? Known => Value.Known;

    /// <summary>The text after interpolation, with U+0000 in place of each part that nobody can see.</summary>
    public string Resolved { get; init; } = Value.Known ?? "\0";

    public Location Location => Value.Location;

    /// <summary>What follows the folder that compose is started in, for a path that begins with it (<c>$PWD</c>, <c>${PWD}/x</c>);
    /// null when it does not, or more of it is out of sight.</summary>
    internal string? BelowWorkingDirectory =>
        Resolved.LastIndexOf(MappedText.Unknown) == 0
        && (Resolved.Length == 1 || Resolved[1] == '/')
        && Substitutions is [{ Name: "PWD", Kind: SubstitutionKind.Unresolved }, ..]
            ? Resolved[1..]
            : null;

    /// <summary><see cref="Resolved"/>, with the place of each part; null where nobody needs it.</summary>
    internal MappedText? Mapped { get; init; }

    /// <summary>Whether no variable stands in it.</summary>
    public bool IsLiteral => Substitutions.Count == 0;

    public override string ToString() => Value.Text;
}

/// <summary><c>command</c>, <c>entrypoint</c> or a health check.</summary>
/// <param name="Arguments">The arguments, split as compose splits them; empty when the image's default is
/// emptied.</param>
/// <param name="IsShell">Whether a shell of the container reads it (a health check given as text).</param>
/// <param name="IsOpen">Whether there may be arguments that we do not see: an unresolved variable outside quotes, a
/// text that compose cannot split.</param>
/// <param name="Location">The whole value.</param>
public sealed record ComposeCommand(IReadOnlyList<ComposeText> Arguments, bool IsShell, bool IsOpen, Location Location);

/// <summary>A variable of a service's environment.</summary>
/// <param name="Name">The name.</param>
/// <param name="NameLocation">Where the name is written.</param>
/// <param name="Value">The value; for one that is taken from outside its place is that of the name, and it is known
/// when the project's <c>.env</c> sets it.</param>
public sealed record ComposeVariable(string Name, Location NameLocation, ComposeText Value)
{
    /// <summary>Whether only the name is written (<c>- NAME</c>, <c>NAME:</c>), so that the value is taken from
    /// outside.</summary>
    public bool IsFromOutside { get; init; }

    /// <summary>The env file that sets it, or null when it stands in the compose file.</summary>
    public SourceFile? EnvFile { get; init; }

    /// <summary>Whether a template decides if it is there at all.</summary>
    public bool IsConditional { get; init; }

    public override string ToString() => Name;
}

/// <summary>Ports from a first to a last one.</summary>
public readonly record struct PortRange(int First, int Last)
{
    public bool Contains(int port) => port >= First && port <= Last;

    /// <summary>Reads <c>9200</c> or <c>9200-9205</c>.</summary>
    public static PortRange? Parse(string? text)
    {
        if (text is null)
            return null;
        var dash = text.IndexOf('-');
        var first = Number(dash < 0 ? text : text.AsSpan(0, dash));
        var last = dash < 0 ? first : Number(text.AsSpan(dash + 1));
        return first is { } low && last is { } high && low <= high ? new(low, high) : null;

        static int? Number(ReadOnlySpan<char> digits) =>
            int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var port) && port <= 65535 ? port : null;
    }
}

/// <summary>A published port.</summary>
/// <param name="HostIp">The host address; null when none is written (all interfaces), not known when a variable may
/// hold it.</param>
/// <param name="HostPort">The host port or range; null when none is written: the host chooses.</param>
/// <param name="ContainerPort">The container's port or range.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>; null for <c>tcp</c>.</param>
/// <param name="Location">The whole entry.</param>
public sealed record ComposePort(
    ComposeText? HostIp, ComposeText? HostPort, ComposeText ContainerPort, ComposeText? Protocol, Location Location)
{
    public PortRange? HostPorts => PortRange.Parse(HostPort?.Known);

    public PortRange? ContainerPorts => PortRange.Parse(ContainerPort.Known);

    /// <summary>Whether a swarm publishes it on the hosts that run the container alone (<c>mode: host</c>).</summary>
    public bool IsPerHost { get; init; }
}

public enum ComposeMountKind
{
    /// <summary>A path of the host.</summary>
    Bind,

    /// <summary>A volume that Docker keeps, named or not.</summary>
    Volume,

    Tmpfs,

    /// <summary>Another type (<c>npipe</c>, <c>image</c>, <c>cluster</c>).</summary>
    Other,

    /// <summary>A variable hides which one it is.</summary>
    Unknown,
}

/// <summary>Something mounted into a container.</summary>
/// <param name="Kind">What is mounted. A named volume that binds a host path is a bind.</param>
/// <param name="Source">The host path or the volume's name; null for an unnamed volume and tmpfs.</param>
/// <param name="SourcePath">For a bind: the path, normalised, relative to the root of <see cref="SourceFile.Path"/>;
/// null when it is not known or no such path (<c>~</c>, Windows).</param>
/// <param name="Target">The path in the container.</param>
/// <param name="IsReadOnly">Whether the container cannot write to it.</param>
/// <param name="Location">The whole entry.</param>
public sealed record ComposeMount(
    ComposeMountKind Kind, ComposeText? Source, string? SourcePath, ComposeText Target, Truth IsReadOnly, Location Location)
{
    /// <summary>The target, normalised; null when it is not known.</summary>
    public string? TargetPath => Target.Known is { } known ? FilePaths.Combine("", known) : null;
}

/// <summary>A config or secret that a service is granted.</summary>
/// <param name="Name">The name of the definition.</param>
/// <param name="TargetPath">The file in the container: below <c>/</c> for a config, <c>/run/secrets</c> for a secret,
/// unless given; null when it is not known.</param>
/// <param name="Location">The whole entry.</param>
public sealed record ComposeGrant(ComposeText Name, string? TargetPath, Location Location)
{
    /// <summary>The file that it is made of, or null.</summary>
    public ComposeText? File { get; init; }

    /// <summary><see cref="File"/>, normalised, relative to the root of <see cref="SourceFile.Path"/>; null when it is
    /// not known or no such path.</summary>
    public string? FilePath { get; init; }

    /// <summary>The content that the compose file gives inline, or null.</summary>
    public ComposeText? Content { get; init; }

    /// <summary>The variable of the surroundings that it is made of, or null.</summary>
    public ComposeText? EnvironmentVariable { get; init; }

    /// <summary>Whether it is kept elsewhere, so that nobody sees what is in it.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Where it is defined; null when no file in sight defines it.</summary>
    public Location? Definition { get; init; }
}

/// <summary><c>build</c> of a service.</summary>
/// <param name="Context">The context as written; null for the directory of the compose file.</param>
/// <param name="ContextPath">The context, normalised, relative to the root of <see cref="SourceFile.Path"/> (empty for
/// that root itself); null when it is not known or remote.</param>
/// <param name="Dockerfile">The Dockerfile as written; null for <c>Dockerfile</c>.</param>
/// <param name="DockerfilePath">The Dockerfile, normalised like <paramref name="ContextPath"/>; null when it is not
/// known, remote or inline.</param>
/// <param name="Inline">The text of <c>dockerfile_inline</c>, or null.</param>
/// <param name="Target">The stage, or null for the last.</param>
/// <param name="Arguments">Values of ARGs.</param>
/// <param name="Location">The whole value.</param>
public sealed record ComposeBuild(
    ComposeText? Context,
    string? ContextPath,
    ComposeText? Dockerfile,
    string? DockerfilePath,
    ComposeText? Inline,
    ComposeText? Target,
    IReadOnlyList<ComposeVariable> Arguments,
    Location Location)
{
    /// <summary>The arguments as <see cref="Docker.DockerImage.Build"/> takes them.</summary>
    public IReadOnlyDictionary<string, VariableValue> ArgumentValues
    {
        get
        {
            var values = new Dictionary<string, VariableValue>(Arguments.Count, StringComparer.Ordinal);
            foreach (var argument in Arguments)
                values[argument.Name] = new(argument.Value.Known, argument.Value.Location);
            return values;
        }
    }
}

/// <summary>A service after everything that extends, includes and overrides it. Null always means: nobody writes
/// it.</summary>
public sealed class ComposeService
{
    internal ComposeService(string name, Location nameLocation, Location location)
    {
        Name = name;
        NameLocation = nameLocation;
        Location = location;
    }

    /// <summary>The name; with a template in it as written.</summary>
    public string Name { get; }

    /// <summary>The key in the last file that speaks of it.</summary>
    public Location NameLocation { get; }

    /// <summary>The mapping in the last file that speaks of it.</summary>
    public Location Location { get; }

    /// <summary>Whether parts of it are out of sight: a base that could not be followed, an anchor that is not there.
    /// Nothing about it is absent for certain then.</summary>
    public bool IsIncomplete { get; internal set; }

    /// <summary>Whether a template decides if it is there at all.</summary>
    public bool IsConditional { get; internal set; }

    public ComposeText? Image { get; internal set; }

    /// <summary><see cref="Image"/> taken apart, or null when there is none.</summary>
    public ImageReference? ImageReference => Image is null ? null : ImageReference.Parse(Image.Resolved);

    public ComposeBuild? Build { get; internal set; }

    /// <summary>Null for the image's entrypoint. A given one, even an empty one, also drops the image's
    /// command.</summary>
    public ComposeCommand? Entrypoint { get; internal set; }

    /// <summary>Null for the image's command, unless <see cref="Entrypoint"/> is given.</summary>
    public ComposeCommand? Command { get; internal set; }

    /// <summary>One for each name: the compose file beats env files, a later env file an earlier one.</summary>
    public IReadOnlyList<ComposeVariable> Environment { get; internal set; } = [];

    /// <summary>What the compose files say of variables before a later file, or a later line, says otherwise.</summary>
    public IReadOnlyList<ComposeVariable> OverruledEnvironment { get; internal set; } = [];

    /// <summary>Whether there may be variables that we do not see: an env file out of sight, an entry that is a
    /// variable, a template.</summary>
    public bool EnvironmentIsOpen { get; internal set; }

    public IReadOnlyList<ComposePort> Ports { get; internal set; } = [];

    /// <summary>
    /// Where ports without a host address are published, as the service's network says (<c>com.docker.network.bridge.host_binding_ipv4</c>, "Default IP
    /// when binding container ports", Docker Engine 28, "Bridge network driver"); null for every interface, not known when nobody can tell.
    /// </summary>
    public ComposeText? HostBinding { get; internal set; }

    public ComposeText? NetworkMode { get; internal set; }

    public ComposeText? User { get; internal set; }

    public ComposeText? Privileged { get; internal set; }

    /// <summary>Whether the container runs with all privileges of the host.</summary>
    public Truth IsPrivileged => TruthOf(Privileged);

    public IReadOnlyList<ComposeText> CapAdd { get; internal set; } = [];

    public IReadOnlyList<ComposeText> SecurityOpt { get; internal set; } = [];

    public ComposeText? Pid { get; internal set; }

    /// <summary>Volumes, binds and tmpfs; a later one at the same target has replaced an earlier one.</summary>
    public IReadOnlyList<ComposeMount> Mounts { get; internal set; } = [];

    /// <summary>Whether there may be mounts that we do not see: an entry that is a variable, <c>volumes_from</c>, a
    /// template.</summary>
    public bool MountsAreOpen { get; internal set; }

    public IReadOnlyList<ComposeGrant> Configs { get; internal set; } = [];

    public IReadOnlyList<ComposeGrant> Secrets { get; internal set; } = [];

    public ComposeCommand? HealthcheckTest { get; internal set; }

    public ComposeText? ContainerName { get; internal set; }

    public ComposeText? Hostname { get; internal set; }

    /// <summary>Further names in the networks that it joins.</summary>
    public IReadOnlyList<ComposeText> Aliases { get; internal set; } = [];

    public ComposeVariable? FindVariable(string name)
    {
        foreach (var variable in Environment)
        {
            if (variable.Name == name)
                return variable;
        }

        return null;
    }

    public override string ToString() => Name;

    internal static Truth TruthOf(ComposeText? text)
    {
        if (text is null)
            return Truth.No;
        return text.Known?.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "Y" or "ON" => Truth.Yes,
            "FALSE" or "NO" or "N" or "OFF" => Truth.No,
            _ => Truth.Unknown,
        };
    }
}

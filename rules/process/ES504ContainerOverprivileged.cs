using EsConfigLint.Core.Text;

namespace EsConfigLint.Rules.Process;

public sealed class ES504ContainerOverprivileged : ProcessRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES504", "container-overprivileged")
    {
        Cwe = [250, 269],
        Variants =
        [
            new("privileged", Level.Error, 8.2, "'{0}' is privileged: it may do to the host what root may.") { Fix = FixSafety.Unsafe },
            new("capability", Level.Error, 8.2, "'{0}' gets the capability '{1}', with which a process leaves its container.") { Fix = FixSafety.Unsafe },
            new("network-capability", Level.Warning, 5.3, "'{0}' gets the capability '{1}', which it does not need.") { Fix = FixSafety.Unsafe },
            new("unconfined", Level.Warning, 5.3, "'{1}' takes a fence away from '{0}'.") { Fix = FixSafety.Unsafe },
            new("host-processes", Level.Error, 8.2, "'{0}' sees all processes of its host.") { Fix = FixSafety.Unsafe },
            new("docker-socket", Level.Error, 8.2, "'{0}' has the socket of Docker: whoever has it owns the host.") { Fix = FixSafety.Unsafe },
            new("host-folder", Level.Error, 8.2, "'{0}' may write to '{1}' of its host.") { Fix = FixSafety.Unsafe },
        ],
    };

    public override void Check(StackProcess process, RuleContext context)
    {
        if (process.Container is not { } container)
            return;
        if (container.Privileged is { } privileged)
            Report("privileged", privileged);
        foreach (var capability in container.AddedCapabilities)
        {
            if (capability.Name is "ALL" or "SYS_ADMIN" or "SYS_PTRACE")
                Report("capability", capability.Location, capability.Name);
            else if (capability.Name == "NET_ADMIN")
                Report("network-capability", capability.Location, capability.Name);
        }

        foreach (var option in container.SecurityOptions)
        {
            if (option.Known?.Trim().Replace('=', ':') is "seccomp:unconfined" or "apparmor:unconfined")
                Report("unconfined", option.Location, option.Known!);
        }

        if (container.Pid is { Known: "host" } pid)
            Report("host-processes", pid.Location);
        foreach (var mount in container.Mounts)
        {
            if (mount.IsDockerSocket)
                Report("docker-socket", mount.Location);
            else if (mount.IsSystemFolder && mount.IsReadOnly.IsNo)
                Report("host-folder", mount.Location, mount.Source!);
        }

        void Report(string variant, Location place, params ReadOnlySpan<string> what) =>
            context.Report(variant, place, null, [container.Name, .. what]).Fix(container.Remove(place));
    }
}

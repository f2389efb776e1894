using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Reads what is mounted into a service: its <c>volumes</c> and <c>tmpfs</c>.</summary>
internal sealed class ComposeMountReader(ComposeLoader loader, ComposeTexts texts, ComposeMap project)
{
    public void Read(ComposeService service, ComposeMap map)
    {
        var mounts = new List<ComposeMount>();
        var byTarget = new Dictionary<string, int>(StringComparer.Ordinal);
        if (map.Find("volumes") is ComposeList list)
        {
            service.MountsAreOpen |= list.HoldsLooseIsland();
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

        foreach (var layer in map.Find("tmpfs") is { } tmpfs ? tmpfs.Layers : [])
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
        if (texts.ReadOptional(map, "target") is not { } target)
        {
            loader.Report(ComposeProblemKind.WrongType, map.Location, "a mount has no target");
            return null;
        }

        var kind = texts.ReadOptional(map, "type") switch
        {
            { Known: "bind" } => ComposeMountKind.Bind,
            null or { Known: "volume" } => ComposeMountKind.Volume,
            { Known: "tmpfs" } => ComposeMountKind.Tmpfs,
            { Known: null } => ComposeMountKind.Unknown,
            _ => ComposeMountKind.Other,
        };
        var directory = map.Find("source")?.Source ?? map.Source;
        return Mount(kind, texts.ReadOptional(map, "source"), directory, target, ComposeService.TruthOf(texts.ReadOptional(map, "read_only")), map.Location);
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
            || texts.ReadOptional(options, "o")?.Known?.Contains("bind", StringComparison.Ordinal) != true
            || options.Find("device") is not ComposeScalar device)
            return null;
        var text = texts.Read(device);
        return (text, ComposePaths.Resolve(text, device.Source));
    }
}

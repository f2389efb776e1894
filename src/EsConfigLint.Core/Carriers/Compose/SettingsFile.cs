using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>The settings file that a container brings: a mount, a grant, or a copy of its build.</summary>
/// <param name="File">Null when there is none, or it is out of sight.</param>
/// <param name="IsFound">Whether there is one, or may be.</param>
/// <param name="IsElsewhere">Whether it does not take the place of the image's, so that only the start knows what becomes of it, or others join it.</param>
/// <param name="Unread">Where its text stands amid what describes the container; null when it is a file.</param>
internal readonly record struct SettingsFile(SourceFile? File, bool IsFound, bool IsElsewhere, Location? Unread = null)
{
    public static SettingsFile Of(ComposeService service, DockerImage? image, Product product, StartArguments arguments, IFileLookup lookup)
    {
        var (home, name) = product == Product.Elasticsearch
            ? ("/usr/share/elasticsearch", "elasticsearch.yml")
            : ("/usr/share/kibana", "kibana.yml");
        var usual = $"{home}/config/{name}";
        var (given, isOneOfSeveral) = PathOf(service, image, product, arguments, usual);
        var target = given is null ? usual : FilePaths.Combine(home, given);
        var isHidden = isOneOfSeveral || given is null || target != usual;
        var folder = FilePaths.DirectoryOf(target);
        name = FilePaths.NameOf(target);
        var build = image is null ? default : BuildFile.At(target, image, home, service.Build!.ContextPath ?? "", lookup);
        var (isFound, path, unread) = (build.IsFound, build.Path, build.Unread);
        foreach (var mount in service.Mounts)
        {
            if (mount.TargetPath == target)
                (isFound, path, unread) = (true, mount.SourcePath, null);
            else if (mount.TargetPath == folder && mount.Kind != ComposeMountKind.Volume)
                (isFound, path, unread) = (true, mount.SourcePath is null ? null : FilePaths.Combine(mount.SourcePath, name), null);
            else
                isHidden |= mount.TargetPath == folder;
        }

        foreach (var grant in service.Configs.Concat(service.Secrets))
        {
            if (grant.TargetPath == target)
                (isFound, path, unread) = (true, grant.FilePath, grant.Content?.Location);
        }

        if (!isFound && !isHidden && build.Elsewhere is not null && lookup.Find(build.Elsewhere) is { } elsewhere)
            return new(elsewhere, IsFound: true, IsElsewhere: true);
        return new(isFound && path is not null ? lookup.Find(path) : null, isFound || isHidden, IsElsewhere: isOneOfSeveral, unread);
    }

    /// <summary>The path of the file that the product reads: the image's own one, unless the start or the environment names another. Null when nobody sees it.</summary>
    private static (string? Path, bool IsOneOfSeveral) PathOf(ComposeService service, DockerImage? image, Product product, StartArguments arguments, string usual)
    {
        if (arguments.SettingsFiles is [var given, ..] all)
            return (given, all.Count > 1);
        var variable = product == Product.Elasticsearch ? "ES_PATH_CONF" : "KBN_PATH_CONF";
        var folder = service.FindVariable(variable)?.Value.Value ?? image?.Environment.LastOrDefault(own => own.Name == variable)?.Value;
        return (folder is null ? usual : folder.Value.Known is { } known ? $"{known}/{FilePaths.NameOf(usual)}" : null, false);
    }
}

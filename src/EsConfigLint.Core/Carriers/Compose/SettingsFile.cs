using System.IO.Enumeration;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>The settings file that a container brings: a mount, a grant, or a copy of its build.</summary>
/// <param name="File">Null when there is none, or it is out of sight.</param>
/// <param name="IsFound">Whether there is one, or may be.</param>
/// <param name="IsElsewhere">Whether it does not take the place of the image's, so that only the start knows what becomes of it, or others join it.</param>
internal readonly record struct SettingsFile(SourceFile? File, bool IsFound, bool IsElsewhere)
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
        var isFound = false;
        string? path = null;
        SourceFile? elsewhere = null;
        foreach (var copy in image?.Copies ?? [])
        {
            // The images' own working directory is the product's home.
            var destination = copy.DestinationPath
                ?? (image!.WorkingDirectory is null && copy.Destination.Known is { } relative ? FilePaths.Combine(home, relative) : null);
            foreach (var source in copy.From is null ? copy.Sources : [])
            {
                if (source.Document is not null)
                    (isFound, path) = destination == target ? (true, null) : (isFound, path);
                else if (source.Path.Known is { } known)
                    Copy(FilePaths.Combine(service.Build!.ContextPath ?? "", known.TrimStart('/')), destination);
            }
        }

        foreach (var mount in service.Mounts)
        {
            if (mount.TargetPath == target)
                (isFound, path) = (true, mount.SourcePath);
            else if (mount.TargetPath == folder && mount.Kind != ComposeMountKind.Volume)
                (isFound, path) = (true, mount.SourcePath is null ? null : FilePaths.Combine(mount.SourcePath, name));
            else
                isHidden |= mount.TargetPath == folder;
        }

        foreach (var grant in service.Configs.Concat(service.Secrets))
        {
            if (grant.TargetPath == target)
                (isFound, path) = (true, grant.FilePath);
        }

        if (!isFound && !isHidden && elsewhere is not null)
            return new(elsewhere, IsFound: true, IsElsewhere: true);
        return new(isFound && path is not null ? lookup.Find(path) : null, isFound || isHidden, IsElsewhere: isOneOfSeveral);

        void Copy(string source, string? destination)
        {
            if (source.Contains('*'))
            {
                // A pattern stands for the settings file when that is there and matches.
                if (!FileSystemName.MatchesSimpleExpression(FilePaths.NameOf(source), name, ignoreCase: false))
                    return;
                source = FilePaths.Combine(FilePaths.DirectoryOf(source), name);
                if (lookup.Find(source) is null)
                    return;
            }

            var below = destination is null ? null : destination.TrimEnd('/') + "/";
            if (destination == target || (destination == folder && FilePaths.NameOf(source) == name))
                (isFound, path) = (true, source);
            else if (below is not null && target.StartsWith(below, StringComparison.Ordinal)
                && FilePaths.Combine(source, target[below.Length..]) is var inside && lookup.Find(inside) is not null)
                (isFound, path) = (true, inside);
            else
                elsewhere = (FilePaths.NameOf(source) == name ? lookup.Find(source) : null) ?? lookup.Find(FilePaths.Combine(source, name)) ?? elsewhere;
        }
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

using System.IO.Enumeration;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>What a build brings to a path of its image.</summary>
/// <param name="IsFound">Whether something is brought there, or may be.</param>
/// <param name="Path">The file, normalised like <see cref="ComposeBuild.ContextPath"/>; null when it is out of sight.</param>
/// <param name="Unread">Where its text stands in the Dockerfile; null when it is a file.</param>
/// <param name="Elsewhere">A file of that name that goes to another place, or null.</param>
internal readonly record struct BuildFile(bool IsFound, string? Path, Location? Unread, string? Elsewhere)
{
    /// <param name="target">The path in the image.</param>
    /// <param name="home">The working directory of the base image, where no instruction sets another.</param>
    /// <param name="context">The folder that the build copies from.</param>
    public static BuildFile At(string target, DockerImage image, string home, string context, IFileLookup lookup)
    {
        var (folder, name) = (FilePaths.DirectoryOf(target), FilePaths.NameOf(target));
        var file = default(BuildFile);
        foreach (var copy in image.Copies)
        {
            var destination = copy.DestinationPath
                ?? (image.WorkingDirectory is null && copy.Destination.Known is { } relative ? FilePaths.Combine(home, relative) : null);
            var stage = image.StageOf(copy);
            foreach (var source in copy.Sources)
            {
                if (source.Document is not null)
                    file = destination == target ? file.With(null) with { Unread = copy.Location } : file;
                else if (source.Path.Known is { } known)
                    Copy(known, destination);
            }

            void Copy(string source, string? destination)
            {
                if (source.Contains('*'))
                {
                    // A pattern stands for the settings file when that is there and matches.
                    if (!FileSystemName.MatchesSimpleExpression(FilePaths.NameOf(source), name, ignoreCase: false))
                        return;
                    source = FilePaths.Combine(FilePaths.DirectoryOf(source), name);
                    if (InSight(source) is null)
                        return;
                }

                var below = destination is null ? null : destination.TrimEnd('/') + "/";
                if (destination == target || (destination == folder && FilePaths.NameOf(source) == name))
                    file = file.With(InSight(source));
                else if (below is not null && target.StartsWith(below, StringComparison.Ordinal) && InSight($"{source}/{target[below.Length..]}") is { } inside)
                    file = file.With(inside);
                else if (below is not null && target.StartsWith(below, StringComparison.Ordinal)
                    && copy.From is not null && stage is null && !FilePaths.NameOf(source).Contains('.'))
                    file = file.With(null);
                else if (copy.From is null)
                    file = file with { Elsewhere = (FilePaths.NameOf(source) == name ? InSight(source) : null) ?? InSight($"{source}/{name}") ?? file.Elsewhere };
            }

            // What another stage has, it got from the context in its turn; another image is out of sight.
            string? InSight(string source) =>
                copy.From is null ? FilePaths.Combine(context, source.TrimStart('/')) is var path && lookup.Find(path) is not null ? path : null
                : stage is null ? null
                : At(FilePaths.Combine("/", source), stage, "/", context, lookup).Path;
        }

        return file;
    }

    private BuildFile With(string? path) => this with { IsFound = true, Path = path, Unread = null };
}

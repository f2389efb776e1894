using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>
/// A compose project: what <c>docker compose -f a -f b config</c> makes of its files, with the place of every value
/// (Compose Specification; where it is silent, compose-go v2).
/// </summary>
public sealed class ComposeProject
{
    private readonly IReadOnlyDictionary<SourceFile, YamlTree> trees;

    internal ComposeProject(
        IReadOnlyList<SourceFile> files,
        ComposeText? name,
        IReadOnlyList<ComposeService> services,
        EnvFile? variables,
        IReadOnlyList<ComposeProblem> problems,
        IReadOnlyList<ComposeReference> references,
        IReadOnlyDictionary<SourceFile, YamlTree> trees)
    {
        Files = files;
        Name = name;
        Services = services;
        Variables = variables;
        Problems = problems;
        References = references;
        this.trees = trees;
    }

    /// <summary>The files that the project was read from, in <c>-f</c> order; without included and extended
    /// ones.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary><c>name</c>, or null.</summary>
    public ComposeText? Name { get; }

    /// <summary>In the order in which the files name them; those that are only included come first.</summary>
    public IReadOnlyList<ComposeService> Services { get; }

    /// <summary>The <c>.env</c> beside the first file, or null.</summary>
    public EnvFile? Variables { get; }

    /// <summary>What compose refuses or we could not follow; everything else was read.</summary>
    public IReadOnlyList<ComposeProblem> Problems { get; }

    /// <summary>Every file that was looked for, found or not.</summary>
    public IReadOnlyList<ComposeReference> References { get; }

    /// <summary>Whether a file is a part of it: one that it includes, however deep, or one that it extends and that compose would not look for by itself.</summary>
    public bool TakesIn(SourceFile file)
    {
        foreach (var reference in References)
        {
            if (reference.File == file && (reference.Kind == ComposeReferenceKind.Include
                || (reference.Kind == ComposeReferenceKind.Extends && !ComposeProjects.IsDefaultName(FilePaths.NameOf(file.Path)))))
                return true;
        }

        return false;
    }

    /// <summary>Reads a project.</summary>
    /// <param name="files">The files of the project in <c>-f</c> order; at least one. The caller decides which belong
    /// together.</param>
    /// <param name="lookup">Where <c>.env</c>, env files, extended and included files are found.</param>
    public static ComposeProject Read(IReadOnlyList<SourceFile> files, IFileLookup lookup)
    {
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        return new ComposeLoader(lookup).Load(files);
    }

    /// <summary>What a compose file says that was read for the project, included and extended ones too; null for any other file.</summary>
    public YamlTree? TreeOf(SourceFile file) => trees.GetValueOrDefault(file);

    public ComposeService? FindService(string name)
    {
        foreach (var service in Services)
        {
            if (service.Name == name)
                return service;
        }

        return null;
    }
}

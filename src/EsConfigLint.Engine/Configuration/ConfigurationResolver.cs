using System.Collections.Immutable;
using System.Collections.ObjectModel;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Configuration;

/// <summary>Finds what holds for each file: the nearest <c>.esconfiglint.yml</c> upwards, up to the top of the repository, below the command line.</summary>
/// <param name="commandLine">What the flags say.</param>
/// <param name="only">The one configuration file to read (<c>--config</c>), or null for the nearest.</param>
/// <param name="isOff">Whether no configuration file is read (<c>--no-config</c>).</param>
/// <param name="rules">Every rule that may be named.</param>
/// <param name="workingDirectory">Absolute; places are shown relative to it.</param>
public sealed class ConfigurationResolver(
    LintConfiguration commandLine, string? only, bool isOff, IReadOnlyList<RuleDescriptor> rules, string workingDirectory)
{
    private readonly Dictionary<string, Found?> byFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<(Found?, string), EffectiveConfiguration> effective = [];
    private readonly List<ConfigurationException> problems = [];
    private readonly Lock gate = new();
    private IReadOnlySet<string> plainFolders = ReadOnlySet<string>.Empty;

    /// <summary>Takes over what the scan saw, so that its folders are not asked again.</summary>
    public void Take(WorkspaceScan scan)
    {
        lock (gate)
        {
            plainFolders = scan.PlainFolders;
        }
    }

    /// <summary>What was wrong with the configuration files that were read so far, sorted by place.</summary>
    public IReadOnlyList<ConfigurationException> Problems
    {
        get
        {
            lock (gate)
            {
                var sorted = new List<ConfigurationException>(problems);
                sorted.Sort(static (left, right) => string.CompareOrdinal(left.Place, right.Place));
                return sorted;
            }
        }
    }

    /// <summary>What is wrong with the configuration that a file has, or null: nobody knows what holds for such a file.</summary>
    public ConfigurationException? ProblemOf(string fullPath)
    {
        lock (gate)
        {
            return FoundFor(fullPath)?.Problem;
        }
    }

    /// <exception cref="ConfigurationException">The configuration file has something without meaning.</exception>
    public EffectiveConfiguration For(string fullPath) => For(fullPath, Path.GetDirectoryName(fullPath));

    /// <summary>What holds for a folder: a configuration that lies in it counts.</summary>
    /// <exception cref="ConfigurationException">The configuration file has something without meaning.</exception>
    public EffectiveConfiguration ForFolder(string fullPath) => For(fullPath, fullPath);

    private EffectiveConfiguration For(string fullPath, string? folder)
    {
        lock (gate)
        {
            var found = FoundIn(folder);
            if (found?.Problem is { } problem)
                throw problem;
            var matching = found is null ? [] : Matching(found, fullPath);
            var key = (found, string.Join(',', matching));
            if (!effective.TryGetValue(key, out var result))
                effective[key] = result = Combine(found, matching);
            return result;
        }
    }

    /// <summary>Whether the configuration keeps a file from being linted that was found in a folder.</summary>
    public bool IsExcluded(string fullPath)
    {
        lock (gate)
        {
            return FoundFor(fullPath) is { } found && MatchesAny(found.Exclude, found.RelativePath(fullPath));
        }
    }

    private Found? FoundFor(string fullPath) => FoundIn(Path.GetDirectoryName(fullPath));

    private Found? FoundIn(string? folder)
    {
        if (isOff)
            return null;
        if (only is not null)
            return Read(Path.GetFullPath(only, workingDirectory), mustExist: true);
        return Nearest(folder);
    }

    private Found? Nearest(string? folder)
    {
        if (folder is null)
            return null;
        if (byFolder.TryGetValue(folder, out var known))
            return known;
        if (plainFolders.Contains(folder))
            return byFolder[folder] = Nearest(Path.GetDirectoryName(folder));
        var isTop = Path.Exists(Path.Join(folder, LandmarkNames.Repository));
        var found = Read(Path.Join(folder, LandmarkNames.Configuration), mustExist: false) ?? (isTop ? null : Nearest(Path.GetDirectoryName(folder)));
        byFolder[folder] = found;
        return found;
    }

    private Found? Read(string path, bool mustExist)
    {
        if (byFolder.TryGetValue(path, out var known))
            return known;
        if (!mustExist && !File.Exists(path))
            return null;
        // As with other linters, what is named on the command line speaks of paths as the command line does.
        var folder = mustExist ? workingDirectory : Path.GetDirectoryName(path)!;
        try
        {
            return byFolder[path] = new(folder, ReadSettings(path, mustExist), null);
        }
        catch (ConfigurationException problem)
        {
            problems.Add(problem);
            return byFolder[path] = new(folder, new(), problem);
        }
    }

    private LintConfiguration ReadSettings(string path, bool isNamed)
    {
        var shown = Path.GetRelativePath(workingDirectory, path).Replace('\\', '/');
        byte[] bytes;
        try
        {
            // One that the user names may well be a pipe.
            if (!isNamed && SpecialFile.Is(path))
                throw new SpecialFileException();
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(shown, "The configuration cannot be read.");
        }

        return new ConfigurationReader(rules).Read(SourceFile.FromBytes(shown, bytes));
    }

    private static List<int> Matching(Found found, string fullPath)
    {
        var relative = found.RelativePath(fullPath);
        var matching = new List<int>();
        for (var i = 0; i < found.Settings.Overrides.Length; i++)
        {
            if (MatchesAny(found.Settings.Overrides[i].Files, relative))
                matching.Add(i);
        }

        return matching;
    }

    private static bool MatchesAny(ImmutableArray<GlobPattern> patterns, string? relativePath) =>
        relativePath is not null && GlobPattern.LastTakes(patterns, relativePath, isFolder: false, orFolderAbove: true);

    private EffectiveConfiguration Combine(Found? found, List<int> matching)
    {
        var settings = found?.Settings ?? new();
        foreach (var index in matching)
            settings = settings.Overrides[index].Settings.Over(settings);
        return new(commandLine.Over(settings), rules, path =>
            found is not null && MatchesAny(found.TestFixtures, found.RelativePath(Path.GetFullPath(path, workingDirectory))))
        {
            GivenVersion = commandLine.StackVersion?.Value,
        };
    }

    /// <summary>A configuration file that was read, with what is wrong with it.</summary>
    /// <param name="folder">The one that its patterns start from.</param>
    private sealed class Found(string folder, LintConfiguration settings, ConfigurationException? problem)
    {
        public ConfigurationException? Problem { get; } = problem;

        public LintConfiguration Settings { get; } = settings;

        public ImmutableArray<GlobPattern> Exclude { get; } = Patterns(settings.Exclude);

        public ImmutableArray<GlobPattern> TestFixtures { get; } = Patterns(settings.TestFixtures);

        /// <summary>The path as patterns take it; null for one that they do not reach.</summary>
        public string? RelativePath(string fullPath)
        {
            var relative = WorkspaceRoot.Shown(folder, fullPath);
            return WorkspaceRoot.IsInside(relative) ? relative : null;
        }

        private static ImmutableArray<GlobPattern> Patterns(Sourced<ImmutableArray<string>>? globs) =>
            globs is null ? [] : [.. globs.Value.Select(static glob => GlobPattern.Parse(glob)!)];
    }
}

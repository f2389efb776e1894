using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.IO.Enumeration;

namespace EsConfigLint.Engine.Workspace;

/// <summary>What files are that match a pattern.</summary>
public sealed record KindPattern(GlobPattern Pattern, FileKind Kind);

/// <summary>What the user says about which files count.</summary>
public sealed record ScanOptions
{
    public required WorkspaceRoot Root { get; init; }

    /// <summary>Patterns in the manner of ignore files, relative to the working directory.</summary>
    public ImmutableArray<GlobPattern> Exclude { get; init; } = [];

    public IReadOnlyList<KindPattern> Kinds { get; init; } = [];

    public bool NoIgnore { get; init; }

    /// <summary>Whether exclusions hold for named files too.</summary>
    public bool ForceExclude { get; init; }
}

/// <summary>What was found.</summary>
/// <param name="Files">Sorted by path as shown, each file once.</param>
/// <param name="Errors">Paths that the user named and that cannot be used; a sentence each.</param>
public sealed record WorkspaceScan(
    IReadOnlyList<WorkspaceFile> Files, IReadOnlyList<Notice> Notices, IReadOnlyList<Notice> Errors)
{
    /// <summary>
    /// What <see cref="DeploymentGroups"/> would find in folders that were looked into: their paths within the root, and the names that
    /// count there, sorted.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> CountingNames { get; init; } = ReadOnlyDictionary<string, string[]>.Empty;

    /// <summary>
    /// The folders in folders that were looked into, links left out: their paths within the root, and the names, sorted. A folder without
    /// any is not there.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> FolderNames { get; init; } = ReadOnlyDictionary<string, string[]>.Empty;

    /// <summary>Absolute paths of folders that were looked into and hold neither a configuration nor the top of a repository.</summary>
    public IReadOnlySet<string> PlainFolders { get; init; } = ReadOnlySet<string>.Empty;
}

/// <summary>Finds the files of a run: those that the user named, and candidates in the folders that he named.</summary>
public sealed class WorkspaceScanner
{
    private const string BrokenLink = "The link leads nowhere or in a circle.";

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly ScanOptions options;
    private readonly List<WorkspaceFile> files = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<Notice> notices = [];
    private readonly List<Notice> errors = [];
    private readonly List<string> roots = [];
    private readonly List<Entry> links = [];
    private readonly List<Found> entries = [];
    private readonly Dictionary<string, string[]> countingNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> folderNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> plainFolders = new(StringComparer.Ordinal);
    private bool mayMeetTwice;
    private string lastName = "";

    private WorkspaceScanner(ScanOptions options) => this.options = options;

    /// <param name="paths">As the user spelled them; none means the working directory.</param>
    public static WorkspaceScan Scan(IReadOnlyList<string> paths, ScanOptions options, CancellationToken cancellation)
    {
        var scanner = new WorkspaceScanner(options);
        scanner.Add(paths.Count == 0 ? [options.Root.WorkingDirectory] : paths, cancellation);
        scanner.files.Sort(WorkspaceFile.Compare);
        return new(scanner.files, [.. scanner.notices], scanner.errors)
        {
            CountingNames = scanner.countingNames,
            FolderNames = scanner.folderNames,
            PlainFolders = scanner.plainFolders,
        };
    }

    /// <summary>The file that standard input stands for.</summary>
    public static WorkspaceScan StandardInput(string name, ReadOnlyMemory<byte> content, ScanOptions options)
    {
        var scanner = new WorkspaceScanner(options);
        var full = Path.GetFullPath(name, options.Root.WorkingDirectory);
        if (scanner.IsExcludedWhenNamed(full, isFolder: false))
            return new([], [], []);
        var folder = scanner.Folder(Path.GetDirectoryName(full) ?? full);
        var file = new WorkspaceFile(folder, Path.GetFileName(full), IsNamed: true, null) { StandardInput = content };
        return new([file with { ForcedKind = scanner.KindOf(file.DisplayPath) }], [], []);
    }

    private void Add(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        // Named files first: a file that is named and found counts as named.
        foreach (var path in paths)
        {
            string full;
            try
            {
                full = LinkResolver.ResolveFolder(Path.GetFullPath(path, options.Root.WorkingDirectory));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                errors.Add(new(NoticeKind.Skipped, path, NotThere(path)));
                continue;
            }

            if (Directory.Exists(full))
                roots.Add(LinkResolver.ResolveFolder(full + Path.DirectorySeparatorChar));
            else if (Path.Exists(full))
                AddNamed(full);
            else
                errors.Add(new(NoticeKind.Skipped, options.Root.Shown(full), NotThere(full)));
        }

        roots.Sort(StringComparer.Ordinal);
        mayMeetTwice = roots.Count > 1 || files.Count > 0;
        foreach (var root in roots)
        {
            if (!options.ForceExclude || !IsExcludedWhenNamed(root, isFolder: true))
                Walk(root, cancellation);
        }

        // Last and in order: which of two links stands for a file must not depend on the file system, nor on the working directory.
        links.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        foreach (var link in links)
            VisitLink(link.Folder, link.Name);
    }

    /// <summary>What is no UTF-8 in a name arrives as U+FFFD, under which nothing is found that may well be there.</summary>
    private static string NotThere(string path) =>
        path.Contains('\uFFFD') ? "It cannot be opened: its path is no UTF-8." : "No such file or folder.";

    private void AddNamed(string full)
    {
        if (IsExcludedWhenNamed(full, isFolder: false))
            return;
        if (LinkResolver.Resolve(full) is not { } target)
        {
            errors.Add(new(NoticeKind.Skipped, options.Root.Shown(full), BrokenLink));
            return;
        }

        if (!seen.Add(target))
            return;
        var file = new WorkspaceFile(Folder(Path.GetDirectoryName(full)!), Path.GetFileName(full), IsNamed: true, null);
        files.Add(file with { ForcedKind = KindOf(file.DisplayPath) });
    }

    private void Walk(string root, CancellationToken cancellation)
    {
        var pending = new Stack<PendingFolder>();
        pending.Push(new(root, options.NoIgnore ? null : IgnoreRules.For(root, options.Root.WorkingDirectory)));
        while (pending.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            var folder = Folder(next.Path);
            try
            {
                entries.Clear();
                entries.AddRange(Entries(next.Path));
                var rules = next.Rules;
                if (next.Path != root && !options.NoIgnore && entries.Exists(static found => IgnoreRules.IsIgnoreFile(found.Name)))
                    rules = IgnoreRules.Enter(rules, next.Path);
                foreach (var found in entries)
                    Visit(folder, found, next.Path, rules, pending);
                Remember(folder, next.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var notice = new Notice(NoticeKind.Skipped, options.Root.Shown(next.Path), "The folder cannot be read.");
                if (next.Path == root)
                    errors.Add(notice);
                else
                    notices.Add(notice);
            }
        }
    }

    private void Visit(
        WorkspaceFolder folder, Found found, string parent, IgnoreRules? rules, Stack<PendingFolder> pending)
    {
        var (name, isFolder, isLink, hasContent) = found;
        if (isFolder && !isLink)
        {
            if (IsVersionControl(name))
                return;
        }
        else if (!isLink && !NameGuess.IsCandidate(name) && options.Kinds.Count == 0)
        {
            return;
        }

        var full = Path.Join(parent, name);
        var display = folder.DisplayPathOf(name);
        if (IgnoreRules.IsIgnored(rules, full, isFolder) || IsExcluded(display, isFolder))
            return;
        if (isLink)
        {
            links.Add(new(folder, name, folder.PathOf(name)));
            return;
        }

        if (isFolder)
        {
            pending.Push(new(full, rules));
            return;
        }

        var kind = KindOf(display);
        if ((kind is not null || NameGuess.IsCandidate(name)) && (!mayMeetTwice || seen.Add(full)))
            files.Add(new(folder, Shared(name), IsNamed: false, kind) { IsKnownToHaveContent = hasContent });
    }

    private void Remember(WorkspaceFolder folder, string path)
    {
        List<string>? names = null;
        List<string>? folders = null;
        foreach (var (name, isFolder, isLink, _) in entries)
        {
            if (isLink)
                continue;
            if (isFolder)
                (folders ??= []).Add(name);
            else if (FolderNames.MayCount(name))
                (names ??= []).Add(Shared(name));
        }

        if (folders is not null)
            folderNames[folder.Path] = Sorted(folders);

        // Most folders of a large workspace hold nothing that counts, and are not asked for either.
        if (names is null)
            return;
        countingNames[folder.Path] = Sorted(names);
        if (!entries.Exists(static found => found.Name is LandmarkNames.Repository or LandmarkNames.Configuration))
            plainFolders.Add(path);
    }

    private static string[] Sorted(List<string> names)
    {
        names.Sort(StringComparer.Ordinal);
        return [.. names];
    }

    /// <summary>A link to a folder of the workspace shows nothing new; a link to a file is the file in another name.</summary>
    private void VisitLink(WorkspaceFolder folder, string name)
    {
        var display = folder.DisplayPathOf(name);
        var kind = KindOf(display);
        var isCandidate = kind is not null || NameGuess.IsCandidate(name);
        var target = LinkResolver.Resolve(Path.Join(folder.FullPath, name));
        if (target is null)
        {
            if (isCandidate)
                notices.Add(new(NoticeKind.Skipped, display, BrokenLink));
        }
        else if (Directory.Exists(target))
        {
            if (IsWithin(folder.FullPath, target))
                notices.Add(new(NoticeKind.Skipped, display, "The link leads in a circle."));
            else if (!IsInWorkspace(target))
                notices.Add(new(NoticeKind.Skipped, display, "The link leads out of the workspace."));
        }
        else if (!isCandidate)
        {
            return;
        }
        else if (!IsInWorkspace(target))
        {
            notices.Add(new(NoticeKind.Skipped, display, "The link leads out of the workspace."));
        }
        else if (!NameGuess.IsCandidate(Path.GetFileName(target)) && seen.Add(target))
        {
            // A target with a name of our kind is found by itself.
            files.Add(new(folder, name, IsNamed: false, kind));
        }
    }

    private static FileSystemEnumerable<Found> Entries(string folder) => new(
        folder,
        static (ref FileSystemEntry entry) =>
            new Found(entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None, entry.Length > 0),
        Everything);

    private bool IsInWorkspace(string target) => roots.Exists(root => IsWithin(target, root));

    private static bool IsWithin(string path, string folder) =>
        path == folder
        || (path.StartsWith(folder, StringComparison.Ordinal)
            && (folder.EndsWith(Path.DirectorySeparatorChar) || path[folder.Length] == Path.DirectorySeparatorChar));

    /// <summary>Folders in which version control keeps its own things.</summary>
    private static bool IsVersionControl(string name) => name is ".git" or ".hg" or ".svn" or ".jj" or ".bzr";

    private bool IsExcludedWhenNamed(string full, bool isFolder)
    {
        if (!options.ForceExclude)
            return false;
        if (!options.NoIgnore && IgnoreRules.IsIgnoredFromTop(full, options.Root.WorkingDirectory))
            return true;
        // As it would be found: nobody looks into a folder that is excluded.
        var display = options.Root.Shown(full);
        for (var slash = display.IndexOf('/'); slash >= 0; slash = display.IndexOf('/', slash + 1))
        {
            if (IsExcluded(display.AsSpan(0, slash), isFolder: true))
                return true;
        }

        return IsExcluded(display, isFolder);
    }

    private bool IsExcluded(ReadOnlySpan<char> display, bool isFolder) => GlobPattern.LastTakes(options.Exclude, display, isFolder);

    private FileKind? KindOf(string display)
    {
        FileKind? kind = null;
        foreach (var given in options.Kinds)
        {
            if (given.Pattern.Matches(display, isFolder: false))
                kind = given.Kind;
        }

        return kind;
    }

    /// <summary>Most files of a large workspace have the same name.</summary>
    private string Shared(string name) => lastName == name ? lastName : lastName = name;

    private WorkspaceFolder Folder(string full) => new(options.Root, options.Root.PathOf(full));

    // Classes, because a start-up pays for every generic type over a value of our own.
    private sealed record PendingFolder(string Path, IgnoreRules? Rules);

    private sealed record Found(string Name, bool IsFolder, bool IsLink, bool HasContent);

    private sealed record Entry(WorkspaceFolder Folder, string Name, string Path);
}

using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>
/// The processes of a workspace as their products get their settings: whatever bears the name of a settings file,
/// readable or not, with the listing beside it, and what containers run. Their files are found and opened as for linting.
/// </summary>
/// <remarks>Reads one neighbourhood after the other, when it is asked for the next process.</remarks>
public sealed class ProcessReader
{
    /// <summary>The products take files that nobody wants to have linted.</summary>
    private const int MaxFileBytes = 256 * 1024 * 1024;

    private const string UsedByCompose = "An environment file; name the compose file that uses it.";

    private readonly ConfigurationResolver configuration;
    private readonly LinterOptions options;
    private readonly GroupOpener opener;
    private readonly List<Notice> errors = [];
    private readonly List<Notice> notices = [];

    /// <param name="options">Its limit of a file's size does not count here.</param>
    public ProcessReader(ConfigurationResolver configuration, FileClassifier classifier, LinterOptions options)
    {
        this.configuration = configuration;
        this.options = options with { MaxFileBytes = MaxFileBytes };
        opener = new(configuration, classifier, this.options, asProduct: true);
    }

    /// <summary>What was named and could not be read, and what is wrong with the configuration.</summary>
    public IEnumerable<Notice> Errors =>
        errors.Concat(configuration.Problems.Select(static problem => new Notice(NoticeKind.Skipped, problem.Place, problem.Message)));

    /// <summary>What was found and could not be read, and what is to be said about the versions.</summary>
    public IEnumerable<Notice> Notices => notices.Distinct();

    public IEnumerable<StackProcess> Read(WorkspaceScan scan, CancellationToken cancellation)
    {
        using var reader = new FileReader(MaxFileBytes);
        var lookup = new DiskLookup(options.Root, MaxFileBytes);
        foreach (var group in opener.GroupsOf(scan))
        {
            cancellation.ThrowIfCancellationRequested();
            var opened = opener.Open(group, reader, Skip);
            var used = new HashSet<SourceFile>();
            foreach (var process in ProcessesOf(opened, lookup))
            {
                used.UnionWith(FilesOf(process));
                yield return process;
            }

            foreach (var file in group.Targets.Where(static file => file.IsNamed))
            {
                if (opened.Inputs.FirstOrDefault(input => input.IsTarget && input.File.Path == file.Path) is { Kind: FileKind.Env } input && !used.Contains(input.File))
                    errors.Add(new(NoticeKind.Skipped, file.DisplayPath, UsedByCompose));
            }
        }
    }

    /// <summary>Those that a target has a part in, in the order of their first file.</summary>
    private IEnumerable<StackProcess> ProcessesOf(OpenedGroup opened, DiskLookup lookup)
    {
        var targets = opened.Inputs.Where(static input => input.IsTarget).Select(static input => input.File).ToHashSet();
        if (targets.Count == 0)
            return [];
        var blueprint = Blueprint.Of(opened.Inputs, lookup, blankIslands: false);
        var processes = new List<StackProcess>();
        foreach (var wishes in opener.WishesOf(opened))
        {
            if (wishes.Settings.VersionNotice is { } notice)
                notices.Add(new(NoticeKind.Open, null, notice));

            // The files of a process may differ in their wishes: the first has its way.
            processes.AddRange(blueprint
                .Assemble(wishes.StackVersion ?? StackVersion.Newest, wishes.StackVersion is not null, beatsImages: wishes.GivenVersion is not null)
                .SelectMany(static deployment => deployment.Processes)
                .Where(process => FilesOf(process).FirstOrDefault(targets.Contains) is { } first && opener.WishesFor(opened.References[first]) == wishes));
        }

        return processes.OrderBy(static process => process.Sources[0].File.DisplayPath, StringComparer.Ordinal);
    }

    /// <summary>What its settings come from: a container's environment may stand in files beside its own.</summary>
    private static IEnumerable<SourceFile> FilesOf(StackProcess process) =>
        process.Sources.Select(static source => source.File).Concat(process.Settings.All.Select(static setting => setting.KeyLocation.File));

    private void Skip(WorkspaceFile file, string reason, bool isError) =>
        (file.IsNamed ? errors : notices).Add(new(NoticeKind.Skipped, file.DisplayPath, reason));
}

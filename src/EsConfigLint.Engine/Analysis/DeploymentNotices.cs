using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Analysis;

/// <summary>What a reader should know of deployments that is no finding: what was not analysed, what is not judged, what a node will do by itself.</summary>
internal static class DeploymentNotices
{
    /// <summary>In no order; about other files than the targets nothing is said.</summary>
    public static List<Notice> Of(ImmutableArray<Deployment> deployments, HashSet<SourceFile> targets)
    {
        var notices = new List<Notice>();
        foreach (var source in deployments.SelectMany(static deployment => deployment.Processes).SelectMany(static process => process.Sources))
        {
            foreach (var problem in source.Problems)
            {
                if (!targets.Contains(source.File) || !LeavesNothing(source, problem))
                    continue;
                var (file, place) = (source.File.DisplayPath, problem.Location.Start);
                notices.Add(problem.Kind == LoadProblemKind.Template
                    ? new(NoticeKind.Template, file, $"Not analysed: a template at {place} leaves no readable YAML ({problem.Reason}).")
                    : new(NoticeKind.Skipped, file, $"Not taken for a keystore listing: {problem.Reason} ({place})."));
            }
        }

        foreach (var process in deployments.SelectMany(static deployment => deployment.Processes))
        {
            if (!process.IsOfJudgedVersion && process.Container is { ImageLocation: var image } && targets.Contains(image.File))
                notices.Add(new(
                    NoticeKind.Open,
                    image.File.DisplayPath,
                    $"{image.Start}: '{process.Name}' runs a version before {StackVersion.Oldest}, whose settings are not judged."));
        }

        foreach (var node in deployments.SelectMany(static deployment => deployment.Nodes))
        {
            var file = node.Sources[0].File;
            if (node.IsReadable && targets.Contains(file) && node.AutoConfiguration.IsPending)
                notices.Add(new(
                    NoticeKind.AutoConfigurationPending,
                    file.DisplayPath,
                    "The node will configure TLS and passwords itself when it first starts, so nothing is said about missing TLS."));
        }

        return notices;
    }

    /// <summary>Whether nothing of a file was analysed; a notice says so when it is a target.</summary>
    public static bool IsNotAnalyzed(SettingsSource source)
    {
        foreach (var problem in source.Problems)
        {
            if (LeavesNothing(source, problem))
                return true;
        }

        return false;
    }

    /// <summary>Whether a problem means that nothing of a file was analysed.</summary>
    private static bool LeavesNothing(SettingsSource source, LoadProblem problem) =>
        problem.Kind == LoadProblemKind.Template || source.Origin == SettingsOrigin.Keystore;
}

namespace EsConfigLint.Engine.Workspace;

/// <summary>Which files are analysed together.</summary>
public static class DeploymentGroups
{
    /// <summary>Each settings file is a deployment of its own: one node.</summary>
    /// <param name="files">Sorted as reports show them.</param>
    public static IReadOnlyList<ArraySegment<WorkspaceFile>> Of(WorkspaceFile[] files)
    {
        var groups = new ArraySegment<WorkspaceFile>[files.Length];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = new(files, i, 1);
        return groups;
    }
}

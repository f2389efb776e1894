namespace EsConfigLint.Engine.Workspace;

/// <summary>Which files are analysed together.</summary>
public static class DeploymentGroups
{
    /// <summary>Each settings file is a deployment of its own: one node.</summary>
    /// <param name="files">Sorted as reports show them.</param>
    public static WorkspaceFile[][] Of(IReadOnlyList<WorkspaceFile> files)
    {
        var groups = new WorkspaceFile[files.Count][];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = [files[i]];
        return groups;
    }
}

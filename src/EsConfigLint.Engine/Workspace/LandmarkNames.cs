namespace EsConfigLint.Engine.Workspace;

/// <summary>Names in a folder that tell what holds for the files in it and below.</summary>
public static class LandmarkNames
{
    /// <summary>What a user says about these files.</summary>
    public const string Configuration = ".esconfiglint.yml";

    /// <summary>At the top of a repository: a folder, or the file that a second work tree has.</summary>
    public const string Repository = ".git";
}

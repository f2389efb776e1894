using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Reporting;

/// <summary>The words of notices in the machine-readable formats.</summary>
public static class NoticeWords
{
    public static string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Skipped => "skipped",
        NoticeKind.Template => "template",
        NoticeKind.AutoConfigurationPending => "auto-configuration-pending",
        _ => "open",
    };
}

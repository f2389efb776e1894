using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting;

/// <summary>The words of the machine-readable formats and of the command line.</summary>
public static class Words
{
    public static string Of(Level level) => level switch
    {
        Level.Error => "error",
        Level.Warning => "warning",
        _ => "note",
    };

    public static string Of(FixSafety safety) => safety switch
    {
        FixSafety.Safe => "safe",
        FixSafety.Unsafe => "unsafe",
        _ => "none",
    };

    public static string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Skipped => "skipped",
        NoticeKind.Template => "template",
        NoticeKind.AutoConfigurationPending => "auto-configuration-pending",
        _ => "open",
    };
}

namespace EsConfigLint.Rules.Syntax;

public sealed class ES001ConfigNotParseable : FileRule
{
    public override RuleDescriptor Descriptor { get; } = new("ES001", "config-not-parseable")
    {
        Variants =
        [
            new("refused", Level.Error, 0, "'{0}' refuses this file: '{1}'. Nothing in it was checked.") { PreventsStart = VersionRange.All },
            new("ignored", Level.Warning, 0, "'{0}' ignores this whole file: '{1}'. Every setting is at its default."),
        ],
    };

    public override void Check(UnreadableFile file, RuleContext context) =>
        context.Report(file.IsIgnored ? "ignored" : "refused", file.Location, null, file.Reader, file.Reason);
}

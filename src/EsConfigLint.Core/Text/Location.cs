namespace EsConfigLint.Core.Text;

/// <summary>A span in a file.</summary>
public readonly record struct Location(SourceFile File, TextSpan Span)
{
    public LinePosition Start => File.PositionOf(Span.Start);

    public LinePosition End => File.PositionOf(Span.End);

    public override string ToString() => $"{File.DisplayPath}:{Start}";
}

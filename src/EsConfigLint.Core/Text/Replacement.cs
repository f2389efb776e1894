namespace EsConfigLint.Core.Text;

/// <summary>A text in place of one that is no value of a setting: a port, a name, a variable.</summary>
/// <param name="Effect">What comes of it: an imperative clause for a title; null where the new text says enough.</param>
public sealed record Replacement(TextEdit Edit, string? Effect = null);

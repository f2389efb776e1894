using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>A file that whoever reads it refuses or passes over as a whole.</summary>
/// <param name="Reader">The product, or <c>Docker Compose</c>.</param>
/// <param name="Location">Where its reader stops.</param>
/// <param name="Reason">A clause for people, without the place.</param>
/// <param name="IsIgnored">Whether its reader goes on without a word.</param>
public sealed record UnreadableFile(string Reader, Location Location, string Reason, bool IsIgnored = false);

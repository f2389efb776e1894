using System.Text.RegularExpressions;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Which web sites a browser lets talk to a node (<c>http.cors.*</c>).</summary>
public sealed class Cors
{
    /// <summary>Origins that have nothing in common: what matches all of them matches everything.</summary>
    private static readonly string[] StrangeOrigins =
        ["https://evil.example", "http://a.b-c.test:8080", "http://198.51.100.7", "https://xn--n3h.invalid:1"];

    private readonly SettingsView settings;

    internal Cors(SettingsView settings) => this.settings = settings;

    public Reading<bool> Enabled => settings.Boolean("http.cors.enabled");

    public Reading<string> AllowOrigin => settings.Text("http.cors.allow-origin");

    public Reading<bool> AllowCredentials => settings.Boolean("http.cors.allow-credentials");

    /// <summary>Whether <c>*</c> or a pattern lets every origin in, should CORS be on.</summary>
    /// <remarks>
    /// Only a text that is <c>*</c> and nothing else counts: among other origins, or in a list, a star is the name of
    /// an origin that no browser sends (CorsHandler and its predecessors, 6.8 to 9.3).
    /// </remarks>
    public Truth AllowsEveryOrigin => AllowOrigin.State switch
    {
        ReadingState.Known => AllowOrigin.Value == "*" || (IsPattern(AllowOrigin.Value!) && MatchesEverything(AllowOrigin.Value![1..^1])),
        ReadingState.Absent or ReadingState.Malformed => Truth.No,
        _ => Truth.Unknown,
    };

    private static bool IsPattern(string text) => text.Length > 2 && text.StartsWith('/') && text.EndsWith('/');

    /// <summary>Elasticsearch compiles what stands between the slashes and wants the whole origin to match.</summary>
    private static bool MatchesEverything(string pattern)
    {
        if (pattern is ".*" or ".+")
            return true;
        try
        {
            return StrangeOrigins.All(origin => Regex.IsMatch(
                origin, $"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)));
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

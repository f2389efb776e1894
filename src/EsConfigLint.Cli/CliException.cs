using EsConfigLint.Engine.Results;

namespace EsConfigLint.Cli;

/// <summary>Something the user must change: one line on standard error, exit code 2.</summary>
public sealed class CliException(string message) : Exception(message)
{
    /// <summary>A word that is none of those that are possible; says the nearest, or all of them when there are few and none is near.</summary>
    public static CliException UnknownWord(string what, string word, IReadOnlyList<string> words) =>
        NearestWord.Of(word, words) is { } nearest ? new($"unknown {what} '{word}'; did you mean '{nearest}'?")
        : words.Count <= 20 ? new($"unknown {what} '{word}'; it is one of {string.Join(", ", words)}.")
        : new($"unknown {what} '{word}'.");
}

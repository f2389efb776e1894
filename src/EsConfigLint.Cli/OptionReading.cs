using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Configuration;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>Reads the values of options; what is no value gets a line with the nearest one.</summary>
internal static class OptionReading
{
    /// <summary>In the order of <see cref="ColorChoice"/>.</summary>
    public static string[] Colors { get; } = ["auto", "always", "never"];

    private static readonly string[] KnownVersions = ["6.8", "7.17", "8.19", StackVersion.Newest.ToString()];

    /// <summary>The place of the option's value among some words, in any case; <paramref name="fallback"/> when it is not given.</summary>
    public static int Word(this CommandOption option, string what, IReadOnlyList<string> words, int fallback) =>
        option.HasValue() ? Find(option.Value() ?? "", what, words) : fallback;

    public static int Find(string word, string what, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Equals(word, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw CliException.UnknownWord(what, word, words);
    }

    /// <summary>All values of a repeatable option that also takes commas.</summary>
    public static IEnumerable<string> Words(this CommandOption option) =>
        option.Values.SelectMany(static value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The version, or null when none is given. One newer than the data reads as the newest known, and the notice says so.</summary>
    public static StackVersion? Version(this CommandOption option, out string? notice)
    {
        notice = null;
        if (!option.HasValue())
            return null;
        var text = option.Value() ?? "";
        if (!StackVersion.TryParse(text, out var version))
        {
            // The major version counts: of "8" the nearest in letters is 6.8.
            var major = text.AsSpan(0, text.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length).ToString() + ".";
            throw Array.Find(KnownVersions, known => known.StartsWith(major, StringComparison.Ordinal)) is { } whole
                ? new($"unknown version '{text}'; did you mean '{whole}'?")
                : CliException.UnknownWord("version", text, KnownVersions);
        }

        if (version < StackVersion.Oldest)
            throw new CliException($"version '{text}' is too old; the oldest is '{StackVersion.Oldest}'.");
        return NewerVersion.Read(version, out notice);
    }

    /// <summary>The path that an option names; null when it is not given.</summary>
    public static string? FilePath(this CommandOption option) =>
        !option.HasValue() ? null : option.Value() is { Length: > 0 } path ? path : throw new CliException($"--{option.LongName} needs a path; it is empty.");

    public static CommandOption AddVersion(CommandLineApplication app) => app.Option(
        "--stack-version <V>",
        "The version of the stack, such as 7.17, 8.19 or 9.1 (default: unknown, read as the newest)",
        CommandOptionType.SingleValue);
}

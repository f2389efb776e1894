using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>What the words behind the name of a program set.</summary>
internal sealed class StartArguments
{
    private readonly ImmutableArray<Assignment>.Builder options = ImmutableArray.CreateBuilder<Assignment>();
    private readonly ImmutableArray<Assignment>.Builder switches = ImmutableArray.CreateBuilder<Assignment>();
    private readonly List<string?> settingsFiles = [];

    private StartArguments()
    {
    }

    /// <summary>Settings by their own name.</summary>
    public ImmutableArray<Assignment> Options => options.ToImmutable();

    /// <summary>Settings of Kibana by a name that only the command has; each option of the same setting beats them, wherever it stands.</summary>
    public ImmutableArray<Assignment> Switches => switches.ToImmutable();

    /// <summary>The settings files that Kibana is to read in place of its own; null for one that nobody sees.</summary>
    public IReadOnlyList<string?> SettingsFiles => settingsFiles;

    /// <summary>Nothing is set.</summary>
    public static StartArguments None { get; } = new();

    /// <param name="areGuessed">Whether the words may be another program's: a shell has a <c>-c</c> too.</param>
    public static StartArguments Of(IReadOnlyList<StartWord> words, Product product, bool areGuessed)
    {
        var arguments = new StartArguments();
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : (StartWord?)null;
            if (product == Product.Elasticsearch ? arguments.ReadElasticsearch(words[i], next) : arguments.ReadKibana(words[i], next, areGuessed))
                i++;
        }

        return arguments;
    }

    /// <summary><c>-Ename=value</c> and <c>-E name=value</c>.</summary>
    /// <returns>Whether the next word belongs to this one.</returns>
    private bool ReadElasticsearch(StartWord word, StartWord? next)
    {
        var isSplit = word.Text.Text == "-E" && next is not null;
        if (isSplit)
            Add(next!.Value, 0);
        else if (word.Text.Text.StartsWith("-E", StringComparison.Ordinal))
            Add(word, 2);
        return isSplit;

        void Add(StartWord assignment, int start)
        {
            var equals = assignment.Text.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals > start && assignment.Text.KnownAt(start, equals - start) is { } key)
                options.Add(new(key, ValueFrom(assignment, equals + 1), PlaceOf(assignment, 0, equals), false));
        }
    }

    /// <summary>
    /// <c>--name=value</c> and <c>--name value</c> (src/cli/command.js, collectUnknownOptions), and what the command calls otherwise:
    /// <c>-e</c>, <c>-H</c>, <c>-p</c>, <c>-c</c> and their long forms (src/cli/serve/serve.js; all of this 6.8 to 9.3).
    /// </summary>
    /// <returns>Whether the next word belongs to this one.</returns>
    private bool ReadKibana(StartWord word, StartWord? next, bool isGuessed)
    {
        var text = word.Text.Text;
        if (!text.StartsWith('-'))
            return false;
        var isLong = text.StartsWith("--", StringComparison.Ordinal);
        var equals = isLong ? text.IndexOf('=', StringComparison.Ordinal) : -1;
        var end = equals < 0 ? text.Length : equals;
        if (word.Text.KnownAt(0, end) is not { } name)
            return false;
        var isSplit = equals < 0;
        if (isGuessed && (isSplit || !name.Contains('.')))
            return false;
        if (isSplit && (next is not { } following || following.Text.Text.StartsWith('-')))
            return false;
        var value = isSplit ? ValueFrom(next!.Value, 0) : ValueFrom(word, equals + 1);
        var place = PlaceOf(word, 0, end);
        switch (name)
        {
            case "-e" or "--elasticsearch":
                switches.Add(new("elasticsearch.hosts", ListOf(value), place, false));
                break;
            case "-H" or "--host":
                switches.Add(new("server.host", value, place, false));
                break;
            case "-p" or "--port":
                switches.Add(new("server.port", value, place, false));
                break;
            case "-c" or "--config":
                settingsFiles.Add(value.Known);
                break;
            default:
                if (!isLong || !name.Contains('.'))
                    return false;
                options.Add(new(name[2..], value, place, false));
                break;
        }

        return isSplit;
    }

    /// <summary>Several hosts stand with commas between them.</summary>
    private static ValueText ListOf(ValueText hosts) =>
        hosts.Known is { } known && known.Contains(',') ? hosts with { Text = $"[{known}]", Known = $"[{known}]" } : hosts;

    private static ValueText ValueFrom(StartWord word, int start)
    {
        var length = word.Text.Length - start;
        var place = PlaceOf(word, start, length);
        return new(place.File.Slice(place.Span), word.Text.KnownAt(start, length), place);
    }

    private static Location PlaceOf(StartWord word, int start, int length) => new(word.File, word.Text.SourceOf(start, length));
}

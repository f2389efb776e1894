using System.Buffers;
using System.Collections.Frozen;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>A word of an entrypoint or a command.</summary>
internal readonly record struct StartWord(MappedText Text, SourceFile File);

/// <summary>What a container starts, as far as its entrypoint and its command tell.</summary>
internal sealed class ContainerStart
{
    /// <summary>What the official images start (Dockerfile of Elasticsearch, 6.0 to 9.3).</summary>
    private const string ImageEntrypoint = "/usr/local/bin/docker-entrypoint.sh";

    private static readonly string[] ProgramNames = ["elasticsearch", "eswrapper", "kibana", "kibana-docker", "docker-entrypoint.sh", "es-docker"];

    /// <summary>Words of what prepares a node from outside of it, whatever else the command names.</summary>
    private static readonly string[] SetUpWords = ["certutil", "reset-password", "setup-passwords", "curl "];

    /// <summary>Tools of the images that a start of a node may run before it.</summary>
    private static readonly string[] ToolWords =
    [
        "elasticsearch-certgen", "elasticsearch-create-enrollment-token", "elasticsearch-keystore", "elasticsearch-node", "elasticsearch-plugin",
        "elasticsearch-reconfigure-node", "elasticsearch-service-tokens", "elasticsearch-shard", "elasticsearch-syskeygen", "elasticsearch-users",
        "kibana-encryption-keys", "kibana-keystore", "kibana-plugin", "kibana-setup", "kibana-verification-code",
    ];

    private static readonly FrozenSet<string> Shells = FrozenSet.Create(StringComparer.Ordinal, "sh", "bash", "ash", "dash", "zsh");

    private static readonly FrozenSet<string> Inits = FrozenSet.Create(StringComparer.Ordinal, "tini", "dumb-init");

    /// <summary>What hands over to the command behind it and behind so many words more.</summary>
    private static readonly FrozenDictionary<string, int> Wrappers = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["exec"] = 0,
        ["nohup"] = 0,
        ["setpriv"] = 0,
        ["chroot"] = 1,
        ["gosu"] = 1,
        ["su-exec"] = 1,
        ["setuidgid"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] SwitchWords = ["su", "gosu", "su-exec", "runuser", "setpriv", "chroot", "sudo", "setuidgid"];

    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal, "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "{", "}", "!");

    /// <summary>Commands that give a process no setting, as long as they write no file. Keystores are out of sight anyway.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        StringComparer.Ordinal, "[", "[[", "cd", "chmod", "chown", "curl", "echo", "elasticsearch-keystore", "elasticsearch-plugin", "exit", "false", "grep",
        "id", "kibana-keystore", "kibana-plugin", "ls", "mkdir", "nc", "printf", "pwd", "rm", "set", "sleep", "sysctl", "test", "trap", "true", "ulimit", "umask",
        "wait", "whoami");

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly List<StartWord> options = [];

    private ContainerStart(string text) => Text = text;

    /// <summary>Every word that is not the base image's, with a blank between.</summary>
    public string Text { get; }

    /// <summary>Whether it is the image's own start, with options at most.</summary>
    public bool IsOfImage { get; private set; }

    /// <summary>Whether a file of the user's takes the place of what the image starts.</summary>
    public bool IsReplaced { get; private set; }

    /// <summary>Whether what runs may give the product settings that nobody sees.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What stands behind the name of the program; everything, where that name is hidden.</summary>
    public IReadOnlyList<StartWord> Options => options;

    /// <summary>Whether the name of the program is hidden, so that <see cref="Options"/> may be another program's.</summary>
    public bool OptionsAreGuessed { get; private set; }

    /// <summary>Whether the product's program is what it starts, in the end.</summary>
    public bool StartsProduct { get; private set; }

    /// <summary>Whether it starts the product's program by its name, and not whatever the image starts.</summary>
    public bool SaysProgram => StartsProduct && Array.Exists(ProgramNames, name => name != "docker-entrypoint.sh" && ContainsWord(Text, name));

    /// <summary>Whether it starts the program, or hands its name to a script that nobody sees.</summary>
    public bool NamesProduct { get; private set; }

    /// <summary>Whether it sets something up from outside, with the tools of the image.</summary>
    public bool SetsUp => SetUpWords.Any(word => Text.Contains(word, StringComparison.Ordinal));

    /// <summary>Whether no tool of the image is named.</summary>
    public bool NamesNoTool => !SetsUp && !ToolWords.Any(word => Text.Contains(word, StringComparison.Ordinal));

    /// <summary>Whether it puts a plugin into the product before it starts it.</summary>
    public bool InstallsPlugins => Text.Contains("-plugin", StringComparison.Ordinal);

    /// <summary>Whether a start of the user's own reads a variable, or may do so where nobody sees it.</summary>
    public bool MayUse(string variable) => IsReplaced || (!IsOfImage && (IsOpen || Text.Contains(variable, StringComparison.Ordinal)));

    public bool SwitchesUser => SwitchWords.Any(word => ContainsWord(Text, word));

    public static ContainerStart Of(ComposeService service, DockerImage? image)
    {
        var words = service.Entrypoint is { } own ? WordsOf(own) : WordsOf(image?.Entrypoint);
        var hasEntrypoint = words.Count > 0;
        words.AddRange(service.Command is { } given ? WordsOf(given) : service.Entrypoint is null ? WordsOf(image?.Command) : []);
        var start = new ContainerStart(string.Join(' ', words.Select(static word => word.Text.Text)))
        {
            IsReplaced = service.Mounts.Any(static mount => mount.TargetPath == ImageEntrypoint)
                || (image?.Copies.Any(static copy => copy.DestinationPath == ImageEntrypoint) ?? false),
        };
        start.Read(words, hasEntrypoint);
        if (start.options.Exists(static word => word.Text.Text is "--version" or "-V" or "--help" or "-h"))
            return new(start.Text);
        start.NamesProduct |= start.StartsProduct;
        start.IsOpen |= start.IsReplaced || service.Entrypoint is { IsOpen: true, Arguments: [] } || service.Command is { IsOpen: true, Arguments: [] };
        return start;
    }

    /// <summary>Whether the start is a script in the place of the image's, or one that it names, which the user brings.</summary>
    public bool IsBrought(string? path) =>
        // A folder's path is part of many a command: only what looks like a script counts.
        path is not null && path.Contains('.') && (path == ImageEntrypoint || Text.Contains(path, StringComparison.Ordinal));

    private static List<StartWord> WordsOf(ComposeCommand command) =>
    [
        .. command.Arguments.Where(static argument => argument.Resolved.Length > 0)
            .Select(static argument => new StartWord(argument.Mapped ?? MappedText.Opaque(argument.Resolved, argument.Location.Span), argument.Location.File)),
    ];

    /// <summary>Docker hands a text to a shell.</summary>
    private static List<StartWord> WordsOf(DockerCommand? command)
    {
        if (command is null)
            return [];
        var words = new List<StartWord>(command.Arguments.Count + 2);
        if (!command.IsExec)
        {
            words.Add(new(MappedText.Opaque("/bin/sh", new(command.Location.Span.Start, 0)), command.Location.File));
            words.Add(new(MappedText.Opaque("-c", new(command.Location.Span.Start, 0)), command.Location.File));
        }

        foreach (var argument in command.Arguments)
        {
            var span = argument.Location.Span;
            if (argument.Text.Length == 0)
                continue;
            var at = argument.Location.File.Text.IndexOf(argument.Text, span.Start, span.Length, StringComparison.Ordinal);
            words.Add(new(at < 0 ? MappedText.Opaque(argument.Text, span) : MappedText.Literal(argument.Text, at), argument.Location.File));
        }

        return words;
    }

    private void Read(List<StartWord> words, bool hasOwnEntrypoint)
    {
        var at = 0;
        if (hasOwnEntrypoint)
        {
            if (Inits.Contains(NameOf(words[0])))
            {
                at++;
                while (at < words.Count && words[at].Text.Text.StartsWith('-'))
                    at++;
            }

            if (at == words.Count || !IsProgram(words[at]))
            {
                ReadProgram(words, at);
                return;
            }

            at++;
        }

        // The image's own script takes options, its program, or another command.
        if (at < words.Count && IsProgram(words[at]))
            at++;
        else if (at < words.Count && !words[at].Text.Text.StartsWith('-'))
        {
            ReadProgram(words, at);
            return;
        }

        IsOfImage = true;
        StartsProduct = true;
        AddOptions(words, at);
    }

    /// <summary>Reads a start of the user's own.</summary>
    private void ReadProgram(List<StartWord> words, int at)
    {
        if (at == words.Count)
            return;
        var name = NameOf(words[at]);
        if (Shells.Contains(name))
        {
            var option = words.FindIndex(at, static word => word.Text.Text is ['-', not '-', ..] text && text.Contains('c'));
            if (option >= 0 && option + 1 < words.Count)
                ReadScript(words[option + 1]);
            else
                IsOpen = true;
        }
        else if (!ReadCommand(words, at))
        {
            IsOpen |= !Harmless.Contains(name);
            NamesProduct |= HandsOver(words, at);
        }

        if (options.Count > 0)
            return;
        OptionsAreGuessed = true;
        options.AddRange(words.Skip(at));
    }

    private void ReadScript(StartWord script)
    {
        if (ShellScript.Parse(script.Text) is not { } commands)
        {
            IsOpen = true;
            NamesProduct |= ProgramNames.Any(name => ContainsWord(script.Text.Text, name));
            return;
        }

        var depth = 0;
        var starts = 0;
        var isConditional = false;
        foreach (var command in commands)
        {
            var words = command.Words.Select(word => new StartWord(word, script.File)).ToList();
            foreach (var word in words)
                depth += word.Text.Text is "if" or "while" or "until" or "case" or "for" ? 1 : word.Text.Text is "fi" or "done" or "esac" ? -1 : 0;
            var at = words.FindIndex(static word => !Keywords.Contains(word.Text.Text) && !IsAssignment(word));
            if (at < 0)
                continue;

            // A variable in front of a command is that command's alone; those of Java set no settings.
            IsOpen |= words.Take(at).Any(static word => IsAssignment(word) && !word.Text.Text.Contains("_OPT", StringComparison.Ordinal));
            if (ReadCommand(words, at))
            {
                starts++;
                isConditional |= depth > 0;
            }
            else
            {
                IsOpen |= command.Writes || !Harmless.Contains(NameOf(words[at])) || Downloads(words);
                NamesProduct |= HandsOver(words, at);
            }
        }

        // Which of several starts comes to pass, nobody sees.
        if (starts > 1 || isConditional)
        {
            options.Clear();
            IsOpen = true;
        }
    }

    /// <summary>Whether a script of the user's gets the program's name, to start it in the end, or another user starts it.</summary>
    private static bool HandsOver(List<StartWord> words, int at)
    {
        var command = words[at].Text.Text;
        var arguments = words.Skip(at + 1);
        if (SwitchWords.Contains(NameOf(words[at]), StringComparer.Ordinal))
            return arguments.Any(static word => ProgramNames.Any(name => word.Text.Text.Contains("bin/" + name, StringComparison.Ordinal)));
        return (command.Contains('/') || command.EndsWith(".sh", StringComparison.Ordinal))
            && arguments.Any(static word => IsProgram(word) && (!word.Text.Text.Contains('/') || word.Text.Text.Contains("bin/", StringComparison.Ordinal)));
    }

    /// <summary>Whether curl writes what it gets to a file.</summary>
    private static bool Downloads(List<StartWord> words)
    {
        var option = words.FindIndex(static word => word.Text.Text is "--output" or "--remote-name"
            || (word.Text.Text is ['-', not '-', ..] text && text.AsSpan().ContainsAny('o', 'O')));
        return option >= 0 && words.Exists(static word => NameOf(word) == "curl") && (option + 1 == words.Count || words[option + 1].Text.Text != "/dev/null");
    }

    private static bool IsAssignment(StartWord word)
    {
        var text = word.Text.Text;
        var equals = text.IndexOf('=');
        return equals > 0 && text.AsSpan(0, equals).IndexOfAnyExcept(NameLetters) < 0;
    }

    /// <summary>Whether a command starts the product, directly or through others.</summary>
    private bool ReadCommand(List<StartWord> words, int at)
    {
        while (at < words.Count && Wrappers.TryGetValue(NameOf(words[at]), out var count))
        {
            at++;
            while (at < words.Count && words[at].Text.Text.StartsWith('-'))
                at++;
            at += count;
        }

        if (at >= words.Count || !IsProgram(words[at]))
            return false;
        StartsProduct = true;
        AddOptions(words, at + 1);
        return true;
    }

    private void AddOptions(List<StartWord> words, int from)
    {
        foreach (var word in words.Skip(from))
        {
            // What is hidden from its first letter on may be any option, or several.
            IsOpen |= word.Text is { Length: > 0 } text && text.Text[0] == MappedText.Unknown;
            options.Add(word);
        }
    }

    private static bool IsProgram(StartWord word) => Array.IndexOf(ProgramNames, NameOf(word)) >= 0 && !word.Text.Text.StartsWith('-')
        && (!word.Text.Text.EndsWith(".sh", StringComparison.Ordinal) || word.Text.Text is "docker-entrypoint.sh" or ImageEntrypoint);

    private static string NameOf(StartWord word) => FilePaths.NameOf(word.Text.Text);

    private static bool ContainsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || text[at - 1] is ' ' or '/' or ';' or '&' or '|' or '"' or '\'' or '\n')
                && (end == text.Length || text[end] is ' ' or ';' or '&' or '|' or '"' or '\'' or '\n'))
                return true;
        }

        return false;
    }
}

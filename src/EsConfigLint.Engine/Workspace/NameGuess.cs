namespace EsConfigLint.Engine.Workspace;

/// <summary>How much a file's name tells.</summary>
public enum NameCertainty
{
    /// <summary>The name says nothing; the content may.</summary>
    None,

    /// <summary>The name has the product's word in it, among others: the content must agree.</summary>
    Likely,

    /// <summary>The product's own name for the file, with at most a template's suffix.</summary>
    Exact,
}

/// <summary>What the name of a file tells about it, before a byte of it is read.</summary>
public readonly record struct NameGuess(FileKind Kind, NameCertainty Certainty)
{
    private static readonly string[] TemplateSuffixes = [".j2", ".tmpl", ".tpl", ".erb"];
    private static readonly string[] WordsOfCompose =
        ["stack", "docker", "swarm", "services", "elk", "elastic", "production", "prod", "staging", "local", "development", "dev"];
    private static readonly string[] CopySuffixes = [".bak", ".orig", "~"];

    /// <summary>Whether a file of this name, found in a folder, is worth a look into it.</summary>
    public static bool IsCandidate(ReadOnlySpan<char> name) =>
        !IsCopy(name) && (IsYaml(WithoutTemplateSuffix(name)) || IsKeystoreListing(name) || IsDockerfile(name) || IsEnvFile(name));

    /// <summary>Whether who finds a file of this name expects it to be read, so that it is news when it cannot be.</summary>
    public static bool IsExpected(string name) =>
        Of(name).Certainty != NameCertainty.None || IsCompose(name) || IsDockerfile(name) || IsEnvFile(name) || IsKeystoreListing(name);

    /// <summary><c>Dockerfile</c>, with another word before or behind it.</summary>
    public static bool IsDockerfile(ReadOnlySpan<char> name) =>
        Word(name, "dockerfile") != NameCertainty.None && !IsYaml(name);

    /// <summary><c>.env</c>, <c>.env.prod</c> or <c>kibana.env</c>; not those that only show what to write.</summary>
    public static bool IsEnvFile(ReadOnlySpan<char> name) =>
        name.EndsWith(".env", StringComparison.Ordinal)
        || (name.StartsWith(".env.", StringComparison.Ordinal) && !IsExample(name[".env.".Length..]));

    private static bool IsExample(ReadOnlySpan<char> word) =>
        word.Contains("example", StringComparison.OrdinalIgnoreCase) || word.Contains("sample", StringComparison.OrdinalIgnoreCase)
        || word.Contains("template", StringComparison.OrdinalIgnoreCase) || word.Contains("dist", StringComparison.OrdinalIgnoreCase);

    /// <summary>Copies keep the name of what they are a copy of; they are linted only when named.</summary>
    public static bool IsCopy(ReadOnlySpan<char> name)
    {
        foreach (var suffix in CopySuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether it is a name under which compose looks for its files, or a variant of one.</summary>
    public static bool IsCompose(string name) => name.Contains("compose", StringComparison.OrdinalIgnoreCase) && !IsCopy(name) && IsYaml(name);

    public static bool IsYaml(ReadOnlySpan<char> name) =>
        name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    public static NameGuess Of(ReadOnlySpan<char> name)
    {
        foreach (var suffix in CopySuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                name = name[..^suffix.Length];
        }

        if (name.Equals("elasticsearch-keystore.list", StringComparison.OrdinalIgnoreCase))
            return new(FileKind.ElasticsearchKeystore, NameCertainty.Exact);
        if (name.Equals("kibana-keystore.list", StringComparison.OrdinalIgnoreCase))
            return new(FileKind.KibanaKeystore, NameCertainty.Exact);
        name = WithoutTemplateSuffix(name);
        if (!IsYaml(name))
            return default;
        name = name[..name.LastIndexOf('.')];
        return Word(name, "elasticsearch") is var elasticsearch and not NameCertainty.None ? new(FileKind.Elasticsearch, elasticsearch)
            : Word(name, "kibana") is var kibana and not NameCertainty.None ? new(FileKind.Kibana, kibana)
            : default;
    }

    /// <summary>Whether a name is that of the settings of another product of Elastic, which share keys with ours.</summary>
    public static bool IsOtherProduct(ReadOnlySpan<char> name) =>
        name.Contains("logstash", StringComparison.OrdinalIgnoreCase) || name.Contains("beat", StringComparison.OrdinalIgnoreCase)
        || name.Contains("apm-server", StringComparison.OrdinalIgnoreCase) || name.Contains("fleet", StringComparison.OrdinalIgnoreCase)
        || name.Contains("elastic-agent", StringComparison.OrdinalIgnoreCase) || name.Contains("enterprise-search", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The product that a word somewhere in a name stands for (<c>es-prod.yml</c>, <c>es01.yml</c>, <c>my-kib.yml</c>); says nothing by
    /// itself.
    /// </summary>
    public static FileKind Hint(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            var word = NextWord(ref name);
            if (IsWord(word, "es") || IsWord(word, "elastic") || IsWord(word, "elasticsearch"))
                return FileKind.Elasticsearch;
            if (IsWord(word, "kib") || IsWord(word, "kibana"))
                return FileKind.Kibana;
        }

        return FileKind.Unknown;
    }

    /// <summary>
    /// Whether a word in a name lets expect a compose file that bears none of compose's names (<c>docker-stack.yml</c>,
    /// <c>production.yml</c>); says nothing by itself.
    /// </summary>
    public static bool HintsAtCompose(ReadOnlySpan<char> name)
    {
        if (!IsYaml(name) || Of(name).Certainty != NameCertainty.None)
            return false;
        while (!name.IsEmpty)
        {
            var word = NextWord(ref name);
            foreach (var known in WordsOfCompose)
            {
                if (IsWord(word, known))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Takes the letters that a text begins with, and what parts them from the rest.</summary>
    private static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
            length++;
        var word = text[..length];
        text = text[Math.Min(length + 1, text.Length)..];
        return word;
    }

    private static bool IsWord(ReadOnlySpan<char> text, ReadOnlySpan<char> word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static NameCertainty Word(ReadOnlySpan<char> name, ReadOnlySpan<char> word)
    {
        if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            return NameCertainty.Exact;
        if (name.Length <= word.Length)
            return NameCertainty.None;
        var isFirst = name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && IsSeparator(name[word.Length]);
        var isLast = name.EndsWith(word, StringComparison.OrdinalIgnoreCase) && IsSeparator(name[^(word.Length + 1)]);
        return isFirst || isLast ? NameCertainty.Likely : NameCertainty.None;
    }

    private static bool IsSeparator(char unit) => unit is '-' or '.' or '_';

    /// <summary>Whether a file of this name may be a keystore listing; its content tells.</summary>
    public static bool IsKeystoreListing(ReadOnlySpan<char> name) =>
        name.EndsWith(".list", StringComparison.OrdinalIgnoreCase)
        || (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && name.Contains("keystore", StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> WithoutTemplateSuffix(ReadOnlySpan<char> name)
    {
        foreach (var suffix in TemplateSuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return name[..^suffix.Length];
        }

        return name;
    }
}

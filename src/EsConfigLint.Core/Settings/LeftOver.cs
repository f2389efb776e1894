using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>What kind of text a setting takes, as far as left-overs of guides are concerned.</summary>
public enum TextKind
{
    /// <summary>Any text.</summary>
    Other,

    /// <summary>A path of a file or folder.</summary>
    Path,

    /// <summary>A host name, an address or a URL.</summary>
    Host,
}

/// <summary>Text that a guide left in a value: variables that nobody expands, names to be replaced.</summary>
public static class LeftOver
{
    /// <summary>Each has an x: see <see cref="MayBeIn"/>.</summary>
    private static readonly string[] SampleDomains = ["example.com", "example.org", "example.net"];

    private static readonly string[] SampleWords = ["CHANGE_ME", "CHANGEME", "CHANGE-ME", "REPLACE_ME", "REPLACEME", "REPLACE-ME", "TODO", "FIXME"];

    private static readonly string[] KibanaPathEnds =
        ["certificate", "key", "certificateauthorities", "keystore.path", "truststore.path", "path.data", "pid.file", "filename", "file"];

    /// <summary>Whether a text may hold anything of that: nearly none does, and the rest needs no look into the catalogue.</summary>
    public static bool MayBeIn(ValueText value) =>
        value.Text.Contains('$') || (value.Known is { } known && (known.AsSpan().IndexOfAny('<', 'x', 'X') >= 0 || IsSampleWord(known.Trim())));

    public static TextKind KindOf(Product product, string key, StackVersion version)
    {
        if (SettingsCatalogue.Of(product).TryFind(key, out var entry))
        {
            switch (entry.TypeAt(version))
            {
                case SettingType.Path:
                    return TextKind.Path;
                case SettingType.Host or SettingType.Uri:
                    return TextKind.Host;
            }
        }

        if (product != Product.Kibana)
            return TextKind.Other;
        if (key is "server.host" or "server.publicBaseUrl" || key.EndsWith(".hosts", StringComparison.Ordinal))
            return TextKind.Host;
        foreach (var end in KibanaPathEnds)
        {
            if (key.EndsWith("." + end, StringComparison.OrdinalIgnoreCase) || key.Equals(end, StringComparison.OrdinalIgnoreCase))
                return TextKind.Path;
        }

        return TextKind.Other;
    }

    /// <summary>
    /// The variables without braces, each of which fills a part of a path, URL or host (<c>$KBN_PATH_CONF/ca.pem</c>): neither product expands them.
    /// Beside one in braces the rest of a text is still what it says.
    /// </summary>
    public static IReadOnlyList<TextSpan> ShellVariablesIn(ValueText value, TextKind kind)
    {
        if (kind == TextKind.Other || value.IsTemplated || value.IsConditional || !value.Text.Contains('$'))
            return [];
        var text = value.Text;
        var found = new List<TextSpan>();
        for (var at = text.IndexOf('$'); at >= 0; at = at + 1 < text.Length ? text.IndexOf('$', at + 1) : -1)
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterUpper(text[end]) || text[end] == '_' || (end > at + 1 && char.IsAsciiDigit(text[end]))))
                end++;
            var begins = at == 0 || text[at - 1] is '/' or ':' or '@' or '.';
            var ends = end == text.Length || text[end] is '/' or ':' or '.';
            if (end > at + 1 && begins && ends)
                found.Add(TextSpan.FromBounds(at, end));
        }

        return found;
    }

    /// <summary>The text with braces around the names of its variables.</summary>
    public static string WithBraces(string text, IReadOnlyList<TextSpan> variables)
    {
        for (var i = variables.Count - 1; i >= 0; i--)
            text = text.Insert(variables[i].End, "}").Insert(variables[i].Start + 1, "{");
        return text;
    }

    /// <summary>A name in angle brackets, a word like <c>CHANGE_ME</c> as the whole value, or a host that is <c>example.com</c> or below it.</summary>
    public static string? PlaceholderIn(ValueText value, TextKind kind)
    {
        if (value.Known is not { } known)
            return null;
        var text = known.Trim();
        if (IsInAngleBrackets(text) || IsSampleWord(text))
            return text;
        if (kind != TextKind.Host)
            return null;
        var host = HostOf(text);
        if (IsInAngleBrackets(host))
            return host;
        foreach (var domain in SampleDomains)
        {
            if (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
                return host;
        }

        return null;
    }

    /// <summary>Whether a text is one of the words that ask to be replaced.</summary>
    public static bool IsSampleWord(string text)
    {
        foreach (var word in SampleWords)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether a text is no value of its own: a name in angle brackets, what SOPS made of a secret, or the place of one in a store.</summary>
    public static bool IsBlank(string text)
    {
        var value = text.Trim();
        return IsInAngleBrackets(value) || (value.StartsWith("ENC[", StringComparison.Ordinal) && value.EndsWith(']')) || IsPlaceInStore(value);
    }

    /// <summary>Whether a text is what a tool replaces by a secret before anything starts: the references of 1Password, vals and Bank-Vaults.</summary>
    private static bool IsPlaceInStore(string text) =>
        text.StartsWith("op://", StringComparison.Ordinal)
        || (text.StartsWith("ref+", StringComparison.Ordinal) && text.Contains("://", StringComparison.Ordinal))
        || (text.StartsWith("vault:", StringComparison.Ordinal) && text.Contains('#', StringComparison.Ordinal));

    private static bool IsInAngleBrackets(string text) =>
        text.Length > 2 && text[0] == '<' && text[^1] == '>' && text.AsSpan(1, text.Length - 2).IndexOfAny('<', '>') < 0;

    private static string HostOf(string text)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var host = separator < 0 ? text : text[(separator + 3)..];
        host = host[(host.IndexOf('@') + 1)..];
        var close = host.StartsWith('<') ? host.IndexOf('>') : -1;
        if (close > 0)
            return host[..(close + 1)];
        var end = host.AsSpan().IndexOfAny(':', '/');
        return end < 0 ? host : host[..end];
    }
}

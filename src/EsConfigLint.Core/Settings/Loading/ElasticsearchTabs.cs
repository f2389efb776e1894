using EsConfigLint.Core.Syntax.Yaml;

namespace EsConfigLint.Core.Settings.Loading;

/// <summary>Where Elasticsearch's reader refuses a tab that ours takes: behind a colon, a dash or a comma, and alone on a line (7.17.28 to 9.3.0).</summary>
internal static class ElasticsearchTabs
{
    public static int? FirstForbidden(YamlTree tree)
    {
        var text = tree.File.Text;
        if (!text.Contains('\t'))
            return null;
        foreach (var gap in tree.Gaps())
        {
            for (var at = gap.Start; at < gap.End; at++)
            {
                if (text[at] == '#' && (at == 0 || text[at - 1] is ' ' or '\t' or '\n' or '\r'))
                {
                    // A comment may hold what it likes.
                    while (at < gap.End && text[at] is not ('\n' or '\r'))
                        at++;
                }
                else if (text[at] == '\t' && !IsHarmless(text, at))
                {
                    return at;
                }
            }
        }

        return null;
    }

    /// <summary>Behind text it may end the line or stand before a comment.</summary>
    private static bool IsHarmless(string text, int at)
    {
        var after = at;
        while (after < text.Length && text[after] is ' ' or '\t')
            after++;
        if (after < text.Length && text[after] == '#')
            return true;
        if (after < text.Length && text[after] is not ('\n' or '\r'))
            return false;
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
            before--;
        return before >= 0 && text[before] is not ('\n' or '\r' or ':' or '-' or ',');
    }
}

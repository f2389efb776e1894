using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>Finds in one carrier what stands at a place or under a name; each part is made when it is first asked for.</summary>
internal sealed class SettingsIndex(SettingsSource source)
{
    /// <summary>Up to so many settings a look at each costs less than a table of them.</summary>
    private const int FewSettings = 32;

    private Dictionary<string, int>? counts;
    private Dictionary<Location, Setting>? byPlace;
    private Dictionary<Location, (Setting Setting, ValueText Text)>? texts;
    private HashSet<string>? groups;
    private HashSet<string>? differing;
    private HashSet<string>? shadowedKeys;
    private HashSet<string>? beginnings;
    private HashSet<string>? duplicates;
    private int longestDuplicate;

    /// <summary>How often a key is set.</summary>
    public int Count(string key)
    {
        if (source.Settings.Count <= FewSettings)
        {
            var count = 0;
            foreach (var setting in source.Settings)
                count += setting.Key == key ? 1 : 0;
            return count;
        }

        if (counts is null)
        {
            counts = new(source.Settings.Count, StringComparer.Ordinal);
            foreach (var setting in source.Settings)
                counts[setting.Key] = counts.GetValueOrDefault(setting.Key) + 1;
        }

        return counts.GetValueOrDefault(key);
    }

    /// <summary>Whether settings stand below a name.</summary>
    public bool IsGroup(string key)
    {
        if (source.Settings.Count > FewSettings)
            return (groups ??= KeysOf(source.Settings).Beginnings).Contains(key);
        foreach (var setting in source.Settings)
        {
            if (setting.Key.Length > key.Length && setting.Key[key.Length] == '.' && setting.Key.StartsWith(key, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether a key is written with several values, in one spelling or in several.</summary>
    public bool HasSeveralValues(string key)
    {
        if (differing is null)
        {
            differing = new(StringComparer.Ordinal);
            var first = new Dictionary<string, Setting>(StringComparer.Ordinal);
            foreach (var setting in source.Settings.Concat(source.Shadowed))
            {
                if (!first.TryAdd(setting.Key, setting) && !first[setting.Key].Value.HasSameContent(setting.Value))
                    differing.Add(setting.Key);
            }
        }

        return differing.Contains(key);
    }

    /// <summary>The setting whose key stands there; one that counts before one that is shadowed.</summary>
    public Setting? At(Location key)
    {
        if (byPlace is null)
        {
            byPlace = [];
            foreach (var setting in source.Settings)
                byPlace.TryAdd(setting.KeyLocation, setting);
            foreach (var setting in source.Shadowed)
                byPlace.TryAdd(setting.KeyLocation, setting);
        }

        return byPlace.GetValueOrDefault(key);
    }

    /// <summary>The setting that holds the text at a place, with that text; null when none does.</summary>
    public (Setting Setting, ValueText Text)? TextAt(Location place)
    {
        if (texts is null)
        {
            texts = [];
            foreach (var setting in source.Settings)
            {
                foreach (var text in setting.Value.Texts)
                    texts.TryAdd(text.Location, (setting, text));
            }
        }

        return texts.TryGetValue(place, out var found) ? found : null;
    }

    /// <summary>Whether a shadowed setting stands at a key, above it or below it.</summary>
    public bool IsShadowedAround(string key)
    {
        if (source.Shadowed.Count == 0)
            return false;
        if (shadowedKeys is null || beginnings is null)
            (shadowedKeys, beginnings) = KeysOf(source.Shadowed);
        if (shadowedKeys.Contains(key) || beginnings.Contains(key))
            return true;
        var (keys, known) = (shadowedKeys.GetAlternateLookup<ReadOnlySpan<char>>(), beginnings.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var dot = key.IndexOf('.'); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            var above = key.AsSpan(0, dot);
            if (keys.Contains(above))
                return true;
            if (!known.Contains(above))
                return false;
        }

        return false;
    }

    /// <summary>Whether the literal key of a setting, or of what it stands in, is there twice. Kibana's loader knows only the last parts.</summary>
    public bool HasDuplicate(string key)
    {
        if (source.Problems.Count == 0)
            return false;
        if (duplicates is null)
        {
            duplicates = new(StringComparer.Ordinal);
            foreach (var problem in source.Problems)
            {
                if (problem.Kind == LoadProblemKind.DuplicateKey && duplicates.Add(problem.Key))
                    longestDuplicate = Math.Max(longestDuplicate, problem.Key.Length);
            }
        }

        if (duplicates.Count == 0 || duplicates.Contains(key))
            return duplicates.Count > 0;
        var literal = duplicates.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var dot = key.IndexOf('.'); dot >= 0 && dot <= longestDuplicate; dot = key.IndexOf('.', dot + 1))
        {
            if (literal.Contains(key.AsSpan(0, dot)))
                return true;
        }

        for (var dot = key.LastIndexOf('.'); dot >= 0 && key.Length - dot - 1 <= longestDuplicate; dot = dot == 0 ? -1 : key.LastIndexOf('.', dot - 1))
        {
            if (literal.Contains(key.AsSpan(dot + 1)))
                return true;
        }

        return false;
    }

    private static (HashSet<string> Keys, HashSet<string> Beginnings) KeysOf(IReadOnlyList<Setting> settings)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var above = new HashSet<string>(StringComparer.Ordinal);
        var known = above.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var setting in settings)
        {
            keys.Add(setting.Key);
            // Whoever knows a beginning knows all of its own.
            for (var dot = setting.Key.LastIndexOf('.'); dot > 0 && known.Add(setting.Key.AsSpan(0, dot)); dot = setting.Key.LastIndexOf('.', dot - 1))
            {
            }
        }

        return (keys, above);
    }
}

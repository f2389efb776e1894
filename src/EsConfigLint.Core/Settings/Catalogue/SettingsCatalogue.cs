using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EsConfigLint.Core.Settings.Catalogue;

/// <summary>
/// What is known of every setting of one product, 6.8 to 9.x. Keys are compared as the product does: letter by letter.
/// </summary>
public sealed class SettingsCatalogue
{
    private static SettingsCatalogue? elasticsearch;
    private static SettingsCatalogue? kibana;

    /// <summary>More keys than a workspace has that is not made to fill our memory.</summary>
    private const int MaxRemembered = 4096;

    private readonly ConcurrentDictionary<string, CatalogueEntry?> remembered = new(StringComparer.Ordinal);
    private int rememberedCount;
    private readonly Product product;
    private readonly CatalogueTable table;

    private SettingsCatalogue(Product product, string resource)
    {
        this.product = product;
        table = new(resource);
    }

    /// <summary>Every entry in the order of the table; for tests and lists, a check finds what it needs.</summary>
    public IEnumerable<CatalogueEntry> Entries
    {
        get
        {
            for (var line = table.FirstLine; line < table.Bytes.Length; line += table.Line(line).Length + 1)
                yield return new(product, table, line);
        }
    }

    internal ReadOnlySpan<byte> Bytes => table.Bytes;

    public static SettingsCatalogue Of(Product product) => product == Product.Elasticsearch
        ? elasticsearch ??= new(product, "EsConfigLint.Core.Settings.Catalogue.elasticsearch.tsv")
        : kibana ??= new(product, "EsConfigLint.Core.Settings.Catalogue.kibana.tsv");

    /// <summary>
    /// Finds a setting by its full key. A literal segment goes before a free one, so the closest entry is found.
    /// </summary>
    public bool TryFind(ReadOnlySpan<char> key, [NotNullWhen(true)] out CatalogueEntry? entry)
    {
        // Rules and model ask for the same few keys again and again; what is not there is remembered too.
        if (remembered.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out entry))
            return entry is not null;
        var isKnown = Search(key, out entry);
        if (rememberedCount < MaxRemembered && remembered.TryAdd(key.ToString(), entry))
            Interlocked.Increment(ref rememberedCount);
        return isKnown;
    }

    /// <inheritdoc cref="TryFind(ReadOnlySpan{char}, out CatalogueEntry?)"/>
    public bool TryFind(string key, [NotNullWhen(true)] out CatalogueEntry? entry) =>
        remembered.TryGetValue(key, out entry) ? entry is not null : TryFind(key.AsSpan(), out entry);

    private bool Search(ReadOnlySpan<char> key, [NotNullWhen(true)] out CatalogueEntry? entry)
    {
        entry = null;
        if (table.TryFind(key, out var line))
        {
            entry = new(product, table, line);
            return true;
        }

        // The old spelling of a list: key.0, key.1, … A list setting takes the rest of a broken row of them too.
        var dot = key.LastIndexOf('.');
        var index = key[(dot + 1)..];
        if (product == Product.Kibana || dot < 0 || index.IsEmpty || index.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (!table.TryFind(key[..dot], out line))
            return false;
        var list = new CatalogueEntry(product, table, line);
        entry = list.IsListAt(StackVersion.Newest) ? list : null;
        return entry is not null;
    }

    /// <summary>
    /// The key of at least two segments that a name spells in another case and with other separators, or with none:
    /// <c>XPACK_SECURITY_ENABLED</c>, <c>SERVERNAME</c>. Keys with free segments are none.
    /// </summary>
    public string? FindSpelled(ReadOnlySpan<char> name)
    {
        for (var line = table.FirstLine; line < table.Bytes.Length;)
        {
            var row = table.Line(line);
            var key = row[..row.IndexOf((byte)'\t')];
            if (Spells(name, key))
                return Encoding.ASCII.GetString(key);
            line += row.Length + 1;
        }

        return null;
    }

    private static bool Spells(ReadOnlySpan<char> name, ReadOnlySpan<byte> key)
    {
        var at = 0;
        var dots = 0;
        foreach (var letter in key)
        {
            if (letter is (byte)'.' or (byte)'_' or (byte)'-')
            {
                dots += letter == (byte)'.' ? 1 : 0;
                continue;
            }

            while (at < name.Length && name[at] is '.' or '_' or '-')
                at++;
            if (at == name.Length || char.ToLowerInvariant(name[at]) != char.ToLowerInvariant((char)letter))
                return false;
            at++;
        }

        return dots > 0 && at == name.Length;
    }

    /// <summary>
    /// Whether a key at the top of a YAML file could be a setting: a full key, or the first segments of a nested one.
    /// </summary>
    public bool LooksLikeSetting(ReadOnlySpan<char> topLevelKey) => table.HasKeyOrPrefix(topLevelKey);

    /// <summary>
    /// The existing names nearest to an unknown key, best first: segment by segment, with a letter added, dropped,
    /// changed or two swapped, in any case. Free segments keep what the user wrote. Settings that the version refuses
    /// come last.
    /// </summary>
    public ImmutableArray<string> Nearest(string key, StackVersion version, int count = 3)
    {
        var budget = Math.Clamp(key.Length / 6, 2, 5);
        var found = new List<(int Distance, string Name)>();
        for (var line = table.FirstLine; line < table.Bytes.Length;)
        {
            var row = table.Line(line);
            var pattern = row[..row.IndexOf((byte)'\t')];
            if (NameDistance.Between(key, pattern, budget) is { } distance)
            {
                var entry = new CatalogueEntry(product, table, line);
                var isRefused = entry.Place == SettingPlace.Index
                    || entry.StateAt(version) is not (SettingState.Available or SettingState.Deprecated);
                found.Add((distance + (isRefused ? budget + 1 : 0), NameDistance.Fill(entry.Key, key)));
            }

            line += row.Length + 1;
        }

        found.Sort(static (left, right) => left.Distance != right.Distance
            ? left.Distance.CompareTo(right.Distance)
            : string.CompareOrdinal(left.Name, right.Name));
        var names = found.Select(static candidate => candidate.Name).Where(name => name != key);
        return [.. names.Distinct(StringComparer.Ordinal).Take(count)];
    }
}

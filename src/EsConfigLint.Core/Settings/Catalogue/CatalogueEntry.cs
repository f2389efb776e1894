using System.Collections.Immutable;
using System.Text;

namespace EsConfigLint.Core.Settings.Catalogue;

/// <summary>
/// What is known of one setting. A fact is decoded when it is asked for; the columns are explained at the head of the
/// tables.
/// </summary>
public sealed class CatalogueEntry
{
    private const char NotAsked = '?';

    private static readonly StackVersion[] ElasticsearchAsked = [new(7, 17), new(8, 19), new(9, 1), new(9, 3)];
    private static readonly StackVersion[] KibanaAsked = [new(7, 12), new(8, 3), new(8, 12), new(9, 0)];

    private readonly CatalogueTable table;
    private readonly int line;

    /// <summary>Where the cells begin, behind the last the end of the line; found at the first question.</summary>
    private int[]? starts;

    /// <summary>What <see cref="IsSecret"/> found, which every absent setting asks: 0 not asked, 1 yes, 2 no.</summary>
    private byte secrecy;

    /// <summary>What <see cref="IsOpenEnded"/> found: 0 not asked, 1 yes, 2 no.</summary>
    private byte openness;

    /// <summary>The first letter of the place; 0 is not asked.</summary>
    private byte place;

    /// <summary>What <see cref="NewestType"/> found, plus one; 0 is not asked.</summary>
    private byte newestType;

    internal CatalogueEntry(Product product, CatalogueTable table, int line)
    {
        Product = product;
        this.table = table;
        this.line = line;
    }

    internal enum Column
    {
        Key,
        Type,
        Values,
        Range,
        Default,
        Place,
        Flags,
        Since,
        Deprecated,
        Removed,
        Asked,
        Replacement,
        Evidence,
        Note,
    }

    public Product Product { get; }

    /// <summary>
    /// The key as the catalogue has it: <c>*</c> for a free segment, <c>**</c> for one or more at the end.
    /// </summary>
    public string Key => Text(Column.Key);

    public SettingPlace Place
    {
        get
        {
            if (place == 0)
                place = Cell(Column.Place)[0];
            return place switch
            {
                (byte)'d' => SettingPlace.Dynamic,
                (byte)'k' => SettingPlace.Keystore,
                (byte)'i' => SettingPlace.Index,
                _ => SettingPlace.Static,
            };
        }
    }

    /// <summary>Whether it stands for everything below a group.</summary>
    internal bool IsOpenEnded
    {
        get
        {
            if (openness == 0)
                openness = Cell(Column.Key).EndsWith("**"u8) ? (byte)1 : (byte)2;
            return openness == 1;
        }
    }

    /// <summary>Whether it holds a password, a key or a token.</summary>
    public bool IsSecret
    {
        get
        {
            if (secrecy == 0)
                secrecy = HasFlag("secret"u8) ? (byte)1 : (byte)2;
            return secrecy == 1;
        }
    }

    public bool IsRequired => HasFlag("required"u8);

    /// <summary>Whether a secure setting can be changed without a restart.</summary>
    public bool IsReloadable => HasFlag("reloadable"u8);

    /// <summary>Whether null is a value of it (Kibana).</summary>
    public bool IsNullable => HasFlag("nullable"u8);

    /// <summary>Whether a number is taken where the type is text (Kibana, from 8.12 on).</summary>
    public bool TakesNumbersAsText => HasFlag("coerced"u8);

    /// <summary>Whether the words of an enum are taken in any case.</summary>
    public bool IgnoresCase => HasFlag("any-case"u8);

    /// <summary>Whether the setting's own parser refuses what is not in <see cref="ValuesAt"/>.</summary>
    public bool IsChecked => !HasFlag("unchecked"u8);

    /// <summary>The setting its default comes from, or null.</summary>
    public string? Fallback => FlagValue("fallback=");

    /// <summary>The plugin that must be installed, or null.</summary>
    public string? Plugin => FlagValue("plugin=");

    /// <summary>
    /// Shapes that it takes besides its type (Kibana), for example <c>boolean</c>; empty when there are none.
    /// </summary>
    public ImmutableArray<string> AlternativeTypes => FlagValue("or=") is { } types ? [.. types.Split('/')] : [];

    public VersionMark? Since => VersionMark.Read(Text(Column.Since));

    public VersionMark? Deprecated => VersionMark.Read(Text(Column.Deprecated));

    /// <summary>The first version that refuses it.</summary>
    public VersionMark? Removed => VersionMark.Read(Text(Column.Removed));

    /// <summary>A key or a piece of advice, or null.</summary>
    public string? Replacement => TextOrNull(Column.Replacement);

    public string? Note => TextOrNull(Column.Note);

    public Evidence Evidence => Text(Column.Evidence) switch
    {
        "asked" => Evidence.Asked,
        "read" => Evidence.Read,
        "constant" => Evidence.Constant,
        _ => Evidence.Recall,
    };

    /// <summary>The type in the newest version: what is shown of a value goes by it.</summary>
    internal SettingType NewestType
    {
        get
        {
            if (newestType == 0)
                newestType = (byte)(1 + (int)TypeAt(StackVersion.Newest));
            return (SettingType)(newestType - 1);
        }
    }

    public SettingType TypeAt(StackVersion version) => Named(TypeNameAt(version));

    /// <summary>Whether it takes a list; without it a list is refused or read as one text.</summary>
    public bool IsListAt(StackVersion version) => TypeNameAt(version).EndsWith("[]"u8);

    /// <summary>The type as the table writes it, for people: <c>boolean</c>, <c>path[]</c>.</summary>
    public string TypeTextAt(StackVersion version) => Encoding.UTF8.GetString(TypeNameAt(version));

    /// <summary>The words of an enum, empty for other types and when they are not known.</summary>
    public ImmutableArray<string> ValuesAt(StackVersion version)
    {
        var cell = At(Column.Values, version);
        return cell.IsEmpty || cell is [(byte)'?'] ? [] : [.. Encoding.UTF8.GetString(cell).Split('|')];
    }

    /// <summary>
    /// Whether a word is one of <see cref="ValuesAt"/>, in the case that the product asks for. Yes when these are not
    /// known.
    /// </summary>
    public bool AllowsAt(ReadOnlySpan<char> word, StackVersion version)
    {
        var values = ValuesAt(version);
        return values.IsEmpty || IsOneOf(values.AsSpan(), word);
    }

    /// <summary>Whether a word is one of an enum at any version: for one that nobody asked, between two that were. Yes when none is known.</summary>
    internal bool AllowsAtAny(ReadOnlySpan<char> word) =>
        Cell(Column.Values).IsEmpty || IsOneOf(Text(Column.Values).Split(' ', '|'), word);

    private bool IsOneOf(ReadOnlySpan<string> values, ReadOnlySpan<char> word)
    {
        var comparison = IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var value in values)
        {
            if (word.Equals(value, comparison))
                return true;
        }

        return false;
    }

    public SettingRange? RangeAt(StackVersion version)
    {
        var cell = At(Column.Range, version);
        if (cell.IsEmpty || cell is [(byte)'?'])
            return null;
        var text = Encoding.UTF8.GetString(cell);
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var excludes = text[0] == '>';
        var minimum = text[(excludes ? 1 : 0)..dots];
        var maximum = text[(dots + 2)..];
        return new(minimum.Length == 0 ? null : minimum, excludes, maximum.Length == 0 ? null : maximum);
    }

    /// <summary>
    /// The default as text; null when there is none, when it is computed, and when it is not known for that version.
    /// </summary>
    public string? DefaultAt(StackVersion version)
    {
        var cell = At(Column.Default, version);
        return cell.IsEmpty || cell is [(byte)'?'] ? null : Encoding.UTF8.GetString(cell);
    }

    /// <summary>Whether the setting exists at a version, as far as the data says; a doubt is read as yes.</summary>
    public SettingState StateAt(StackVersion version)
    {
        if (HasFlag("never-registered"u8))
            return SettingState.NeverRegistered;
        switch (AnswerAt(version, out _))
        {
            case '-' or 'f':
                return WasEverTakenBefore(version) ? SettingState.Removed : SettingState.NotYet;
            case 'd' or 'm' or 'x' or 'w':
                return SettingState.Deprecated;
            case '+':
                return Deprecated is { } mark && HasReached(mark, version)
                    ? SettingState.Deprecated
                    : SettingState.Available;
        }

        if (Removed is { } removed && HasReached(removed, version))
            return SettingState.Removed;
        if (Since is { } since && version < since.Version)
            return SettingState.NotYet;
        return Deprecated is { } deprecated && HasReached(deprecated, version)
            ? SettingState.Deprecated
            : SettingState.Available;
    }

    /// <summary>
    /// Whether <see cref="StateAt"/> rests on the answer of released programs, so that a finding may say "does not
    /// start".
    /// </summary>
    public bool IsProvenAt(StackVersion version)
    {
        if (AnswerAt(version, out var isProven) != NotAsked)
            return isProven;
        if (Removed is { } removed && HasReached(removed, version))
            return removed.IsProven;
        return Since is { IsProven: true } since && version < since.Version;
    }

    internal ReadOnlySpan<byte> Cell(Column column)
    {
        var cells = starts ??= FindCells();
        return table.Bytes[cells[(int)column]..(cells[(int)column + 1] - 1)];
    }

    private int[] FindCells()
    {
        var row = table.Line(line);
        var cells = new int[(int)Column.Note + 2];
        cells[0] = line;
        for (var i = 1; i < cells.Length - 1; i++)
            cells[i] = cells[i - 1] + row[(cells[i - 1] - line)..].IndexOf((byte)'\t') + 1;
        cells[^1] = line + row.Length + 1;
        return cells;
    }

    /// <summary>
    /// The part of a cell that holds at a version: <c>a ~8.0 b</c> is a before 8.0 and b from then on.
    /// </summary>
    private ReadOnlySpan<byte> At(Column column, StackVersion version)
    {
        var rest = Cell(column);
        while (true)
        {
            var mark = rest.IndexOf(" ~"u8);
            if (mark < 0)
                return rest;
            var next = rest[(mark + 2)..];
            var end = next.IndexOf((byte)' ');
            var text = end < 0 ? next : next[..end];
            if (!StackVersion.TryParse(Encoding.UTF8.GetString(text), out var from) || version < from)
                return rest[..mark];
            if (end < 0)
                return default;
            // Nothing may stand between two versions: then the blank belongs to the mark of the second.
            rest = next[(end + 1)..].StartsWith("~"u8) ? next[end..] : next[(end + 1)..];
        }
    }

    private ReadOnlySpan<byte> TypeNameAt(StackVersion version) => At(Column.Type, version);

    internal static SettingType Named(ReadOnlySpan<byte> name)
    {
        if (name.EndsWith("[]"u8))
            name = name[..^2];
        return Encoding.UTF8.GetString(name) switch
        {
            "boolean" => SettingType.Boolean,
            "integer" => SettingType.Integer,
            "long" => SettingType.Long,
            "float" => SettingType.Float,
            "time" => SettingType.Time,
            "bytes" => SettingType.Bytes,
            "memory" => SettingType.Memory,
            "relative-bytes" => SettingType.RelativeBytes,
            "ratio" => SettingType.Ratio,
            "enum" => SettingType.Enum,
            "path" => SettingType.Path,
            "ports" => SettingType.Ports,
            "host" => SettingType.Host,
            "secure" => SettingType.Secure,
            "group" => SettingType.Group,
            "number" => SettingType.Number,
            "uri" => SettingType.Uri,
            "duration" => SettingType.Duration,
            "object" => SettingType.Object,
            "any" => SettingType.Any,
            _ => SettingType.String,
        };
    }

    /// <summary>
    /// What the release of the same minor version answered: see the column <em>asked</em>. Where that one was not
    /// asked, its neighbours decide: what both refuse is refused, and what is deprecated stays so. <c>?</c> when
    /// nothing follows.
    /// </summary>
    /// <param name="isProven">Whether released programs said so, that very one or both neighbours.</param>
    private char AnswerAt(StackVersion version, out bool isProven)
    {
        var answers = Cell(Column.Asked);
        var asked = Product == Product.Elasticsearch ? ElasticsearchAsked : KibanaAsked;
        var below = NotAsked;
        var above = NotAsked;
        for (var i = 0; i < asked.Length; i++)
        {
            var answer = (char)answers[i];
            if (answer == NotAsked)
                continue;
            // The last column of Kibana stands for the sources of the whole 9.x line.
            var isLine = Product == Product.Kibana && i == asked.Length - 1;
            if (asked[i].Major == version.Major && (isLine || asked[i].Minor == version.Minor))
            {
                isProven = !isLine;
                return answer;
            }

            if (asked[i] < version)
                below = answer;
            else if (above == NotAsked)
                above = answer;
        }

        isProven = IsRefusal(below) && IsRefusal(above);
        var isGone = Removed is { } removed && HasReached(removed, version);
        if (isGone)
            return NotAsked;
        if (IsRefusal(below) && (above == NotAsked || IsRefusal(above)))
            return Since is { } since && HasReached(since, version) ? NotAsked : '-';
        return below is 'd' or 'm' or 'x' or 'w' && above is not '+' && !IsRefusal(above) ? below : NotAsked;
    }

    private static bool IsRefusal(char answer) => answer is '-' or 'f';

    private bool WasEverTakenBefore(StackVersion version)
    {
        if (Removed is { } removed && HasReached(removed, version))
            return true;
        var answers = Cell(Column.Asked);
        var asked = Product == Product.Elasticsearch ? ElasticsearchAsked : KibanaAsked;
        for (var i = 0; i < asked.Length && asked[i] < version; i++)
        {
            if ((char)answers[i] is var answer && answer != NotAsked && !IsRefusal(answer))
                return true;
        }

        return false;
    }

    /// <summary>With the minor version unknown only the next major version is certain.</summary>
    private static bool HasReached(VersionMark mark, StackVersion version) =>
        mark.IsExact ? version >= mark.Version : version.Major > mark.Version.Major;

    private string Text(Column column) => Encoding.UTF8.GetString(Cell(column));

    private string? TextOrNull(Column column) => Text(column) is { Length: > 0 } text ? text : null;

    private bool HasFlag(ReadOnlySpan<byte> flag)
    {
        var flags = Cell(Column.Flags);
        foreach (var part in flags.Split((byte)','))
        {
            if (flags[part].SequenceEqual(flag))
                return true;
        }

        return false;
    }

    private string? FlagValue(ReadOnlySpan<char> name)
    {
        var flags = Text(Column.Flags).AsSpan();
        foreach (var part in flags.Split(','))
        {
            if (flags[part].StartsWith(name))
                return flags[part][name.Length..].ToString();
        }

        return null;
    }
}

using System.Collections.Immutable;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Settings;

/// <summary>What kind of carrier settings come from, in the words of <c>settings --format json</c>.</summary>
public enum SettingsOrigin
{
    File,
    Environment,
    Arguments,
    Keystore,
}

public enum LoadProblemKind
{
    /// <summary>The product cannot read the file at all; nothing else in it can be trusted.</summary>
    Unreadable,

    /// <summary>One literal key twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>One setting under two spellings (<c>a.b: 1</c> and <c>a: {b: 2}</c>), which Elasticsearch 6.x refuses.</summary>
    TwoSpellings,

    /// <summary>A setting without a value.</summary>
    NullValue,

    /// <summary>A list that holds a mapping, a list or a null.</summary>
    NonScalarItem,

    /// <summary>A YAML alias that the product does not resolve.</summary>
    UnresolvedAlias,

    /// <summary>A merge key (<c>&lt;&lt;</c>) that the product does not resolve.</summary>
    UnresolvedMergeKey,

    /// <summary>A template stands where YAML has no place for it, so nobody knows what the rendered file says.</summary>
    Template,

    /// <summary>The product reads the file as nothing, without a word (Kibana: a root that is text or a list).</summary>
    Ignored,
}

/// <summary>Something that the product's loader does not take, or takes differently from what the writer means.</summary>
/// <param name="Location">Where it stands; for a duplicate the second key.</param>
/// <param name="Key">The flattened key it is about, empty when it is about the file.</param>
/// <param name="Reason">A clause for people, without the place.</param>
/// <param name="RefusesFile">Whether the product refuses to start because of it.</param>
/// <param name="Other">A second place that belongs to it: the first of two duplicates, the anchor of an alias.</param>
public sealed record LoadProblem(
    LoadProblemKind Kind, Location Location, string Key, string Reason, bool RefusesFile, Location? Other = null)
{
    /// <summary>For a duplicate: whether both values are the same.</summary>
    public bool SameValue { get; init; }

    /// <summary>For an alias: the text that the product reads as the value.</summary>
    public string? LiteralText { get; init; }
}

/// <summary>One carrier as a loader profile read it: its settings in file order, and what was wrong with it.</summary>
public sealed class SettingsSource(SourceFile file, Product product, SettingsOrigin origin)
{
    private readonly List<Setting> settings = [];
    private readonly List<Setting> shadowed = [];
    private readonly List<LoadProblem> problems = [];
    private readonly List<TextSpan> generatedRegions = [];
    private readonly List<(Setting First, Setting Later)> overruled = [];
    private SettingsIndex? index;

    public SourceFile File { get; } = file;

    public Product Product { get; } = product;

    public SettingsOrigin Origin { get; } = origin;

    /// <summary>In file order; one key may occur several times.</summary>
    public IReadOnlyList<Setting> Settings => settings;

    /// <summary>Written, but put out by a later value at the same place, above or below it; the product never sees them, reports must still hide their secrets.</summary>
    public IReadOnlyList<Setting> Shadowed => shadowed;

    public IReadOnlyList<LoadProblem> Problems => problems;

    /// <summary>Stretches that the product itself wrote (between the markers of security auto-configuration).</summary>
    public IReadOnlyList<TextSpan> GeneratedRegions => generatedRegions;

    /// <summary>Whether there may be settings that we do not see: a template that expands to whole settings, a key that is a template.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>Where a finding about something absent points when no key is there: the start of what carries the settings.</summary>
    public Location Start { get; internal set; } = new(file, default);

    /// <summary>Whether the product reads settings from it at all; if not, nothing in it may be trusted.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>Writes into the carrier that was read, or null where nobody can.</summary>
    public ISettingsEditor? Editor { get; internal set; }

    /// <summary>Whether another version of the product may read it differently.</summary>
    internal bool DependsOnVersion { get; set; }

    private SettingsIndex Index => index ??= new(this);

    /// <summary>Whether it holds a setting of that name.</summary>
    public bool Sets(string key) => Index.Count(key) > 0;

    /// <summary>The setting whose key stands there, counted or shadowed; null when there is none.</summary>
    public Setting? SettingAt(Location key) => Index.At(key);

    /// <summary>The text that an alias means: what stands behind its anchor, when that is one text on a line and no secret; null otherwise.</summary>
    public string? TextBehind(Location anchor) =>
        Index.TextAt(anchor) is not var (setting, text) || text.IsTemplated || setting.IsHidden || text.Text.Any(char.IsControl) ? null : text.Text;

    /// <summary>That the text at a place is another one; nothing when no setting holds a text there.</summary>
    public ImmutableArray<SettingChange> Rewrite(Location place, string newText) =>
        Index.TextAt(place) is var (setting, text) ? [setting.Rewrite(text, newText)] : [];

    /// <summary>Whether a setting is written more than once, so that a change of one occurrence leaves another.</summary>
    public bool IsRepeated(string key) => Index.Count(key) > 1 || Index.IsShadowedAround(key) || Index.HasDuplicate(key);

    /// <summary>Whether a setting is written with several values, in one spelling or in several.</summary>
    public bool HasSeveralValues(string key) => Index.HasSeveralValues(key);

    /// <summary>Whether other settings are written below a name.</summary>
    public bool IsGroup(string key) => Index.IsGroup(key);

    /// <summary>Whether the literal key of a setting, or of what it stands in, is there twice.</summary>
    public bool HasDuplicate(string key) => Index.HasDuplicate(key);

    /// <summary>Settings that are written under two spellings (<c>a.b: 1</c> and <c>a: {b: 2}</c>), with the one before; literal repeats are problems instead.</summary>
    public IEnumerable<(Setting First, Setting Later)> SpellingConflicts
    {
        get
        {
            foreach (var pair in overruled)
                yield return pair;
            // Nearly all files nest nothing at all, and then nothing is spelt twice.
            if (settings.TrueForAll(setting => setting.Nesting == settings[0].Nesting))
                yield break;
            var seen = new Dictionary<string, Setting>(settings.Count, StringComparer.Ordinal);
            foreach (var setting in settings)
            {
                if (setting.IsConditional)
                    continue;
                if (seen.TryGetValue(setting.Key, out var first) && first.Nesting != setting.Nesting)
                    yield return (first, setting);
                seen[setting.Key] = setting;
            }
        }
    }

    internal void Add(Setting setting)
    {
        settings.Add(setting);
        index = null;
    }

    /// <summary>Remembers a setting that its loader dropped for a later one of the same key.</summary>
    internal void AddOverruled(Setting first, Setting later)
    {
        if (first.Nesting != later.Nesting && !first.IsConditional && !later.IsConditional)
            overruled.Add((first, later));
    }

    internal void Add(LoadProblem problem)
    {
        problems.Add(problem);
        index = null;
        IsReadable &= problem.Kind is not (LoadProblemKind.Unreadable or LoadProblemKind.Template or LoadProblemKind.Ignored);
    }

    internal void AddShadowed(Setting setting)
    {
        shadowed.Add(setting);
        index = null;
    }

    internal void AddGeneratedRegion(TextSpan region) => generatedRegions.Add(region);

    /// <summary>Puts another list of settings in place of the present one (folding <c>key.0</c> into a list).</summary>
    internal void ReplaceSettings(IEnumerable<Setting> replacement)
    {
        var all = replacement.ToList();
        settings.Clear();
        settings.AddRange(all);
        index = null;
    }
}

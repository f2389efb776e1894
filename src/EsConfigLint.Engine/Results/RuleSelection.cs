using EsConfigLint.Core.Rules;

namespace EsConfigLint.Engine.Results;

/// <summary>Which rules run and at which level: the user's <c>--ruleset</c>, <c>--select</c>, <c>--ignore</c> and <c>--severity</c>.</summary>
public sealed class RuleSelection
{
    private readonly IReadOnlyList<RuleDescriptor> rules;
    private readonly bool[] rulesets = [true, false, false];
    private readonly HashSet<string> selected = new(StringComparer.Ordinal);
    private readonly HashSet<string> selectedWhole = new(StringComparer.Ordinal);
    private readonly HashSet<string> ignored = new(StringComparer.Ordinal);
    private Dictionary<string, Level?>? levels;
    private bool hasSelection;

    public RuleSelection(IEnumerable<RuleDescriptor> rules) => this.rules = [.. rules];

    public void Add(Ruleset ruleset) => rulesets[(int)ruleset] = true;

    /// <summary>Adds a <c>--select</c>: an id, the beginning of ids, or a name.</summary>
    /// <exception cref="UnknownWordException">It means no rule.</exception>
    public void Select(string word)
    {
        hasSelection = true;
        foreach (var rule in Find(word, out var isWhole))
        {
            selected.Add(rule.Id);
            if (isWhole)
                selectedWhole.Add(rule.Id);
        }
    }

    /// <summary>Adds an <c>--ignore</c>; it beats every selection.</summary>
    /// <exception cref="UnknownWordException">It means no rule.</exception>
    public void Ignore(string word)
    {
        foreach (var rule in Find(word, out _))
            ignored.Add(rule.Id);
    }

    /// <summary>Adds a <c>--severity</c>; null switches the rule off.</summary>
    /// <exception cref="UnknownWordException">It means no rule.</exception>
    public void SetLevel(string word, Level? level)
    {
        levels ??= new(StringComparer.Ordinal);
        foreach (var rule in Find(word, out _))
            levels[rule.Id] = level;
    }

    /// <summary>Whether any variant of the rule may be reported.</summary>
    public bool IsSelected(RuleDescriptor rule)
    {
        foreach (var variant in rule.Variants)
        {
            if (IsSelected(rule, variant))
                return true;
        }

        return false;
    }

    public bool IsSelected(RuleDescriptor rule, Variant variant)
    {
        if (ignored.Contains(rule.Id) || (levels is not null && levels.TryGetValue(rule.Id, out var level) && level is null))
            return false;
        return (!hasSelection || selected.Contains(rule.Id))
            && (rulesets[(int)variant.Ruleset] || selectedWhole.Contains(rule.Id));
    }

    /// <summary>The level that the user wants for a rule's findings, else the given one.</summary>
    public Level LevelOf(RuleDescriptor rule, Level judged) => levels?.GetValueOrDefault(rule.Id) ?? judged;

    private List<RuleDescriptor> Find(string word, out bool isWhole)
    {
        var found = new List<RuleDescriptor>();
        foreach (var rule in rules)
        {
            if (rule.IsMeantBy(word))
                found.Add(rule);
        }

        var whole = found.Find(rule => rule.IsCalled(word));
        isWhole = whole is not null;
        if (isWhole)
            return [whole!];
        if (found.Count == 0)
            throw new UnknownWordException(word, NearestWord.Of(word, rules.SelectMany(static rule => new[] { rule.Id, rule.Name })));
        return found;
    }
}

/// <summary>A word that means nothing here.</summary>
/// <param name="word">As the user wrote it.</param>
/// <param name="nearest">What he may have meant, or null.</param>
public sealed class UnknownWordException(string word, string? nearest) : Exception($"'{word}' is unknown.")
{
    public string Word { get; } = word;

    public string? Nearest { get; } = nearest;
}

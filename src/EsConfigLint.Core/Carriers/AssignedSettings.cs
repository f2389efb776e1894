using System.Collections.Immutable;
using System.Globalization;
using EsConfigLint.Core.Carriers.Editing;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>One <c>name=value</c> outside of a settings file.</summary>
public readonly record struct Assignment(string Key, ValueText Value, Location KeyLocation, bool IsConditional)
{
    /// <summary>The versions of the product that take it.</summary>
    public VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>Whether something else than the product has a use for it.</summary>
    public bool HasOtherUse { get; init; }
}

/// <summary>Settings that stand as <c>name=value</c> somewhere: the environment of a container, the arguments of a command.</summary>
/// <param name="tree">What the file says when it is YAML, so that more than single values can be changed; else null.</param>
public sealed class AssignedSettings(
    SourceFile file, Product product, SettingsOrigin origin, ImmutableArray<Assignment> assignments, Location start, YamlTree? tree) : Carrier(file)
{
    public override Product Product { get; } = product;

    public override SettingsSource Load(StackVersion version)
    {
        var source = new SettingsSource(File, Product, origin) { Start = start, Editor = new AssignedSettingsEditor(File, Product, origin, tree) };
        foreach (var assignment in assignments)
        {
            if (assignment.Versions.Contains(version))
            {
                source.Add(new Setting(assignment.Key, ValueOf(assignment.Value, version), assignment.KeyLocation, assignment.Value.Location, source)
                {
                    IsConditional = assignment.IsConditional,
                    HasOtherUse = assignment.HasOtherUse,
                });
            }
        }

        return source;
    }

    /// <summary>Elasticsearch reads such values as YAML (from 8.0 on for every form): lists in brackets and the words for booleans.</summary>
    private SettingValue ValueOf(ValueText value, StackVersion version)
    {
        if (value.Known is not { } known)
            return SettingValue.Of(value);
        if (BracketedList.Of(value) is { } items)
            return SettingValue.Of(items);
        var text = known.Trim();
        if (Product == Product.Kibana)
            return SettingValue.Of(OfJson(value, text));
        if (version.IsAtLeast(8))
            text = BooleanWords.Normalise(text);
        return SettingValue.Of(value with { Text = text, Known = text });
    }

    /// <summary>
    /// Kibana takes the JSON in its arguments for what JSON means: digits alone are a number, and quotes go (src/cli/command.js, 6.8 to 9.3).
    /// Its image hands variables over as arguments.
    /// </summary>
    private static ValueText OfJson(ValueText value, string text) => text switch
    {
        "true" or "false" => value with { Text = text, Known = text, Type = ScalarType.Boolean },
        ['"', .. var inner, '"'] when !inner.AsSpan().ContainsAny('"', '\\') => value with { Known = inner },
        _ => value with { Text = text, Known = text, Type = IsJsonNumber(text) ? ScalarType.Number : ScalarType.Text },
    };

    /// <summary>JSON has no zeros in front of a number.</summary>
    private static bool IsJsonNumber(string text) =>
        text.AsSpan().TrimStart('-') is [>= '0' and <= '9', ..] and not ['0', >= '0' and <= '9', ..] && char.IsAsciiDigit(text[^1])
        && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}

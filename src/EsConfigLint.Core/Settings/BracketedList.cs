using System.Collections.Immutable;

namespace EsConfigLint.Core.Settings;

/// <summary>A list that is written as one text: <c>["a", "b"]</c>, where Kibana takes JSON and Elasticsearch YAML.</summary>
internal static class BracketedList
{
    /// <summary>The items, each at the place of the whole; null when the text is no list.</summary>
    public static ImmutableArray<ValueText>? Of(ValueText value)
    {
        if (value.Known?.Trim() is not ['[', .. var inner, ']'])
            return null;
        var items = ImmutableArray.CreateBuilder<ValueText>();
        foreach (var item in inner.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var text = item.Trim('"', '\'');
            items.Add(new(text, text, value.Location, true));
        }

        return items.DrainToImmutable();
    }
}

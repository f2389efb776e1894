using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>A placeholder of a settings file that nothing fills: its product stops when it starts.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Setting">The setting that needs it.</param>
/// <param name="Location">Where a finding about it goes.</param>
public sealed record UnsetVariable(string Name, Setting Setting, Location Location)
{
    /// <summary>The setting that the start script gives, so that a placeholder finds it (EnvironmentAwareCommand and InternalSettingsPreparer, 6.8 to 9.x).</summary>
    private const string GivenByStartScript = "path.home";

    /// <summary>Each name once for a file: one variable that is missing is one problem.</summary>
    internal static IEnumerable<UnsetVariable> Of(StackProcess process, Container container)
    {
        HashSet<(string Path, string Name)>? seen = null;
        foreach (var setting in process.SettingsInFiles)
        {
            if (setting.IsConditional || !IsResolved(setting, process))
                continue;
            foreach (var text in setting.Value.Texts)
            {
                if (text.IsTemplated || FirstIn(text.Text, setting.Source, process, container) is not { } name)
                    continue;
                seen ??= [];
                if (seen.Add((setting.KeyLocation.File.Path, name)))
                    yield return new(name, setting, setting.PlaceOf(text));
            }
        }
    }

    /// <summary>Elasticsearch resolves what holds in the end; Kibana what a file says, overruled or not.</summary>
    private static bool IsResolved(Setting setting, StackProcess process) =>
        process.Product == Product.Kibana || (process.Settings.TryGet(setting.Key, out var effective) && effective == setting);

    private static string? FirstIn(string text, SettingsSource source, StackProcess process, Container container)
    {
        foreach (var placeholder in Placeholder.FindIn(text))
        {
            if (IsUnset(placeholder, process, container)
                && !(process.Product == Product.Elasticsearch && IsFilledBySetting(placeholder.Name, source, process, container)))
                return placeholder.Name;
        }

        return null;
    }

    private static bool IsUnset(Placeholder placeholder, StackProcess process, Container container) =>
        placeholder.Default is null && IsName(placeholder.Name, process.Product) && container.Sets(placeholder.Name).IsNo;

    /// <summary>Whether another setting gives the value: none that comes back to itself ("Circular placeholder reference", seen on 7.17.28 to 9.1.0).</summary>
    private static bool IsFilledBySetting(string name, SettingsSource source, StackProcess process, Container container)
    {
        if (!process.Settings.TryGet(name, out var first))
            return name == GivenByStartScript || source.Sets(name);
        var pending = new Stack<Setting>([first]);
        var seen = new HashSet<Setting>();
        while (pending.TryPop(out var setting))
        {
            if (setting.IsConditional || !seen.Add(setting))
                continue;
            foreach (var text in setting.Value.Texts)
            {
                foreach (var placeholder in text.IsTemplated ? [] : Placeholder.FindIn(text.Text))
                {
                    if (!IsUnset(placeholder, process, container))
                        continue;
                    if (placeholder.Name == name)
                        return false;
                    if (process.Settings.TryGet(placeholder.Name, out var next))
                        pending.Push(next);
                }
            }
        }

        return true;
    }

    /// <summary>Kibana leaves other text between braces as it is; Elasticsearch's <c>prompt.</c> is not for variables.</summary>
    private static bool IsName(string name, Product product) => product == Product.Kibana
        ? name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
        : name.Length > 0 && !name.StartsWith("prompt.", StringComparison.Ordinal) && !name.Contains('{', StringComparison.Ordinal) && !name.Contains('$', StringComparison.Ordinal);
}

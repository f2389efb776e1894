using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>A variable whose name spells a setting in a way that the image does not read.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Setting">The setting that it is meant to set.</param>
/// <param name="RightName">The name from which the image takes that setting.</param>
/// <param name="Unknown">The name that the image makes of it, which the node refuses as no setting; null where it passes over the variable or nobody can say.</param>
/// <param name="SwitchesOn">Whether it is meant to switch security or TLS on.</param>
/// <param name="Location">Where the name is written.</param>
/// <param name="Rename">That it has the right name; null where the product would then not start, or a human must choose.</param>
public sealed record IneffectiveVariable(string Name, string Setting, string RightName, string? Unknown, bool SwitchesOn, Location Location, EvidenceChange? Rename)
{
    /// <summary>The character of the name that only looks plain; null when the name is spelt differently.</summary>
    public char? Lookalike { get; init; }

    internal static IEnumerable<IneffectiveVariable> Of(StackProcess process, Container container)
    {
        // Other images have names of their own; a script may use any variable.
        if (container.Image?.Maker != ImageMaker.Elastic || container.HasOwnStart)
            yield break;
        foreach (var variables in (IReadOnlyList<EnvironmentVariable>[])[container.ImageVariables, container.Environment])
        {
            foreach (var variable in variables)
            {
                if (variable.IsOfBuildOnly)
                    continue;
                var lookalike = Confusables.IndexIn(variable.Name);
                var meant = lookalike < 0
                    ? EnvironmentNames.MeantBy(process.Product, variable.Name, process.Version)
                    : EnvironmentNames.LookedLikeBy(process.Product, variable.Name, process.Version);
                if (meant is not { } setting)
                    continue;

                // What stops the node does so whatever else it is good for; a settings file may use any variable.
                var unknown = lookalike < 0 ? UnknownName(process, container, variable.Name, setting) : null;
                if (unknown is null
                    && (container.HidesSettingsFile || variable.HasOtherUse || process.Settings.TryGet(setting, out _) || IsReferredTo(variable.Name, process)))
                    continue;
                var isSwitch = setting == "xpack.security.enabled" || setting.EndsWith(".ssl.enabled", StringComparison.Ordinal);
                var rightName = lookalike < 0 ? EnvironmentNames.NameFor(process.Product, setting) : Confusables.ToAscii(variable.Name)!;
                yield return new(
                    variable.Name, setting, rightName, unknown, isSwitch && bool.TryParse(variable.Value, out var isOn) && isOn, variable.Place,
                    Renaming(process, container, variable, setting, rightName))
                {
                    Lookalike = lookalike < 0 ? null : variable.Name[lookalike],
                };
            }
        }
    }

    /// <summary>
    /// The name that the image makes of the variable, where Elasticsearch for certain has no setting of that name: no plugin can add one, and the program
    /// told that it knows the setting by another spelling.
    /// </summary>
    private static string? UnknownName(StackProcess process, Container container, string variable, string setting) =>
        process.Product == Product.Elasticsearch && !container.MayHavePlugins
        && EnvironmentNames.VersionsThatRead(Product.Elasticsearch, variable).Contains(process.Version) && EnvironmentNames.HandedOn(variable) is { } name
        && process.Settings.TryGet(name, out var taken) && taken is { Counts: true, Value: { Kind: SettingValueKind.Scalar, Scalar.Known: not null } }
        && SettingsCatalogue.Of(Product.Elasticsearch).TryFind(setting, out var entry)
        && entry.Evidence == Evidence.Asked && entry.StateAt(process.Version) is SettingState.Available or SettingState.Deprecated
            ? name
            : null;

    private static VariableIsCalled? Renaming(StackProcess process, Container container, EnvironmentVariable variable, string setting, string rightName)
    {
        if (container.Editor is not { } editor || container.HidesSettingsFile || variable.HasOtherUse || process.Settings.TryGet(setting, out _))
            return null;

        // One whose value comes from outside goes by its name there too.
        if (variable.Place == variable.ValueLocation || !process.StartsWith(setting, variable.Value))
            return null;
        foreach (var other in container.Environment)
        {
            if (other.Name == rightName || (other.Name != variable.Name && EnvironmentNames.MeantBy(process.Product, other.Name, process.Version) == setting))
                return null;
        }

        return new VariableIsCalled(editor, variable.Place, variable.Name, rightName)
        {
            Setting = setting,
            FormerSetting = EnvironmentNames.SettingOf(process.Product, variable.Name),
        };
    }

    private static bool IsReferredTo(string name, StackProcess process)
    {
        foreach (var setting in process.WrittenSettings)
        {
            foreach (var text in setting.Value.Texts)
            {
                foreach (var placeholder in Placeholder.FindIn(text.Text))
                {
                    if (placeholder.Name == name)
                        return true;
                }
            }
        }

        return false;
    }
}

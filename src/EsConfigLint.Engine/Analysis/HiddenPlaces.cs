using System.Collections.Immutable;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Which places in files no report may show.</summary>
internal static class HiddenPlaces
{
    /// <summary>Per file the spans of secret values, sorted.</summary>
    public static Dictionary<SourceFile, IReadOnlyList<TextSpan>> SecretsOf(ImmutableArray<Deployment> deployments, Blueprint blueprint)
    {
        var secrets = new Dictionary<SourceFile, List<TextSpan>>();
        foreach (var source in deployments.SelectMany(static deployment => deployment.Processes).SelectMany(static process => process.Sources))
        {
            HideIn(source.Settings);
            HideIn(source.Shadowed);
            foreach (var problem in source.Problems)
            {
                // What stands behind the anchor is meant for the secret, whatever it is called there.
                if (problem is { Kind: LoadProblemKind.UnresolvedAlias, Other: { } anchor } && SecretSettings.MustBeHidden(source.Product, problem.Key))
                    Hide(anchor);
            }
        }

        foreach (var variable in blueprint.Containers.SelectMany(static container => container.Environment.Concat(container.OverruledVariables).Concat(container.ImageVariables))
            .Concat(blueprint.EnvironmentFiles.SelectMany(static file => file.Variables)))
        {
            if (!ContainerSecrets.MustBeHidden(variable.Name))
                continue;
            Hide(variable.ValueLocation);
            if (variable.Origin is { } origin)
                Hide(origin);
        }

        foreach (var secret in blueprint.SecretsOutsideSettings)
            Hide(secret.ValueLocation);

        foreach (var spans in secrets.Values)
            spans.Sort();
        return secrets.ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<TextSpan>)pair.Value);

        void HideIn(IReadOnlyList<Setting> settings)
        {
            foreach (var setting in settings)
            {
                if (setting.IsHidden)
                    Hide(setting.ValueLocation);
            }
        }

        void Hide(Location location)
        {
            if (location.Span.IsEmpty || LooseSecrets.IsReference(location.File.Text.AsSpan(location.Span.Start, location.Span.Length)))
                return;
            if (!secrets.TryGetValue(location.File, out var spans))
                secrets[location.File] = spans = [];
            spans.Add(location.Span);
        }
    }

    /// <summary>Per file the commands of containers whose words nobody knows.</summary>
    public static Dictionary<SourceFile, IReadOnlyList<TextSpan>> CommandsOf(Blueprint blueprint)
    {
        // A start that is not native would compile the query, and most are for settings files alone.
        if (blueprint.Containers.Count == 0)
            return [];
        var commands = new Dictionary<SourceFile, IReadOnlyList<TextSpan>>();
        foreach (var file in blueprint.Containers.SelectMany(static container => container.Commands).Distinct()
            .Where(static command => !LooseSecrets.IsPlainCommand(command.File.Slice(command.Span))).GroupBy(static command => command.File))
            commands[file.Key] = [.. file.Select(static command => command.Span)];
        return commands;
    }
}

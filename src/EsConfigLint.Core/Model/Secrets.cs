using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>Every secret that files in sight hold or give away.</summary>
public static class Secrets
{
    private static readonly string[] AuthorityKeys = ["ca.key", "ca-key.pem", "ca_key.pem", "elastic-stack-ca.p12", "elastic-stack-ca.key"];

    /// <summary>Those in its settings files, and the keys that it gets to see.</summary>
    public static IEnumerable<Secret> Of(StackProcess process) => InSettings(process).Concat(InMounts(process.Container));

    /// <summary>Those in its variables, in its image and in what it runs.</summary>
    public static IEnumerable<Secret> Of(Container container) => InVariables(container.Environment, SecretPlace.Environment)
        .Concat(InVariables(container.ImageVariables, SecretPlace.Image))
        .Concat(container.Commands.SelectMany(CommandSecrets.In));

    /// <summary>Those in the text of a file, whatever it is.</summary>
    public static IEnumerable<Secret> Of(SourceFile file) => PrivateKeys.In(file);

    private static IEnumerable<Secret> InSettings(StackProcess process)
    {
        foreach (var setting in process.SettingsInFiles)
        {
            if (!setting.HoldsLiteral || setting.Value.Kind != SettingValueKind.Scalar || !SecretSettings.IsSecret(process.Product, setting.Key))
                continue;
            var isKey = process.Product == Product.Kibana && EncryptionKeys.IsKey(setting.Key);
            yield return new(isKey ? SecretKind.EncryptionKey : SecretKind.Password, SecretPlace.SettingsFile, setting.Key, setting.Value.Scalar.Known, setting.KeyLocation, setting.ValueLocation)
            {
                Setting = setting.Key,
                User = setting.Key == "elasticsearch.password" ? process.Settings.Text("elasticsearch.username").Value : null,
            };
        }
    }

    private static IEnumerable<Secret> InVariables(IReadOnlyList<EnvironmentVariable> variables, SecretPlace place)
    {
        foreach (var variable in variables)
        {
            if (variable.Value is not { } text || string.IsNullOrWhiteSpace(text) || !ContainerSecrets.IsSecret(variable.Name) || Placeholder.Occurs(text) || LeftOver.IsStandIn(text))
                continue;
            var kind = ContainerSecrets.IsEncryptionKey(variable.Name) ? SecretKind.EncryptionKey : SecretKind.Password;
            yield return new(kind, place, variable.Name, text, variable.Place, variable.ValueLocation)
            {
                Setting = ContainerSecrets.SettingOf(variable.Name),
                StandsReadable = variable.StandsReadable,
                User = UserOf(variable.Name, variables),
            };
        }
    }

    private static string? UserOf(string password, IReadOnlyList<EnvironmentVariable> variables)
    {
        if (!password.EndsWith("PASSWORD", StringComparison.Ordinal))
            return null;
        var name = string.Concat(password.AsSpan(0, password.Length - "PASSWORD".Length), "USERNAME");
        foreach (var variable in variables)
        {
            if (variable.Name == name)
                return variable.Value;
        }

        return null;
    }

    private static IEnumerable<Secret> InMounts(Container? container)
    {
        foreach (var mount in container?.Mounts ?? [])
        {
            if (mount.Source is { } source && AuthorityKeys.Contains(source[(source.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase))
                yield return new(SecretKind.AuthorityKey, SecretPlace.File, source, null, mount.Location, mount.Location with { Span = new(mount.Location.Span.Start, 0) });
        }
    }
}

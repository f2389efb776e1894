using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>Every secret that files in sight hold or give away.</summary>
public static class Secrets
{
    private static readonly string[] AuthorityKeys = ["ca.key", "ca-key.pem", "ca_key.pem", "elastic-stack-ca.p12", "elastic-stack-ca.key"];

    /// <summary>Those in its settings files, and the keys that it gets to see.</summary>
    public static IEnumerable<Secret> Of(StackProcess process) => InSettings(process).Concat(AuthorityKeysOf(process.Container));

    /// <summary>Those in variables, images and commands of containers, and in env files: each once, where it is written.</summary>
    public static IEnumerable<Secret> Of(IReadOnlyList<Container> containers, IReadOnlyList<EnvironmentFile> environmentFiles)
    {
        var told = new HashSet<Location>();
        foreach (var container in containers)
        {
            var own = InVariables(container.Environment, SecretPlace.Environment, environmentFiles, container.Editor);
            foreach (var secret in own.Concat(InVariables(container.ImageVariables, SecretPlace.Image, [], container.Editor)))
            {
                told.Add(secret.Location);
                yield return secret;
            }

            foreach (var secret in container.Commands.SelectMany(CommandSecrets.In))
                yield return secret with { TakeFromOutside = FromOutside(container.Editor, secret, NameOf(secret), SettingOf(secret)) };
        }

        // A container knows more of a secret that it uses, such as whose it is.
        foreach (var secret in environmentFiles.SelectMany(file => InVariables(file.Variables, SecretPlace.Environment, environmentFiles, null)))
        {
            if (told.Add(secret.Location))
                yield return secret;
        }

        // Another container may well use it.
        foreach (var secret in containers.SelectMany(container => InVariables(container.OverruledVariables, SecretPlace.Environment, environmentFiles, null)))
        {
            if (told.Add(secret.Location))
                yield return secret with { IsOverruled = true };
        }
    }

    /// <summary>Those in the text of a file, whatever it is.</summary>
    public static IEnumerable<Secret> Of(SourceFile file) => PrivateKeys.In(file);

    private static IEnumerable<Secret> InSettings(StackProcess process)
    {
        foreach (var setting in process.SettingsInFiles)
        {
            if (!setting.HoldsLiteral || setting.Value.Kind != SettingValueKind.Scalar || !SecretSettings.IsSecret(process.Product, setting.Key, setting.Value))
                continue;
            var isKey = process.Product == Product.Kibana && EncryptionKeys.IsKey(setting.Key);
            var kind = isKey ? SecretKind.EncryptionKey : SecretKind.Password;
            yield return new(kind, SecretPlace.SettingsFile, setting.Key, setting.Value.Scalar.Known, setting.KeyLocation, setting.ValueLocation)
            {
                Setting = setting.Key,
                User = setting.Key == "elasticsearch.password" ? process.Settings.Text("elasticsearch.username").Value : null,
            };
        }
    }

    private static IEnumerable<Secret> InVariables(
        IReadOnlyList<EnvironmentVariable> variables, SecretPlace place, IReadOnlyList<EnvironmentFile> environmentFiles, IEvidenceEditor? editor)
    {
        foreach (var variable in variables)
        {
            if (variable.Value is not { } text || string.IsNullOrWhiteSpace(text) || !ContainerSecrets.IsSecret(variable.Name, text)
                || Placeholder.Occurs(text) || LeftOver.IsBlank(text))
                continue;
            var kind = ContainerSecrets.IsEncryptionKey(variable.Name) ? SecretKind.EncryptionKey : SecretKind.Password;
            var secret = new Secret(kind, place, variable.Name, text, variable.Place, variable.ValueLocation)
            {
                Setting = ContainerSecrets.SettingOf(variable.Name),
                StandsReadable = variable.StandsReadable,
                User = UserOf(variable.Name, variables),
            };
            secret = secret with { TakeFromOutside = FromOutside(editor, secret, variable.DefaultOf ?? variable.Name, secret.Setting) };
            yield return environmentFiles.Count == 0 ? secret : AtOrigin(secret, variable, environmentFiles);
        }
    }

    /// <summary>A secret that an environment file holds is that file's, however many variables take it from there.</summary>
    private static Secret AtOrigin(Secret secret, EnvironmentVariable variable, IReadOnlyList<EnvironmentFile> environmentFiles)
    {
        var origin = variable.Origin ?? variable.ValueLocation;
        foreach (var file in environmentFiles)
        {
            if (!ReferenceEquals(file.File, origin.File))
                continue;
            foreach (var written in file.Variables)
            {
                if (written.ValueLocation.Span == origin.Span)
                {
                    return secret with
                    {
                        Name = written.Name,
                        Location = written.Place,
                        ValueLocation = written.ValueLocation,
                        StandsReadable = written.StandsReadable && !file.IsIgnored,
                        TakeFromOutside = null,
                    };
                }
            }
        }

        return secret;
    }

    private static TextComesFromOutside? FromOutside(IEvidenceEditor? editor, Secret secret, string name, string? setting) =>
        editor is null ? null : new(editor, secret.ValueLocation, EnvironmentNames.ForSurroundings(name)) { Setting = setting };

    /// <summary>What to call a secret of a command: by its user, else by its setting.</summary>
    private static string NameOf(Secret secret) => secret.User is { } user ? user + "_PASSWORD" : SettingOf(secret)!;

    /// <summary>The setting that an argument gives or a keystore gets, or null for a login.</summary>
    private static string? SettingOf(Secret secret) => secret.User is not null ? null
        : secret.Setting ?? (secret.Name.StartsWith("-E", StringComparison.Ordinal) ? secret.Name[2..] : secret.Name.TrimStart('-'));

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

    /// <summary>The keys of authorities that a process gets to see.</summary>
    private static IEnumerable<Secret> AuthorityKeysOf(Container? container)
    {
        if (container is null)
            yield break;
        foreach (var given in container.GivenPaths)
        {
            if (given.Known is { } path && IsAuthorityKey(path))
                yield return AuthorityKey(path, given.Location);
        }
    }

    private static bool IsAuthorityKey(string path) => AuthorityKeys.Contains(FilePaths.NameOf(path), StringComparer.OrdinalIgnoreCase);

    private static Secret AuthorityKey(string path, Location location) =>
        new(SecretKind.AuthorityKey, SecretPlace.File, path, null, location, location with { Span = new(location.Span.Start, 0) });
}

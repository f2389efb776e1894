using EsConfigLint.Core.Settings;

namespace EsConfigLint.Engine.Workspace;

/// <summary>What a file turned out to be.</summary>
/// <param name="SkipReason">A sentence why a file that looks like ours by its name, or that the user named, is not linted; else null.</param>
/// <param name="IsError">Whether it could not be read as a text at all.</param>
public readonly record struct Classification(FileKind Kind, string? SkipReason = null, bool IsError = false);

/// <summary>Tells what a file is, from its name and a glance at its bytes.</summary>
/// <param name="isSetting">Whether a flattened key is a setting that the product has, or had, in any version.</param>
public sealed class FileClassifier(Func<Product, string, bool> isSetting)
{
    private const int BinaryProbeLength = 8000;

    /// <summary>So many keys, none a setting, are no slips of somebody who writes settings.</summary>
    private const int FewKeys = 3;

    private static readonly Classification HelmValues = new(FileKind.HelmValues, "Values of a Helm chart, no settings file.");

    /// <param name="folderPath">The folder within the root; what Ansible calls its folders of variables tells something.</param>
    /// <param name="forced">What the user says that it is, or null.</param>
    public Classification Classify(string name, string folderPath, ReadOnlySpan<byte> bytes, FileKind? forced)
    {
        if (forced == FileKind.Ignore)
            return new(FileKind.Ignore);
        var guess = NameGuess.Of(name);
        if (bytes[..Math.Min(bytes.Length, BinaryProbeLength)].Contains((byte)0))
            return new(FileKind.Unknown, forced is not null || NameGuess.IsExpected(name) ? "The file is binary." : null, IsError: true);
        if (forced is { } kind)
            return new(kind);
        if (StandIn(bytes) is { } reason)
            return new(FileKind.Ignore, NameGuess.IsExpected(name) ? reason : null);
        if (guess.Kind is FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore)
            return new(guess.Kind);
        if (NameGuess.IsDockerfile(name))
            return StackMention.IsIn(bytes) ? new(FileKind.Dockerfile) : default;
        if (NameGuess.IsEnvFile(name))
            return new(FileKind.Env);
        if (KeystoreListing(bytes) is var listing and not FileKind.Unknown)
            return new(listing);
        var countsSettings = NeedsSettings(guess, folderPath);
        var outline = ContentOutline.Of(bytes, isSetting, countsSettings);
        if (!countsSettings && !outline.HasDottedKeys)
            outline = ContentOutline.Of(bytes, isSetting, countSettings: true);
        if (outline is { HasServices: true, IsKubernetes: false } or { HasBareServices: true, IsWorkflow: false } && NameGuess.IsCompose(name))
            return new(FileKind.Compose);
        if (Other(outline, guess, folderPath) is { } other)
            return other with { SkipReason = guess.Certainty != NameCertainty.None ? other.SkipReason : null };
        if (guess.Certainty != NameCertainty.None)
            return new(guess.Kind);
        return NameGuess.IsOtherProduct(name) ? default : new(KindOf(outline, NameGuess.Hint(name)));
    }

    /// <summary>Why what stands here is not what will be read, or null: the file is encrypted or kept elsewhere.</summary>
    private static string? StandIn(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("$ANSIBLE_VAULT;"u8) ? "It is encrypted (Ansible Vault)."
        : bytes.StartsWith("version https://git-lfs.github.com/spec/"u8) ? "It only points to a file that Git LFS keeps."
        : bytes.IndexOf("ENC[AES256_GCM,data:"u8) >= 0 ? "Its values are encrypted (SOPS)."
        : null;

    /// <summary>Whose settings most keys of the root are, if one of them is nobody else's, or the name agrees.</summary>
    private static FileKind KindOf(ContentOutline outline, FileKind hint)
    {
        var isElasticsearch = outline.ElasticsearchKeys > outline.Keys - outline.ElasticsearchKeys
            && (hint == FileKind.Elasticsearch || outline.ElasticsearchEvidence >= SettingEvidence.Enough);
        var isKibana = outline.KibanaKeys > outline.Keys - outline.KibanaKeys
            && (hint == FileKind.Kibana || outline.KibanaEvidence >= SettingEvidence.Enough);
        return isElasticsearch && (!isKibana || outline.ElasticsearchKeys >= outline.KibanaKeys) ? FileKind.Elasticsearch
            : isKibana ? FileKind.Kibana
            : FileKind.Unknown;
    }

    private static bool NeedsSettings(NameGuess guess, string folderPath) =>
        guess.Certainty != NameCertainty.Exact || IsVariablesFolder(folderPath);

    /// <summary>A file that bears our name, or no name that tells, and is something else.</summary>
    private static Classification? Other(ContentOutline outline, NameGuess guess, string folderPath)
    {
        if (outline.IsListOfMappings)
            return new(FileKind.Unknown, "A list of mappings (an Ansible play or role, a module's configuration), no settings file.");
        if (outline.IsKubernetes)
            return new(FileKind.Kubernetes, "A Kubernetes manifest, no settings file.");
        if (outline.IsCloudFormation)
            return new(FileKind.Unknown, "A CloudFormation template, no settings file.");
        if (outline.IsWorkflow || folderPath.EndsWith(".github/workflows", StringComparison.Ordinal))
            return new(FileKind.Unknown, "A workflow of GitHub Actions, no settings file.");
        if (outline.IsCollector)
            return new(FileKind.Unknown, "The configuration of an OpenTelemetry collector, no settings file.");
        if (outline.IsCompose)
            return new(FileKind.Compose);
        if (outline.HelmKeys > 1)
            return HelmValues;
        if (outline.Keys == 0)
            return null;
        if (guess.Certainty == NameCertainty.Likely)
        {
            var (known, evidence) = guess.Kind == FileKind.Kibana
                ? (outline.KibanaKeys, outline.KibanaEvidence) : (outline.ElasticsearchKeys, outline.ElasticsearchEvidence);
            if (known > 0)
                return evidence > 0 || known > outline.Keys - known
                    ? null
                    : new(FileKind.Unknown, "Its few settings are such as other programs have too; --kind says what it is.");
        }
        else if (outline.ElasticsearchKeys > 0 || outline.KibanaKeys > 0)
        {
            return null;
        }

        if (IsVariablesFolder(folderPath))
            return new(FileKind.Unknown, "Variables (Ansible's, by the name of the folder), no settings.");
        if (outline.EnvironmentKeys > 1 && outline.EnvironmentKeys == outline.Keys)
            return new(FileKind.Unknown, "An application's configuration, one block per environment, no settings file.");
        if (guess.Certainty == NameCertainty.Exact && outline.VariableKeys < outline.Keys && (outline.HasDottedKeys || outline.Keys < FewKeys))
            return null;
        return outline.HelmKeys > 0
            ? HelmValues
            : new(FileKind.Unknown, "None of its keys is a setting; --kind says what it is.");
    }

    private static bool IsVariablesFolder(ReadOnlySpan<char> folderPath)
    {
        foreach (var range in folderPath.Split('/'))
        {
            if (folderPath[range] is "group_vars" or "host_vars" or "vars" or "defaults")
                return true;
        }

        return false;
    }

    /// <summary>A listing is what <c>elasticsearch-keystore list</c> prints: one setting a line, and <c>keystore.seed</c> among them.</summary>
    private static FileKind KeystoreListing(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("keystore.seed"u8) < 0)
            return FileKind.Unknown;
        foreach (var unit in bytes)
        {
            if (unit is (byte)' ' or (byte)':' or (byte)'=' or (byte)'#' or (byte)'{' or (byte)'\t')
                return FileKind.Unknown;
        }

        return FileKind.ElasticsearchKeystore;
    }
}

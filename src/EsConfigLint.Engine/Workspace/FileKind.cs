namespace EsConfigLint.Engine.Workspace;

/// <summary>What a file is, in the words of <c>--kind</c>.</summary>
public enum FileKind
{
    /// <summary>Nothing that is linted.</summary>
    Unknown,
    Ignore,
    Elasticsearch,
    Kibana,
    ElasticsearchKeystore,
    KibanaKeystore,
    Compose,
    Env,
    Kubernetes,
    HelmValues,
    Dockerfile,
    Systemd,
    Roles,
    RoleMapping,
    Users,
    UsersRoles,
    JvmOptions,
}

public static class FileKinds
{
    /// <summary>The words that <c>--kind</c> takes, in the order of its help.</summary>
    public static IReadOnlyList<(string Word, FileKind Kind)> Words { get; } =
    [
        ("elasticsearch", FileKind.Elasticsearch), ("kibana", FileKind.Kibana),
        ("elasticsearch-keystore", FileKind.ElasticsearchKeystore), ("kibana-keystore", FileKind.KibanaKeystore),
        ("compose", FileKind.Compose), ("env", FileKind.Env), ("kubernetes", FileKind.Kubernetes),
        ("helm-values", FileKind.HelmValues), ("dockerfile", FileKind.Dockerfile), ("systemd", FileKind.Systemd),
        ("roles", FileKind.Roles), ("role-mapping", FileKind.RoleMapping), ("users", FileKind.Users),
        ("users-roles", FileKind.UsersRoles), ("jvm-options", FileKind.JvmOptions), ("ignore", FileKind.Ignore),
    ];
}

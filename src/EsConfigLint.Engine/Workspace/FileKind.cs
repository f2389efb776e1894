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
    private static readonly string[] Words =
    [
        "ignore", "elasticsearch", "kibana", "elasticsearch-keystore", "kibana-keystore", "compose", "env", "kubernetes", "helm-values",
        "dockerfile", "systemd", "roles", "role-mapping", "users", "users-roles", "jvm-options",
    ];

    /// <summary>The words that <c>--kind</c> takes.</summary>
    public static IReadOnlyList<string> All => Words;

    /// <summary>Those of them that make a difference in this version: what is linted, and what is left out.</summary>
    public static IEnumerable<string> Linted => Words.Where(static (_, index) => At(index) is
        FileKind.Ignore or FileKind.Elasticsearch or FileKind.Kibana or FileKind.ElasticsearchKeystore or FileKind.KibanaKeystore
        or FileKind.Compose or FileKind.Env or FileKind.Dockerfile);

    /// <summary>The kind that a word of <see cref="All"/> stands for.</summary>
    public static FileKind At(int index) => FileKind.Ignore + index;
}

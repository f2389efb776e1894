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

namespace EsConfigLint.Engine.Workspace;

/// <summary>How much a setting tells about the file that it stands in: other programs have keys of the same name.</summary>
internal static class SettingEvidence
{
    /// <summary>With this much a file is a settings file, whatever its name.</summary>
    public const int Enough = 2;

    /// <param name="key">A flattened key that is a setting of the product.</param>
    /// <param name="isDotted">Whether the file writes it with dots from the root on, which few programs do.</param>
    public static int Of(string key, bool isDotted) =>
        IsShared(key) ? 0 : isDotted ? OfDotted(key) : OfNested(key);

    /// <summary>Keys that other programs write in the same way.</summary>
    /// <remarks>
    /// Logstash has node.name, path.data, path.logs, path.plugins, http.host, http.port and xpack.monitoring.*
    /// (Logstash Reference 7.17, "logstash.yml" and "Configure monitoring for Logstash nodes"); Beats have path.*, logging.*, monitoring.enabled,
    /// processors, http.enabled, http.host and http.port (Metricbeat Reference 8.3, "Configure an HTTP endpoint for metrics"); Spring Boot has
    /// server.port, server.ssl.*, server.compression.enabled and logging.* (Spring Boot Reference 3.3, "Common Application Properties"); Elastic's
    /// connectors have elasticsearch.username and elasticsearch.password (connectors 9.0, config.yml.example).
    /// </remarks>
    private static bool IsShared(string key) =>
        key is "node.name" or "path.home" or "path.conf" or "path.data" or "path.logs" or "path.plugins" or "http.enabled" or "http.host" or "http.port"
            or "server.port" or "server.compression.enabled" or "monitoring.enabled" or "processors" or "elasticsearch.username" or "elasticsearch.password"
        || key.StartsWith("xpack.monitoring.", StringComparison.Ordinal)
        || key.StartsWith("logging.", StringComparison.Ordinal) || key.StartsWith("server.ssl.", StringComparison.Ordinal);

    /// <summary>An application may have a server and hosts of Elasticsearch too: one of these is not enough.</summary>
    private static int OfDotted(string key) =>
        key is "server.host" or "server.name" or "elasticsearch.hosts" or "elasticsearch.url" ? 1 : Enough;

    /// <summary>What stands below a common word is anybody's; two plain words may be; a longer or a composed name is the product's own.</summary>
    private static int OfNested(string key)
    {
        var dot = key.IndexOf('.');
        var root = dot < 0 ? key : key.AsSpan(0, dot);
        if (root is "server" or "http" or "elasticsearch" or "kibana" or "cloud" or "data" or "client" or "telemetry" or "tracing")
            return 0;
        if (root is "network" or "node" or "path")
            return 1;
        return key.LastIndexOf('.') > dot || key.AsSpan().ContainsAny('_', '-') || key.AsSpan().ContainsAnyInRange('A', 'Z') ? Enough : 1;
    }
}

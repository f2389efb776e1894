using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>Who made an image, as far as its name tells.</summary>
public enum ImageMaker
{
    /// <summary>A variable hides the name.</summary>
    Unknown,

    /// <summary>Elastic's image, or one named like it in another registry.</summary>
    Elastic,

    /// <summary>Elastic's software with Bitnami's start scripts: the environment has other names.</summary>
    Bitnami,

    /// <summary>Elastic's software in an image of somebody else on Docker Hub: which user it starts as is out of sight.</summary>
    Community,

    OpenSearch,

    OpenDistro,

    SearchGuard,

    Wazuh,

    /// <summary>Another program.</summary>
    Other,
}

/// <summary>The name of a container image: <c>[registry/]path/name[:tag][@digest]</c>.</summary>
/// <remarks>A part that holds something unresolved is null.</remarks>
public sealed record ImageReference
{
    private ImageReference()
    {
    }

    /// <summary>The host of the registry, or null for Docker's own.</summary>
    public string? Registry { get; private init; }

    /// <summary>The path behind the registry without tag and digest (<c>elasticsearch/elasticsearch</c>).</summary>
    public string? Repository { get; private init; }

    /// <summary>The last segment of the repository; it alone says which product the image holds.</summary>
    public string? Name { get; private init; }

    /// <summary>The tag, or null when there is none or it is not known.</summary>
    public string? Tag { get; private init; }

    /// <summary>Whether there is a tag that is not known.</summary>
    public bool TagIsHidden { get; private init; }

    public string? Digest { get; private init; }

    public ImageMaker Maker { get; private init; }

    /// <summary>What the image runs; for a fork what it descends from; null for another program or an unknown
    /// one.</summary>
    public Product? Product { get; private init; }

    /// <summary>Only meaningful with a <see cref="Product"/>.</summary>
    public Distribution Distribution { get; private init; }

    /// <summary>The stack version that the tag names exactly (at least major and minor, of those that are not judged the major alone), or
    /// null; forks have versions of their own.</summary>
    public StackVersion? Version { get; private init; }

    /// <summary>Reads an image name.</summary>
    /// <param name="text">The name, with U+0000 for what is not known. A <c>$</c> or <c>{{</c> that is still in it
    /// makes its part unknown too.</param>
    public static ImageReference Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        var at = rest.IndexOf('@');
        var digest = at < 0 ? null : Known(rest[(at + 1)..]);
        if (at >= 0)
            rest = rest[..at];
        var slash = LastOutsideBraces(rest, '/');
        var colon = LastOutsideBraces(rest[(slash + 1)..], ':');
        string? tag = null;
        var tagIsHidden = false;
        if (colon >= 0)
        {
            tag = Known(rest[(slash + colon + 2)..]);
            tagIsHidden = tag is null;
            rest = rest[..(slash + 1 + colon)];
        }

        var name = Known(rest[(slash + 1)..]);
        var first = rest.IndexOf('/');
        var host = first < 0 ? default : rest[..first];
        var hasRegistry = first >= 0 && (host.ContainsAny('.', ':') || host is "localhost");
        var repository = hasRegistry ? rest[(first + 1)..] : rest;
        var maker = MakerOf(repository, name, isOnDockerHub: !hasRegistry || host is "docker.io" or "index.docker.io");
        var product = ProductOf(maker, name);
        var isStack = maker is ImageMaker.Elastic or ImageMaker.Bitnami or ImageMaker.Community;
        return new()
        {
            Registry = hasRegistry ? Known(host) : null,
            Repository = Known(repository),
            Name = name,
            Tag = tag,
            TagIsHidden = tagIsHidden,
            Digest = digest,
            Maker = maker,
            Product = product,
            // Wazuh built these two on Elastic's images (wazuh-docker 3.9 to 3.13, their Dockerfiles).
            Distribution = name is "wazuh-elasticsearch" or "wazuh-kibana" ? Distribution.Default
                : !isStack && maker is not (ImageMaker.Other or ImageMaker.Unknown) ? Distribution.Fork
                : name is not null && name.EndsWith("-oss", StringComparison.Ordinal) ? Distribution.Oss
                : Distribution.Default,
            Version = isStack && (StackVersion.TryParse(tag, out var version) || IsOldMajor(tag, out version)) ? version : null,
        };
    }

    /// <summary>A tag that names a major version alone, all of which is older than what is judged.</summary>
    private static bool IsOldMajor(string? tag, out StackVersion version)
    {
        version = tag is [>= '1' and <= '9'] ? new(tag[0] - '0', 0) : default;
        return version != default && version.Major < StackVersion.Oldest.Major;
    }

    private static ImageMaker MakerOf(ReadOnlySpan<char> repository, string? name, bool isOnDockerHub)
    {
        if (name is null)
            return ImageMaker.Unknown;
        if (repository.Contains("opensearch", StringComparison.OrdinalIgnoreCase))
            return ImageMaker.OpenSearch;
        if (repository.Contains("opendistro", StringComparison.OrdinalIgnoreCase))
            return ImageMaker.OpenDistro;
        if (repository.Contains("wazuh", StringComparison.OrdinalIgnoreCase))
            return ImageMaker.Wazuh;
        if (repository.Contains("search-guard", StringComparison.OrdinalIgnoreCase)
            || repository.Contains("searchguard", StringComparison.OrdinalIgnoreCase)
            || repository.StartsWith("floragunncom/", StringComparison.OrdinalIgnoreCase)
            || name is "sg-elasticsearch" or "sg-kibana")
            return ImageMaker.SearchGuard;
        if (StackProduct(name) is null)
            return ImageMaker.Other;
        if (repository.Contains("bitnami", StringComparison.OrdinalIgnoreCase))
            return ImageMaker.Bitnami;
        return isOnDockerHub && Known(repository) is { } path && path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && !IsElasticsNamespace(path.AsSpan(0, end))
            ? ImageMaker.Community
            : ImageMaker.Elastic;
    }

    /// <summary>On Docker Hub the official images and Elastic's own; the others are the names on Elastic's registry, as mirrors keep them.</summary>
    private static bool IsElasticsNamespace(ReadOnlySpan<char> name) => name is "library" or "elastic" or "elasticsearch" or "kibana";

    private static Product? ProductOf(ImageMaker maker, string? name) => maker switch
    {
        ImageMaker.Elastic or ImageMaker.Bitnami or ImageMaker.Community => StackProduct(name),
        ImageMaker.OpenSearch => name is "opensearch" ? Settings.Product.Elasticsearch
            : name is "opensearch-dashboards" ? Settings.Product.Kibana : null,
        ImageMaker.OpenDistro => name is "opendistro-for-elasticsearch" ? Settings.Product.Elasticsearch
            : name is "opendistro-for-elasticsearch-kibana" ? Settings.Product.Kibana : null,
        ImageMaker.Wazuh => name is "wazuh-indexer" or "wazuh-elasticsearch" or "wazuh-odfe" or "elasticsearch"
            ? Settings.Product.Elasticsearch
            : name is "wazuh-dashboard" or "wazuh-kibana" or "wazuh-kibana-odfe" or "kibana" ? Settings.Product.Kibana : null,
        ImageMaker.SearchGuard => name!.Contains("kibana", StringComparison.OrdinalIgnoreCase) ? Settings.Product.Kibana
            : name.Contains("elasticsearch", StringComparison.OrdinalIgnoreCase)
              || name.StartsWith("search-guard-flx", StringComparison.OrdinalIgnoreCase)
            ? Settings.Product.Elasticsearch : null,
        _ => null,
    };

    private static Product? StackProduct(string? name) => name switch
    {
        "elasticsearch" or "elasticsearch-wolfi" or "elasticsearch-oss"
            or "elasticsearch-ubi" or "elasticsearch-ubi8" or "elasticsearch-ubi9" => Settings.Product.Elasticsearch,
        "kibana" or "kibana-wolfi" or "kibana-oss" or "kibana-ubi" or "kibana-ubi8" or "kibana-ubi9" => Settings.Product.Kibana,
        _ => null,
    };

    private static string? Known(ReadOnlySpan<char> part) =>
        part.IsEmpty || part.ContainsAny('\0', '$') || part.Contains("{{", StringComparison.Ordinal) ? null : part.ToString();

    /// <summary>The last such character that does not stand in <c>${…}</c>.</summary>
    private static int LastOutsideBraces(ReadOnlySpan<char> text, char sought)
    {
        var depth = 0;
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (text[at] == '}')
                depth++;
            else if (text[at] == '{' && depth > 0)
                depth--;
            else if (text[at] == sought && depth == 0)
                return at;
        }

        return -1;
    }
}

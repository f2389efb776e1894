using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Rules;

/// <summary>Something that a human must do besides, as a command to paste; never with a secret in it.</summary>
/// <param name="Command">One line, run in the product's home folder unless it says otherwise.</param>
public sealed record Instruction(string Command)
{
    /// <summary>Makes a certificate authority and one certificate for the transport layer of all nodes.</summary>
    public static IReadOnlyList<Instruction> CreateTransportCertificates { get; } =
    [
        new("bin/elasticsearch-certutil ca"),
        new("bin/elasticsearch-certutil cert --ca elastic-stack-ca.p12"),
        KeystoreAdd(Product.Elasticsearch, "xpack.security.transport.ssl.keystore.secure_password"),
        KeystoreAdd(Product.Elasticsearch, "xpack.security.transport.ssl.truststore.secure_password"),
    ];

    /// <summary>Makes a certificate for HTTP and stores the password of its file.</summary>
    public static IReadOnlyList<Instruction> CreateHttpCertificate { get; } =
    [
        new("bin/elasticsearch-certutil http"),
        KeystoreAdd(Product.Elasticsearch, "xpack.security.http.ssl.keystore.secure_password"),
    ];

    /// <summary>Makes keys for Kibana's sessions, saved objects and reports.</summary>
    public static Instruction GenerateEncryptionKeys { get; } = new("bin/kibana-encryption-keys generate");

    public static Instruction KeystoreAdd(Product product, string name) => new($"bin/{Tool(product)}-keystore add {name}");

    public static Instruction KeystoreRemove(Product product, string name) => new($"bin/{Tool(product)}-keystore remove {name}");

    private static string Tool(Product product) => product == Product.Kibana ? "kibana" : "elasticsearch";
}

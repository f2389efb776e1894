using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Rules;

/// <summary>Something that a human must do besides, as a command to paste; never with a secret in it.</summary>
/// <param name="Command">One line, run in the product's home folder unless it says otherwise.</param>
public sealed record Instruction(string Command)
{
    private const string PlainWord = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

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

    /// <summary>Makes a private key for Kibana's server and the request for its certificate.</summary>
    public static Instruction RequestKibanaCertificate { get; } = new("bin/elasticsearch-certutil csr -name kibana-server");

    /// <summary>Makes keys for Kibana's sessions, saved objects and reports.</summary>
    public static Instruction GenerateEncryptionKeys { get; } = new("bin/kibana-encryption-keys generate");

    /// <summary>Gives the built-in users their passwords, once per cluster (6.8 and 7.x; 8.0 does it at the first start).</summary>
    public static Instruction SetUpPasswords { get; } = new("bin/elasticsearch-setup-passwords interactive");

    /// <summary>Gives a built-in user a new password (from 8.0 on).</summary>
    public static Instruction ResetPassword(string user) => new($"bin/elasticsearch-reset-password -u {user}");

    public static Instruction KeystoreAdd(Product product, string name) => new($"bin/{Tool(product)}-keystore add {Word(name)}");

    public static Instruction KeystoreRemove(Product product, string name) => new($"bin/{Tool(product)}-keystore remove {Word(name)}");

    /// <summary>Asks for the value of a variable and hands it to what is started from the same shell (bash).</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    public static Instruction SetVariable(string name) => new($"read -rsp '{name}: ' {name} && export {name}");

    /// <summary>A name that comes from a file, as one word of a shell whatever is in it.</summary>
    private static string Word(string name) =>
        name.AsSpan().TrimStart(PlainWord).IsEmpty ? name : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Tool(Product product) => product == Product.Kibana ? "kibana" : "elasticsearch";
}

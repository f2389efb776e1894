using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Rules;

/// <summary>When something is done: an earlier step makes what a later one asks for.</summary>
public enum InstructionStep
{
    MakeAuthority,

    /// <summary>Signed by the authority, where there is one.</summary>
    MakeCertificates,

    /// <summary>The passwords of those files among others; without them the node does not start.</summary>
    FillNodeKeystore,

    /// <summary>In the shell that starts what needs them.</summary>
    SetVariables,

    /// <summary>The node must run.</summary>
    SetPasswords,

    /// <summary>The password of its user among others.</summary>
    FillKibanaKeystore,
}

/// <summary>Something that a human must do besides, as a command to paste; never with a secret in it.</summary>
/// <param name="Command">One line, run in the product's home folder unless it says otherwise.</param>
public sealed record Instruction(InstructionStep Step, string Command)
{
    private const string PlainWord = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    /// <summary>
    /// Makes the files that HTTP or transport of a node lacks when its TLS is switched on, and stores their passwords: nothing where it names its own,
    /// and no authority where it trusts one already.
    /// </summary>
    /// <param name="version">That of the node, and so of its tools.</param>
    public static IEnumerable<Instruction> MakeFilesOf(TlsContext layer, StackVersion version)
    {
        if (!layer.LacksKey || layer.GeneratedStore is not null)
            yield break;
        if (layer.Kind == TlsContextKind.Http)
        {
            // The mode came with 7.6 or 7.7 (elastic/elasticsearch#50952). Before it the other one makes an authority of its own when it is given none.
            yield return new(InstructionStep.MakeCertificates, version.IsAtLeast(7, 7) ? "bin/elasticsearch-certutil http" : "bin/elasticsearch-certutil cert --out http.p12");
        }
        else if (layer.LacksTrust)
        {
            yield return new(InstructionStep.MakeAuthority, "bin/elasticsearch-certutil ca");
            yield return new(InstructionStep.MakeCertificates, "bin/elasticsearch-certutil cert --ca elastic-stack-ca.p12");
        }

        yield return KeystoreAdd(Product.Elasticsearch, layer.Prefix + "keystore.secure_password");
        if (layer.Kind == TlsContextKind.Transport && layer.LacksTrust)
            yield return KeystoreAdd(Product.Elasticsearch, layer.Prefix + "truststore.secure_password");
    }

    /// <summary>Makes the files that a node needs to start with security, and gives its first user a password.</summary>
    public static IEnumerable<Instruction> PrepareForSecurity(ElasticsearchNode node)
    {
        foreach (var instruction in node.LayersThatSecurityNeeds.SelectMany(layer => MakeFilesOf(layer, node.Version)))
            yield return instruction;
        yield return node.Version.IsAtLeast(8) ? ResetPassword("elastic") : SetUpPasswords;
    }

    /// <summary>Makes a private key for Kibana's server and the request for its certificate.</summary>
    public static Instruction RequestKibanaCertificate { get; } = new(InstructionStep.MakeCertificates, "bin/elasticsearch-certutil csr -name kibana-server");

    /// <summary>Makes keys for Kibana's sessions, saved objects and reports; before 7.12, which brought the tool (Kibana guide, 7.11 and 7.12), one key.</summary>
    public static Instruction GenerateEncryptionKeys(StackVersion version) =>
        new(InstructionStep.FillKibanaKeystore, version.IsAtLeast(7, 12) ? "bin/kibana-encryption-keys generate" : "openssl rand -hex 32");

    /// <summary>Gives the built-in users their passwords, once per cluster (6.8 and 7.x; 8.0 does it at the first start).</summary>
    public static Instruction SetUpPasswords { get; } = new(InstructionStep.SetPasswords, "bin/elasticsearch-setup-passwords interactive");

    /// <summary>Gives a built-in user a new password (from 8.0 on).</summary>
    public static Instruction ResetPassword(string user) => new(InstructionStep.SetPasswords, $"bin/elasticsearch-reset-password -u {user}");

    public static Instruction KeystoreAdd(Product product, string name) => Keystore(product, $"add {Word(name)}");

    public static Instruction KeystoreRemove(Product product, string name) => Keystore(product, $"remove {Word(name)}");

    /// <summary>Asks for the value of a variable and hands it to what is started from the same shell (bash).</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    public static Instruction SetVariable(string name) => new(InstructionStep.SetVariables, $"read -rsp '{name}: ' {name} && export {name}");

    /// <summary>A name that comes from a file, as one word of a shell whatever is in it.</summary>
    private static string Word(string name) =>
        name.AsSpan().TrimStart(PlainWord).IsEmpty ? name : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static Instruction Keystore(Product product, string command) => product == Product.Kibana
        ? new(InstructionStep.FillKibanaKeystore, "bin/kibana-keystore " + command)
        : new(InstructionStep.FillNodeKeystore, "bin/elasticsearch-keystore " + command);
}

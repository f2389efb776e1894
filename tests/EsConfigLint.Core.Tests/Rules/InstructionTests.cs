using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Rules;

public sealed class InstructionTests
{
    [Theory]
    [InlineData("xpack.security.http.ssl.keystore.secure_password", "bin/elasticsearch-keystore add xpack.security.http.ssl.keystore.secure_password")]
    [InlineData("a;b", "bin/elasticsearch-keystore add 'a;b'")]
    [InlineData("a'$(b)", "bin/elasticsearch-keystore add 'a'\\''$(b)'")]
    public void A_name_from_a_file_is_one_word_of_the_command(string name, string command) =>
        Assert.Equal(command, Instruction.KeystoreAdd(Product.Elasticsearch, name).Command);

    [Theory]
    [InlineData("cluster.name: a", "elasticsearch-certutil ca|elasticsearch-certutil cert --ca elastic-stack-ca.p12|elasticsearch-keystore add {0}keystore.secure_password|elasticsearch-keystore add {0}truststore.secure_password")]
    [InlineData("{0}truststore.path: t.jks", "elasticsearch-keystore add {0}keystore.secure_password")]
    [InlineData("{0}certificate_authorities: [ca.crt]", "elasticsearch-keystore add {0}keystore.secure_password")]
    [InlineData("{0}keystore.path: own.p12", "")]
    [InlineData("{0}certificate: a.crt\n{0}key: a.key", "")]
    [InlineData("{0}certificate: a.crt", "")]
    [InlineData("{0}keystore.path: ${PATH_OF_STORE}", "")]
    public void Files_of_transport_are_made_where_none_are_named(string settings, string commands) =>
        Assert.Equal(Commands(commands, "xpack.security.transport.ssl."), Instruction.MakeFilesOf(Node(settings, "xpack.security.transport.ssl.").Tls.Transport, StackVersion.Newest).Select(static instruction => instruction.Command));

    [Theory]
    [InlineData("{0}enabled: false", "elasticsearch-certutil http|elasticsearch-keystore add {0}keystore.secure_password")]
    [InlineData("{0}certificate_authorities: [ca.crt]", "elasticsearch-certutil http|elasticsearch-keystore add {0}keystore.secure_password")]
    [InlineData("{0}certificate: a.crt\n{0}key: a.key", "")]
    public void Files_of_HTTP_are_made_where_none_are_named(string settings, string commands) =>
        Assert.Equal(Commands(commands, "xpack.security.http.ssl."), Instruction.MakeFilesOf(Node(settings, "xpack.security.http.ssl.").Tls.Http, StackVersion.Newest).Select(static instruction => instruction.Command));

    [Theory]
    [InlineData(6, 8, "elasticsearch-certutil cert --out http.p12")]
    [InlineData(7, 5, "elasticsearch-certutil cert --out http.p12")]
    [InlineData(7, 17, "elasticsearch-certutil http")]
    public void A_certificate_for_HTTP_is_made_with_what_the_version_has(int major, int minor, string command)
    {
        var node = Node("xpack.security.http.ssl.enabled: false", "", new(major, minor));
        Assert.Equal(Commands(command, "").First(), Instruction.MakeFilesOf(node.Tls.Http, node.Version).First().Command);
    }

    [Theory]
    [InlineData(7, 11, "openssl rand -hex 32")]
    [InlineData(7, 12, "bin/kibana-encryption-keys generate")]
    public void Keys_are_made_with_what_the_version_has(int major, int minor, string command) =>
        Assert.Equal(command, Instruction.GenerateEncryptionKeys(new(major, minor)).Command);

    [Theory]
    [InlineData(7, 17, "elasticsearch-setup-passwords interactive")]
    [InlineData(9, 1, "elasticsearch-reset-password -u elastic")]
    public void Whoever_gets_security_gets_a_password(int major, int minor, string command) =>
        Assert.Equal(Commands(command, ""), Instruction.PrepareForSecurity(Node("discovery.type: single-node", "", new(major, minor))).Select(static instruction => instruction.Command));

    private static ElasticsearchNode Node(string settings, string prefix, StackVersion? version = null)
    {
        var file = SourceFile.FromText("elasticsearch.yml", settings.Replace("{0}", prefix, StringComparison.Ordinal) + "\n");
        return new([new ElasticsearchYmlCarrier(file).Load(version ?? StackVersion.Newest)], version ?? StackVersion.Newest, versionIsKnown: true);
    }

    private static IEnumerable<string> Commands(string text, string prefix) =>
        text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(command => "bin/" + command.Replace("{0}", prefix, StringComparison.Ordinal));
}
